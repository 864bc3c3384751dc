package concurrency.download;

import concurrency.site.Web;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;

/**
 * A pool of platform threads, each with a session of its own, as the source has it. Java's {@link Session} could be
 * shared; Python's cannot, and the course shows both.
 *
 * @param threads how many, and so how many pages are waited for at once
 */
public record ThreadingDownloader(Web web, int threads) implements Downloader {
    /** The source's number of threads. */
    public static final int DEFAULT_THREADS = 5;

    /** @throws IllegalArgumentException if there is not even one thread */
    public ThreadingDownloader {
        if (threads < 1) {
            throw new IllegalArgumentException("a pool needs at least 1 thread, not " + threads);
        }
    }

    /** With {@link #DEFAULT_THREADS}. */
    public ThreadingDownloader(Web web) {
        this(web, DEFAULT_THREADS);
    }

    @Override
    public Strategy strategy() {
        return Strategy.THREADING;
    }

    @Override
    public List<Download> downloadAll(List<String> urls, Run run) throws InterruptedException {
        var sessions = new ConcurrentLinkedQueue<Session>();
        var session = ThreadLocal.withInitial(() -> {
            var own = new Session(run.web(), run.limits());
            sessions.add(own);
            return own;
        });
        try (var pool = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("thread-", 1).factory())) {
            return Threads.downloadAll(pool, session::get, urls, run);
        } finally {
            sessions.forEach(Session::close);
        }
    }
}
