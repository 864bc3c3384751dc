package concurrency.trace;

/** How a {@link Span} ended. */
public enum Outcome {
    /** As it should. */
    OK,
    /** With an error. */
    FAILED,
    /** By somebody's wish, before its time. */
    CANCELLED
}
