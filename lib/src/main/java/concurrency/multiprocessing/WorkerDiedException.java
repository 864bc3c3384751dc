package concurrency.multiprocessing;

import java.util.Map;

/**
 * A worker's process ended while it ran a task, or before it could run any. The task is not run again: what it has done
 * by then is done.
 */
public final class WorkerDiedException extends RuntimeException {
    /** A process that a signal ends has 128 and the signal's number for its exit code, as in a shell. */
    private static final Map<Integer, String> SIGNALS = Map.of(
            129, "SIGHUP", 130, "SIGINT", 131, "SIGQUIT", 132, "SIGILL", 134, "SIGABRT", 135, "SIGBUS", 136, "SIGFPE",
            137, "SIGKILL", 139, "SIGSEGV", 143, "SIGTERM");

    private final Worker worker;
    private final int exitCode;

    WorkerDiedException(Worker worker, int exitCode, String when, String lastWords) {
        super(worker + " died " + when + ": exit code " + exitCode
                + (SIGNALS.containsKey(exitCode) ? " (" + SIGNALS.get(exitCode) + ")" : "")
                + (lastWords.isBlank() ? "" : ", after it wrote: " + lastWords));
        this.worker = worker;
        this.exitCode = exitCode;
    }

    /** Which worker it was, with its process number; a worker that never came to be has number 0. */
    public Worker worker() {
        return worker;
    }

    /** What the process exited with; 128 and the signal's number if a signal ended it, 3 if its heap was full. */
    public int exitCode() {
        return exitCode;
    }
}
