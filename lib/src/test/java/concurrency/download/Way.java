package concurrency.download;

import concurrency.site.Web;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * A downloader under test. A new strategy joins the contract by one more line in {@link #all}.
 *
 * @param name what the test's name shows
 * @param on makes it
 * @param concurrency how many requests it has under way at once when asked for 160 URLs
 */
record Way(String name, BiFunction<Web, Limits, Downloader> on, int concurrency) {

    static Stream<Way> all() {
        return Stream.of(
                new Way("synchronous", SynchronousDownloader::new, 1),
                new Way("threading", (web, limits) -> new ThreadingDownloader(web, limits, 5), 5),
                new Way("virtual threads", VirtualThreadDownloader::new, 160),
                new Way("multiprocessing", (web, limits) -> new MultiprocessingDownloader(web, limits, 2), 2),
                new Way("asyncio", AsyncioDownloader::new, 160));
    }

    @Override
    public String toString() {
        return name;
    }
}
