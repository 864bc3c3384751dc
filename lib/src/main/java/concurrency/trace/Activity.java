package concurrency.trace;

/**
 * What a worker does during a {@link Span}. The distinction between {@link #READY} and {@link #WAITING} is the one that
 * schedulers make: a ready task could run if something ran it, a waiting one could not.
 */
public enum Activity {
    /** Coming into being: a thread, a process, a virtual machine that is not yet of use. */
    STARTING,
    /** Keeping a core busy. */
    WORKING,
    /** Able to run, but not running. */
    READY,
    /** Unable to go on until something outside happens: an answer, a timer, a lock. */
    WAITING
}
