package concurrency.download;

import concurrency.site.Web;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** One page after the other, on the calling thread, through one session. */
public record SynchronousDownloader(Web web, Limits limits) implements Downloader {

    public SynchronousDownloader {
        Objects.requireNonNull(web, "web");
        Objects.requireNonNull(limits, "limits");
    }

    /** With {@link Limits#DEFAULT}. */
    public SynchronousDownloader(Web web) {
        this(web, Limits.DEFAULT);
    }

    @Override
    public Strategy strategy() {
        return Strategy.SYNCHRONOUS;
    }

    @Override
    public List<Download> downloadAll(List<String> urls, Run run) throws InterruptedException {
        var downloads = new ArrayList<Download>(urls.size());
        try (var session = new Session(web, limits)) {
            for (var url : urls) {
                downloads.add(run.download("main", url, session));
            }
        }
        return downloads;
    }
}
