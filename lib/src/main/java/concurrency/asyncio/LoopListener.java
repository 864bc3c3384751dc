package concurrency.asyncio;

import concurrency.trace.Phase;

/** Is told what a {@link Scheduler} does, on its thread, right when it happens. All does nothing unless overridden. */
interface LoopListener {
    /** Whether anybody listens at the moment; where nobody does, the rest need not be called. */
    default boolean listens() {
        return false;
    }

    /** The next turn begins. */
    default void nextTurn() {}

    /** The next phase of that turn begins. */
    default void phase(Phase phase) {}

    /** Nothing is ready, and the loop sleeps: at most so long, in ns, or {@link Clock#FOREVER}. */
    default void idle(long patience) {}

    /** Joined the ready queue. */
    default void queued(Handle handle, boolean fromOtherThread) {}

    /** Left the ready queue and is called next. */
    default void dequeued(Handle handle) {}

    /** Left the ready queue without being called: it was cancelled. */
    default void dropped(Handle handle) {}

    /** Was called, from that moment of the loop's clock on, in ns. */
    default void ran(Handle handle, long since) {}

    /** Was set. */
    default void timerSet(TimerHandle timer) {}

    /** Joins the ready queue, since its time has come. */
    default void timerDue(TimerHandle timer) {}

    /** Was cancelled before its time. */
    default void timerCancelled(TimerHandle timer) {}

    /** Its socket is watched from now on. */
    default void watched(SocketHandle handle) {}

    /** Its socket is watched no more. */
    default void unwatched(SocketHandle handle) {}

    /** Joins the ready queue, since its socket is ready. */
    default void socketReady(SocketHandle handle) {}
}
