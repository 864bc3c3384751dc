package concurrency.multiprocessing;

import java.util.Objects;

/**
 * Where and when a task ran. Times are ns on the clock of the pool's recorder, whichever process took them.
 *
 * @param worker which worker ran it
 * @param sent when the pool gave it to the worker
 * @param started when the worker began with it, not before {@code sent}
 * @param ended when the worker had done it, not before {@code started}
 */
public record TaskRun(Worker worker, long sent, long started, long ended) {
    public TaskRun {
        Objects.requireNonNull(worker, "worker");
    }
}
