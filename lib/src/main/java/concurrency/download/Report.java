package concurrency.download;

import concurrency.trace.Activity;
import concurrency.trace.Span;
import concurrency.trace.Trace;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of every URL that was asked for. It cannot leave one out: the constructor compares.
 *
 * @param strategy how it was done
 * @param urls what was asked for
 * @param downloads one for each URL, in the same order
 * @param besides what took the workers' time besides downloading, for example their start
 * @param nanos how long the whole run took, in ns
 */
public record Report(Strategy strategy, List<String> urls, List<Download> downloads, List<Span> besides, long nanos) {

    /** @throws IllegalStateException if the downloads are not one for each URL in the order asked */
    public Report {
        urls = List.copyOf(urls);
        downloads = List.copyOf(downloads);
        besides = List.copyOf(besides);
        var answered = downloads.stream().map(Download::url).toList();
        if (!answered.equals(urls)) {
            throw new IllegalStateException("asked for " + urls.size() + " URLs, and the " + strategy.label()
                    + " downloader answered for " + answered.size() + ", or in another order");
        }
    }

    /** How many URLs there were. */
    public int asked() {
        return urls.size();
    }

    /** How many pages were read. */
    public int ok() {
        return (int) downloads.stream().filter(Download::ok).count();
    }

    /** How many were not. */
    public int failed() {
        return asked() - ok();
    }

    /** The content that was read, in bytes. */
    public long bytes() {
        return downloads.stream().mapToLong(Download::bytes).sum();
    }

    /** How long the whole run took. */
    public Duration time() {
        return Duration.ofNanos(nanos);
    }

    /** How long the whole run took, in seconds. */
    public double seconds() {
        return nanos / 1e9;
    }

    /** The downloads that failed, in the order asked. */
    public List<Download> failures() {
        return downloads.stream().filter(download -> !download.ok()).toList();
    }

    /** What the source's cells print for each page: {@code Read 275 from http://…}, or why there is nothing to read. */
    public List<String> lines() {
        return downloads.stream()
                .map(download -> download.failure()
                        .map(failure -> "Failed " + download.url() + ": " + failure)
                        .orElse("Read " + download.bytes() + " from " + download.url()))
                .toList();
    }

    /**
     * The record of the run, named after the strategy: what the time of every download consisted of, and what was
     * besides. At no moment more workers work in it than could: one on an event loop, as many as there are processors
     * elsewhere. Where the system does not say which of several workers had a processor, the work is put at the end of
     * the time in question, and the rest is {@link Activity#READY}, standing in line.
     */
    public Trace trace() {
        var about = Map.of("asked", "" + asked(), "ok", "" + ok(), "failed", "" + failed(), "nanos", "" + nanos);
        var spans = Stream.concat(besides.stream(), Parts.spans(downloads, strategy.atWorkAtOnce()).stream())
                .sorted(Comparator.comparingLong(Span::start))
                .toList();
        return new Trace(strategy.label(), about, spans, List.of());
    }

    /** The time that all workers together waited for something outside, as a share of their time, 0 to 1. */
    public double waitingShare() {
        var trace = trace();
        double waiting = trace.total(Activity.WAITING).toNanos();
        double inLine = trace.total(Activity.READY).toNanos();
        return waiting / (waiting + inLine + trace.total(Activity.WORKING).toNanos());
    }

    /** One sentence with the failures, if there are any, counted by their reasons; with the time if a page was read. */
    @Override
    public String toString() {
        var sentence = ok() == 0 // which may well be the fastest run of all
                ? strategy.label() + ": nothing of " + asked() + " was downloaded"
                : String.format(Locale.ROOT, "%s: %d of %d in %.2f s", strategy.label(), ok(), asked(), seconds());
        if (failed() == 0) {
            return sentence;
        }
        var reasons = failures().stream()
                .collect(Collectors.groupingBy(
                        failure -> failure.problem().toString(), TreeMap::new, Collectors.counting()));
        return sentence
                + reasons.entrySet().stream()
                        .map(reason -> reason.getValue() + " × " + reason.getKey())
                        .collect(Collectors.joining("; ", "; failed: ", ""));
    }
}
