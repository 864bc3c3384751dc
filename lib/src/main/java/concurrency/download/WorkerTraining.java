package concurrency.download;

import concurrency.multiprocessing.ProcessPool;
import concurrency.multiprocessing.SerializableCallable;
import concurrency.multiprocessing.WorkerCache;
import concurrency.site.Site;
import concurrency.site.Web;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/**
 * What the build runs after it has made the library's jar: a worker downloads the course's pages once, so that workers
 * start with all that takes from {@link WorkerCache}. A Java program of its own, started as a notebook's kernel is,
 * since a cache fits only workers of the same options.
 */
final class WorkerTraining {
    private WorkerTraining() {}

    /** Only the build starts this. */
    public static void main(String[] arguments) throws InterruptedException {
        WorkerCache.make(WorkerTraining::downloadAll);
    }

    private static void downloadAll(ProcessPool pool) throws InterruptedException, ExecutionException {
        try (var web = Web.simulated(Duration.ZERO)) {
            var sent = Web.at(web.address());
            pool.submit(() -> WorkerSession.open(sent, Limits.DEFAULT)).get();
            var start = WorkerSession.epochNanos();
            for (var url : Site.urls(160)) {
                pool.submit(SerializableCallable.of(() -> WorkerSession.download(url, start)))
                        .get();
            }
            pool.forEach(url -> System.out.println(WorkerSession.download(url, start)), Site.urls(16));
        }
    }
}
