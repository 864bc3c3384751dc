package concurrency.trace;

/** The phases of a turn of an event loop, in their order. */
public enum Phase {
    /** No turn is under way. */
    BETWEEN,
    /** The loop asks the system for sockets that are ready, and sleeps while nothing else is. */
    SELECT,
    /** Sockets that are ready join the ready queue. */
    SOCKETS,
    /** Timers that are due join the ready queue. */
    TIMERS,
    /** What stands in the ready queue is called. */
    READY
}
