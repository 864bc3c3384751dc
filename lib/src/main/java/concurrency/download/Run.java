package concurrency.download;

import concurrency.download.Failure.Kind;
import concurrency.site.Web;
import concurrency.trace.Recorder;
import concurrency.trace.Span;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What a {@link Downloader} is given for one run: where to read and within which limits, the run's clock, and whom to
 * tell. Used by many threads at once.
 */
public final class Run {
    private final Recorder recorder = new Recorder();
    private final Web web;
    private final Limits limits;
    private final Consumer<? super Download> whenEach;

    Run(Web web, Limits limits, Consumer<? super Download> whenEach) {
        this.web = Objects.requireNonNull(web, "web");
        this.limits = limits;
        this.whenEach = Objects.requireNonNull(whenEach, "whenEach");
    }

    /** Where the pages are. */
    public Web web() {
        return web;
    }

    /** How long to wait, and how much to read. */
    public Limits limits() {
        return limits;
    }

    /** ns since the run's start. */
    public long now() {
        return recorder.now();
    }

    /** Downloads one URL on the calling thread, or in the calling coroutine, and tells of it. */
    Download download(String worker, String url, Client client) throws InterruptedException {
        return ended(new Attempt(worker, url, this::now, client).download());
    }

    /**
     * Tells of a download that has ended, well or not.
     *
     * @return what to report: the same download, or a failed one if telling of it failed, so that such an error is seen
     *     and the other pages are read all the same
     */
    public Download ended(Download download) {
        try {
            whenEach.accept(download);
            return download;
        } catch (RuntimeException | Error bug) {
            return download.failed(new Failure(Kind.BUG, bug.toString()));
        }
    }

    /** Something besides downloading that took a worker's time, for example its start. */
    public void besides(Span span) {
        recorder.record(span);
    }

    List<Span> besides() {
        return recorder.trace("besides").spans();
    }
}
