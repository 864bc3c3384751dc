package concurrency.download;

import concurrency.site.Web;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A downloader under test. A new strategy joins the contract by one more line in {@link #strategies}.
 *
 * @param name what the test's name shows
 * @param on makes it
 * @param concurrency how many requests it has under way at once when asked for 160 URLs
 */
record Way(String name, Function<Web, Downloader> on, int concurrency) {

    /** All strategies; in the fast tier those that start no processes, which take most of the time. */
    static Stream<Way> all() {
        return strategies().filter(way -> System.getProperty("fast") == null || !way.name.equals("multiprocessing"));
    }

    private static Stream<Way> strategies() {
        return Stream.of(
                new Way("synchronous", SynchronousDownloader::new, 1),
                new Way("threading", web -> new ThreadingDownloader(web, 5), 5),
                new Way("virtual threads", VirtualThreadDownloader::new, 160),
                new Way("multiprocessing", web -> new MultiprocessingDownloader(web, 2), 2),
                new Way("asyncio", AsyncioDownloader::new, 160));
    }

    /** Those that download one page after the other, and so may use a connection again. */
    static Stream<Way> oneAfterTheOther() {
        return Stream.of(
                new Way("synchronous", SynchronousDownloader::new, 1),
                new Way("threading, 1 thread", web -> new ThreadingDownloader(web, 1), 1),
                new Way("multiprocessing, 1 process", web -> new MultiprocessingDownloader(web, 1), 1));
    }

    Report download(Web web, Limits limits, List<String> urls) throws InterruptedException {
        return on.apply(web).within(limits).download(urls);
    }

    Report download(Web web, List<String> urls) throws InterruptedException {
        return download(web, Limits.DEFAULT, urls);
    }

    @Override
    public String toString() {
        return name;
    }
}
