package bench.program;

import concurrency.download.AsyncioDownloader;
import concurrency.download.Downloader;
import concurrency.download.MultiprocessingDownloader;
import concurrency.download.SynchronousDownloader;
import concurrency.download.ThreadingDownloader;
import concurrency.download.VirtualThreadDownloader;
import concurrency.site.Site;
import concurrency.site.Web;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;

/**
 * {@code Downloads way port pages runs}: the pages of the course, that way, so many times. Prints seconds and MB of
 * each run.
 */
final class Downloads {
    /** A way of downloading. */
    interface Way {
        /** Downloads all, and fails if one fails. */
        void download(List<String> urls) throws Exception;
    }

    private Downloads() {}

    public static void main(String... arguments) throws Exception {
        var way = way(
                arguments[0], new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1])));
        var urls = Site.urls(Integer.parseInt(arguments[2]));
        for (int run = 0; run < Integer.parseInt(arguments[3]); run++) {
            var start = System.nanoTime();
            way.download(urls);
            var seconds = Measured.since(start);
            Measured.say("seconds", seconds, "megabytes", Memory.peak());
        }
    }

    private static Way way(String name, InetSocketAddress site) {
        var web = Web.at(site);
        var proxy = new Proxy(Proxy.Type.HTTP, site);
        return switch (name) {
            case "synchronous" -> ours(new SynchronousDownloader(web));
            case "threading" -> ours(new ThreadingDownloader(web));
            case "virtual-threads" -> ours(new VirtualThreadDownloader(web));
            case "asyncio" -> ours(new AsyncioDownloader(web));
            case "multiprocessing" -> ours(new MultiprocessingDownloader(web));
            case "okhttp" -> new OkHttpLoop(proxy);
            case "jdk" -> JdkClient.oneByOne(site);
            case "jdk-virtual-threads" -> JdkClient.onVirtualThreads(site);
            case "jdk-asynchronous" -> JdkClient.asynchronously(site);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Way ours(Downloader downloader) {
        return urls -> {
            var report = downloader.download(urls);
            if (report.failed() > 0) {
                throw new IllegalStateException(report.toString());
            }
        };
    }
}
