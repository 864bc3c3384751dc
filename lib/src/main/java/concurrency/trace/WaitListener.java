package concurrency.trace;

/** Hears when a worker begins to wait for something outside, and when it goes on. Every call may do nothing. */
public interface WaitListener {
    /** Hears, and does nothing. */
    WaitListener NONE = new WaitListener() {};

    /** The worker cannot go on. */
    default void suspended() {}

    /** What it waited for has come, and it stands in line. Not called where nobody but the system knows. */
    default void ready() {}

    /** The worker goes on, whether or not what it waited for has come. */
    default void resumed() {}
}
