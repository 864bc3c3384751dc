package bench.program;

import concurrency.download.VirtualThreadDownloader;
import concurrency.site.Site;
import concurrency.site.Web;
import java.io.IOException;
import java.time.Duration;

/**
 * The simulated web that all contestants read from, in a process of its own: {@code SiteProcess latencyMillis}. It
 * prints its port when it is warm, and ends when its input does.
 */
final class SiteProcess {
    private static final int WARM_UP_PAGES = 4_000;

    private SiteProcess() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        try (var web = Web.simulated(Duration.ofMillis(Long.parseLong(arguments[0])))) {
            var downloader = new VirtualThreadDownloader(web);
            for (int pages = 0; pages < WARM_UP_PAGES; pages += 500) {
                downloader.download(Site.urls(500));
            }
            IO.println(web.port());
            System.in.transferTo(System.out);
        }
    }
}
