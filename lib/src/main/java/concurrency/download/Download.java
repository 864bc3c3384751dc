package concurrency.download;

import concurrency.download.Failure.Kind;
import concurrency.trace.Activity;
import concurrency.trace.Outcome;
import concurrency.trace.Span;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What became of one URL. Times are in ns since the run's start and never go back: {@code start <= sent <= answered <=
 * end}. If the request was never sent, {@code sent} is the start; if no answer came, {@code answered} is the end.
 *
 * @param url what was asked for
 * @param status HTTP status, or 0 if there was no answer
 * @param bytes size of the content that was read, in bytes
 * @param checksum CRC-32C of that content, to tell that two strategies read the same
 * @param retries how often the client tried again by itself
 * @param worker name of the thread or process that did it
 * @param start when it began
 * @param sent when the request was on its way
 * @param answered when the head of the answer was there
 * @param end when all was read, or had failed
 * @param problem why it failed, or null
 */
public record Download(
        String url,
        int status,
        long bytes,
        long checksum,
        int retries,
        String worker,
        long start,
        long sent,
        long answered,
        long end,
        Failure problem)
        implements Serializable {

    public Download {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(worker, "worker");
        if (start > sent || sent > answered || answered > end) {
            throw new IllegalArgumentException(
                    "times go back: " + start + ", " + sent + ", " + answered + ", " + end + " ns");
        }
    }

    /**
     * Reads one URL on the calling thread. A failure is part of the result, never an exception.
     *
     * @param worker who does it: the name that reports and pictures show
     * @param clock ns since the run's start
     * @throws InterruptedException if the thread was interrupted
     */
    public static Download of(String worker, String url, Session session, LongSupplier clock)
            throws InterruptedException {
        return new Attempt(worker, url, clock).through(session);
    }

    /**
     * A download of which no more is known than that it failed: its worker died, or it was cancelled before it began.
     */
    public static Download failed(String url, String worker, long start, long end, Failure problem) {
        return new Download(
                url, 0, 0, 0, 0, worker, start, start, end, end, Objects.requireNonNull(problem, "problem"));
    }

    /** The same download, failed for that reason after all. */
    Download failed(Failure problem) {
        return new Download(
                url,
                status,
                bytes,
                checksum,
                retries,
                worker,
                start,
                sent,
                answered,
                end,
                Objects.requireNonNull(problem, "problem"));
    }

    /** Whether the page was read. */
    public boolean ok() {
        return problem == null;
    }

    /** Why it failed, if it did. */
    public Optional<Failure> failure() {
        return Optional.ofNullable(problem);
    }

    /** How long its worker waited for the answer, in ns. */
    public long waited() {
        return answered - sent;
    }

    /**
     * The same as the timeline shows it: sending, waiting for the answer, reading. Sending and reading count as work,
     * also while the worker stands in line for a core: no clock of the JDK tells the two apart for a virtual thread.
     */
    public List<Span> spans() {
        var outcome = ok() ? Outcome.OK : problem.kind() == Kind.CANCELLED ? Outcome.CANCELLED : Outcome.FAILED;
        var spans = new ArrayList<Span>();
        spans.add(new Span(url, worker, Activity.WORKING, start, sent, outcome));
        spans.add(new Span(url, worker, Activity.WAITING, sent, answered, outcome));
        spans.add(new Span(url, worker, Activity.WORKING, answered, end, outcome));
        spans.removeIf(span -> span.start() == span.end());
        return spans;
    }
}
