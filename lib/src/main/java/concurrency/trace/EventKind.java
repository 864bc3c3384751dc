package concurrency.trace;

/**
 * What can happen to a task at one moment. The kinds are those that a replay of an event loop steps through, one move a
 * step; threads and processes use the ones that apply to them.
 */
public enum EventKind {
    /** A task was made; {@code parent} made it. */
    CREATED,
    /** A task runs for the first time. */
    STARTED,
    /** A coroutine, {@code subject}, begins inside of a task, because {@code parent}, a coroutine too, awaits it. */
    ENTERED,
    /** A coroutine, {@code subject}, ends and {@code parent} goes on; {@code text} says what it returned or raised. */
    LEFT,
    /** A task gave up control until {@code subject} is done. */
    AWAITING,
    /** A timer was set; {@code subject} names it, {@code text} says when it is due. */
    TIMER_SET,
    /** A timer came due: it joined the ready queue. */
    TIMER_DUE,
    /** A timer was cancelled before it was due. */
    TIMER_CANCELLED,
    /** A socket, {@code subject}, is watched from now on. */
    IO_REGISTERED,
    /** A socket, {@code subject}, is not watched any more. */
    IO_UNREGISTERED,
    /**
     * The selector said that {@code subject} can be read or written: its callback, {@code text}, joined the ready
     * queue.
     */
    IO_READY,
    /** Bytes went from a socket, {@code subject}, into a buffer or back; {@code text} says how many. */
    BYTES_MOVED,
    /** A future, {@code subject}, got its result, its exception or its cancellation. */
    FUTURE_DONE,
    /** A callback of {@code subject} is to be called, because that is done: it joins the queue next. */
    CALLBACK,
    /** A task, or a callback that is {@code subject}, joined the ready queue. */
    READY,
    /** The first in the ready queue, a task or a callback, left it: it is next. */
    DEQUEUED,
    /** The first in the ready queue left it without being called: it was cancelled. */
    DROPPED,
    /** A task goes on where it stopped. */
    RESUMED,
    /** A line of output; {@code text} is the line. */
    LOG,
    /** A task kept the loop from everything else; {@code text} says for how long. */
    BLOCKED,
    /** A task ended with a result. */
    DONE,
    /** A task ended with an error; {@code text} names it. */
    FAILED,
    /** A task was cancelled. */
    CANCELLED,
    /** The loop has nothing to do until {@code text}. */
    IDLE
}
