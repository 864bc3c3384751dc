package concurrency.download;

import concurrency.trace.Recorder;
import concurrency.trace.Span;
import java.util.List;
import java.util.function.Consumer;

/** What a {@link Downloader} is given for one run: the run's clock, and whom to tell. Used by many threads at once. */
public final class Run {
    private final Recorder recorder = new Recorder();
    private final Consumer<? super Download> whenEach;

    Run(Consumer<? super Download> whenEach) {
        this.whenEach = whenEach;
    }

    /** ns since the run's start. */
    public long now() {
        return recorder.now();
    }

    /** Downloads one URL on the calling thread, see {@link Download#of}, and tells of it. */
    Download download(String worker, String url, Session session) throws InterruptedException {
        var download = Download.of(worker, url, session, this::now);
        ended(download);
        return download;
    }

    /** A download has ended, well or not. */
    public void ended(Download download) {
        whenEach.accept(download);
    }

    /** Something besides downloading that took a worker's time, for example its start. */
    public void besides(Span span) {
        recorder.record(span);
    }

    List<Span> besides() {
        return recorder.trace("besides").spans();
    }
}
