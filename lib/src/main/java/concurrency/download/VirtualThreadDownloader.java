package concurrency.download;

import concurrency.site.Web;
import java.util.List;
import java.util.concurrent.Executors;

/**
 * One virtual thread for each page, all with one session: what a Java developer would write today. A virtual thread
 * that waits costs some memory and no thread of the system, so there is no number to choose.
 */
public record VirtualThreadDownloader(Web web) implements Downloader {

    @Override
    public Strategy strategy() {
        return Strategy.VIRTUAL_THREADS;
    }

    @Override
    public List<Download> downloadAll(List<String> urls, Run run) throws InterruptedException {
        try (var session = new Session(run.web(), run.limits());
                var threads = Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("virtual-", 1).factory())) {
            return Threads.downloadAll(threads, () -> session, urls, run);
        }
    }
}
