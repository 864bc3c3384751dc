package concurrency.download;

import concurrency.site.Web;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

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
    public List<Download> downloadAll(List<String> urls, LongSupplier clock, Consumer<? super Download> whenEach)
            throws InterruptedException {
        var downloads = new ArrayList<Download>(urls.size());
        try (var session = new Session(web, limits)) {
            for (var url : urls) {
                var download = Download.of("main", url, session, clock);
                downloads.add(download);
                whenEach.accept(download);
            }
        }
        return downloads;
    }
}
