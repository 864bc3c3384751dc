package concurrency.download;

import concurrency.trace.Activity;
import concurrency.trace.Span;
import java.io.Serializable;
import java.util.Comparator;
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
 * @param parts what the time from start to end consisted of, one after the other and without a gap
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
        List<Part> parts,
        Failure problem)
        implements Serializable {

    public Download {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(worker, "worker");
        parts = List.copyOf(parts);
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
        return new Attempt(worker, url, clock, session).download();
    }

    /**
     * A download of which no more is known than that it failed: its worker died, or it was cancelled before it began.
     */
    public static Download failed(String url, String worker, long start, long end, Failure problem) {
        Objects.requireNonNull(problem, "problem");
        var waiting = start < end ? List.of(new Part(Activity.WAITING, start, end, 0)) : List.<Part>of();
        return new Download(url, 0, 0, 0, 0, worker, start, start, end, end, waiting, problem);
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
                parts,
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
     * What its time consisted of, as a timeline shows it: waiting, standing in line, working, as far as this download
     * alone can tell. {@link Report#trace} knows of the other downloads, too, and so of more standing in line.
     */
    public List<Span> spans() {
        return Parts.spans(List.of(this), 1).stream()
                .sorted(Comparator.comparingLong(Span::start))
                .toList();
    }
}
