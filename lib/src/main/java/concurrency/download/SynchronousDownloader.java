package concurrency.download;

import concurrency.site.Web;
import java.util.ArrayList;
import java.util.List;

/** One page after the other, on the calling thread, through one session. */
public record SynchronousDownloader(Web web) implements Downloader {

    @Override
    public Strategy strategy() {
        return Strategy.SYNCHRONOUS;
    }

    @Override
    public List<Download> downloadAll(List<String> urls, Run run) throws InterruptedException {
        var downloads = new ArrayList<Download>(urls.size());
        try (var session = new Session(run.web(), run.limits())) {
            for (var url : urls) {
                downloads.add(run.download("main", url, session));
            }
        }
        return downloads;
    }
}
