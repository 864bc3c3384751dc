package concurrency.multiprocessing;

/**
 * Stands for an exception that a task threw in a worker and that could not be sent, because it holds something that is
 * not serializable, or whose class the receiving process cannot load. Says all that can be said of it as text.
 */
public final class RemoteTaskException extends RuntimeException {
    private final String originalClass;
    private final String originalStackTrace;

    RemoteTaskException(String originalClass, String message, String originalStackTrace) {
        super(originalClass + (message.isEmpty() ? "" : ": " + message) + " (in a worker, where it was)\n"
                + originalStackTrace);
        this.originalClass = originalClass;
        this.originalStackTrace = originalStackTrace;
    }

    /** The name of the class of the exception that was thrown. */
    public String originalClass() {
        return originalClass;
    }

    /** The stack trace that it had in the worker, as it prints. */
    public String originalStackTrace() {
        return originalStackTrace;
    }
}
