package concurrency.download;

import concurrency.download.Failure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/**
 * What the strategies with threads have in common: a task for each URL, handed to an executor, and every future asked.
 */
final class Threads {
    private Threads() {}

    /**
     * Downloads each URL on a thread of the executor, with the session that is given to that thread.
     *
     * @throws InterruptedException if the caller was interrupted; every task has been cancelled then
     */
    static List<Download> downloadAll(ExecutorService executor, Supplier<Session> session, List<String> urls, Run run)
            throws InterruptedException {
        var tasks = new ArrayList<Callable<Download>>();
        for (var url : urls) {
            tasks.add(() -> run.download(Thread.currentThread().getName(), url, session.get()));
        }
        var downloads = new ArrayList<Download>();
        for (var future : executor.invokeAll(tasks)) {
            try {
                downloads.add(future.get());
            } catch (ExecutionException bug) { // a task that is not asked keeps its error to itself
                var now = run.now();
                downloads.add(Download.failed(
                        urls.get(downloads.size()),
                        "",
                        now,
                        now,
                        new Failure(Kind.BUG, bug.getCause().toString())));
            }
        }
        return downloads;
    }
}
