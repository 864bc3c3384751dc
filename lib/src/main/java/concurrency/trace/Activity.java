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
    /** Able to run, but not running: it stands in line. */
    READY,
    /** Unable to go on although its timer has come due, because the loop is busy and has not looked at its timers. */
    OVERDUE,
    /** Unable to go on until something outside happens: an answer, a timer, a lock. */
    WAITING,
    /** Having nothing to do. It is seldom recorded: it is what lies between the spans of a worker. */
    IDLE
}
