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
    /** A task gave up control until {@code subject} is done. */
    AWAITING,
    /** A timer was set; {@code subject} names it, {@code text} says when it is due. */
    TIMER_SET,
    /** A timer came due. */
    TIMER_DUE,
    /** A socket, {@code subject}, is watched from now on. */
    IO_REGISTERED,
    /** The selector said that {@code subject} can be read or written. */
    IO_READY,
    /** A future, {@code subject}, got its result, its exception or its cancellation. */
    FUTURE_DONE,
    /** A callback of {@code subject} was put into the queue. */
    CALLBACK,
    /** A task joined the ready queue. */
    READY,
    /** A task left the ready queue: it is next. */
    DEQUEUED,
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
