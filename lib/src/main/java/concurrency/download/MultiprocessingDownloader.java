package concurrency.download;

import concurrency.download.Failure.Kind;
import concurrency.multiprocessing.ProcessPool;
import concurrency.multiprocessing.SerializableCallable;
import concurrency.multiprocessing.WorkerDiedException;
import concurrency.site.SimulatedWeb;
import concurrency.site.Web;
import concurrency.trace.Activity;
import concurrency.trace.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * A pool of processes, each with memory of its own and so with a session of its own, which the pool's initializer
 * opens. The pool is started for the run and ended after it, as in the source, so its start is part of the time.
 *
 * @param workers how many processes, and so how many pages are waited for at once
 */
public record MultiprocessingDownloader(Web web, int workers) implements Downloader {

    /** @throws IllegalArgumentException if there is not even one process */
    public MultiprocessingDownloader {
        if (workers < 1) {
            throw new IllegalArgumentException("a pool needs at least 1 process, not " + workers);
        }
    }

    /** With as many processes as there are cores. */
    public MultiprocessingDownloader(Web web) {
        this(web, Runtime.getRuntime().availableProcessors());
    }

    @Override
    public Strategy strategy() {
        return Strategy.MULTIPROCESSING;
    }

    @Override
    public List<Download> downloadAll(List<String> urls, Run run) throws InterruptedException {
        var sent = run.web() instanceof SimulatedWeb simulated ? Web.at(simulated.address()) : run.web();
        var limits = run.limits();
        var poolStart = run.now();
        var recorder = new Recorder();
        try (var pool = ProcessPool.builder()
                .workers(workers)
                .recorder(recorder)
                .initializer(() -> WorkerSession.open(sent, limits))
                .start()) {
            var downloads = collect(urls, submit(pool, urls, WorkerSession.epochNanos() - run.now()), run);
            recorder.trace("pool").spans().stream()
                    .filter(span -> span.activity() == Activity.STARTING)
                    .forEach(span -> run.besides(span.later(poolStart)));
            return downloads;
        } // interrupted in between: closing the pool then stops its tasks, see ProcessPool
    }

    private static List<Future<Download>> submit(ProcessPool pool, List<String> urls, long runStart) {
        var futures = new ArrayList<Future<Download>>();
        for (var url : urls) {
            futures.add(pool.submit(SerializableCallable.of(() -> WorkerSession.download(url, runStart))));
        }
        return futures;
    }

    private static List<Download> collect(List<String> urls, List<Future<Download>> futures, Run run)
            throws InterruptedException {
        var downloads = new ArrayList<Download>();
        for (var future : futures) {
            downloads.add(run.ended(result(urls.get(downloads.size()), future, run)));
        }
        return downloads;
    }

    private static Download result(String url, Future<Download> future, Run run) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            var now = run.now();
            return switch (failed.getCause()) {
                case WorkerDiedException died ->
                    Download.failed(
                            url, died.worker().name(), now, now, new Failure(Kind.WORKER_DIED, died.getMessage()));
                case Throwable bug -> Download.failed(url, "", now, now, new Failure(Kind.BUG, bug.toString()));
            };
        }
    }
}
