package concurrency.multiprocessing;

import java.util.Objects;

/**
 * A line that a worker wrote.
 *
 * @param worker which worker
 * @param error whether it went to the standard error, not the standard output
 * @param text the line, without its end
 */
public record Line(Worker worker, boolean error, String text) {
    public Line {
        Objects.requireNonNull(worker, "worker");
        Objects.requireNonNull(text, "text");
    }

    /** The line with the worker's name before it: {@code Worker-1: Read 19210 from http://www.jython.org}. */
    @Override
    public String toString() {
        return worker.name() + ": " + text;
    }
}
