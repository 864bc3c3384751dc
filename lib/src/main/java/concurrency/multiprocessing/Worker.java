package concurrency.multiprocessing;

import java.io.Serializable;
import java.util.Objects;

/**
 * Which process it is.
 *
 * @param name the worker's name, {@code Worker-1} and so on, never given twice by one pool; {@code main} outside of a
 *     pool
 * @param pid the number that the operating system gave the process
 */
public record Worker(String name, long pid) implements Serializable {
    /** Set on a worker's command line. A system property, so that a task sees it from any thread and class loader. */
    static final String NAME = "concurrency.multiprocessing.worker";

    public Worker {
        Objects.requireNonNull(name, "name");
    }

    /** The process that the caller runs in: inside a task the pool's worker, as Python's {@code current_process()}. */
    public static Worker current() {
        return new Worker(
                System.getProperty(NAME, "main"), ProcessHandle.current().pid());
    }

    /** Whether the caller runs in a worker of a pool. */
    static boolean isCurrent() {
        return System.getProperty(NAME) != null;
    }

    @Override
    public String toString() {
        return name + " (pid " + pid + ")";
    }
}
