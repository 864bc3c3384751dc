package concurrency.download;

import concurrency.multiprocessing.Worker;
import concurrency.site.Web;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The one session of a worker's process. It is a static field on purpose: each process has its own memory, so this is
 * one variable in each of them, as the source's {@code global session} is.
 */
final class WorkerSession {
    private static volatile Session session;

    private WorkerSession() {}

    /** Opens it; the pool's initializer, run once in each process. It is closed by the end of the process. */
    static void open(Web web, Limits limits) {
        session = new Session(web, limits);
    }

    /**
     * Downloads in this process.
     *
     * @param runStart when the run started, in ns on the system's clock, which all processes share
     */
    static Download download(String url, long runStart) throws InterruptedException {
        var offset = epochNanos() - runStart - System.nanoTime();
        return Download.of(Worker.current().name(), url, session, () -> System.nanoTime() + offset);
    }

    /** The system's clock: ns since 1970. {@link System#nanoTime()} has an origin of its own in each process. */
    static long epochNanos() {
        var now = Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}
