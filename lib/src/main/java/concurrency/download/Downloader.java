package concurrency.download;

import concurrency.site.Web;
import java.util.List;
import java.util.function.Consumer;

/**
 * One way of downloading pages. Whatever the way, the contract is the same:
 *
 * <ul>
 *   <li>the report has one {@link Download} for each URL, in the order asked, so that {@code ok + failed == asked};
 *   <li>a page that fails is a result, not an exception, and does not keep the others from being tried;
 *   <li>interrupting the calling thread ends every download that is under way, and {@link #download} throws;
 *   <li>when it returns or throws, every connection, thread and process that it made is gone.
 * </ul>
 *
 * <p>A strategy is a record of its web, and writes {@link #downloadAll}; what times it and reports is here, once. One
 * test holds all to the contract.
 */
public interface Downloader {

    /** Which of the course's strategies this is. */
    Strategy strategy();

    /** Where the pages are: the simulated sites, or the real network. */
    Web web();

    /** How long it waits and how much it reads; {@link Limits#DEFAULT} unless {@link #within} says otherwise. */
    default Limits limits() {
        return Limits.DEFAULT;
    }

    /** The same way of downloading, with those limits. */
    default Downloader within(Limits limits) {
        return new LimitedDownloader(this, limits);
    }

    /**
     * Downloads the URLs in this strategy's own way.
     *
     * @param urls at least one
     * @param run has the web, the limits and the clock, and is to be told of each download as it ends, by whichever
     *     thread ended it
     * @return one download for each URL, in the same order
     * @throws InterruptedException if the calling thread was interrupted
     * @throws Exception if the strategy itself fails; what befalls a page is a result
     */
    List<Download> downloadAll(List<String> urls, Run run) throws Exception;

    /**
     * Downloads the URLs and reports.
     *
     * @param urls the same URL may be asked for many times
     * @param whenEach is told of each download as it ends, for example a progress bar; called by many threads at once,
     *     and must be quick; if it throws, that page has failed with {@link Failure.Kind#BUG}
     * @throws IllegalArgumentException if there is no URL
     * @throws InterruptedException if the calling thread was interrupted
     */
    default Report download(List<String> urls, Consumer<? super Download> whenEach) throws InterruptedException {
        var asked = List.copyOf(urls);
        if (asked.isEmpty()) {
            throw new IllegalArgumentException("there is nothing to download: put at least one URL into the list");
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("interrupted before the first download");
        }
        var run = new Run(web(), limits(), whenEach);
        try {
            var downloads = downloadAll(asked, run);
            return new Report(strategy(), asked, downloads, run.besides(), run.now());
        } catch (InterruptedException | RuntimeException passedOn) {
            throw passedOn;
        } catch (Exception failed) {
            throw new IllegalStateException("the " + strategy().label() + " downloader failed", failed);
        }
    }

    /** Downloads the URLs and reports, telling nobody in between. */
    default Report download(List<String> urls) throws InterruptedException {
        return download(urls, download -> {});
    }
}
