package concurrency.download;

import concurrency.site.Web;
import java.util.List;
import java.util.Objects;

/** Another downloader's way, with limits of one's own. */
record LimitedDownloader(Downloader way, Limits limits) implements Downloader {

    LimitedDownloader {
        Objects.requireNonNull(limits, "limits");
    }

    @Override
    public Strategy strategy() {
        return way.strategy();
    }

    @Override
    public Web web() {
        return way.web();
    }

    @Override
    public List<Download> downloadAll(List<String> urls, Run run) throws Exception {
        return way.downloadAll(urls, run);
    }
}
