package concurrency.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.site.Fault;
import concurrency.site.SimulatedWeb;
import concurrency.site.Site;
import concurrency.site.Web;
import concurrency.trace.Activity;
import concurrency.trace.Outcome;
import concurrency.trace.Span;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the time of downloads consists of: waiting, standing in line, working; and that it adds up. */
@Timeout(60)
class PartsTest {
    private static final Duration LATENCY = Duration.ofMillis(20);

    @ParameterizedTest(name = "{0}")
    @DisplayName("D27 of 160 downloads, no more are at work at any moment than can be, and the waits are waits")
    @MethodSource("concurrency.download.Way#all")
    void neverMoreAtWorkThanCanBe(Way way) throws InterruptedException {
        try (var web = Web.simulated(LATENCY)) {
            var report = way.download(web, Site.urls(160));
            assertEquals(160, report.ok(), report::toString);
            var spans = report.trace().spans();
            var most = mostAtWork(spans);
            assertTrue(most >= 1 && most <= report.strategy().atWorkAtOnce(), most + " at work at one moment");
            report.downloads().forEach(PartsTest::assertAddsUp);
            assertTrue(report.trace().total(Activity.WAITING).compareTo(LATENCY) > 0, "of 160 waits of that length");
        }
    }

    private static int mostAtWork(List<Span> spans) {
        var changes = new TreeMap<Long, Integer>();
        for (var span : spans) {
            if (span.activity() == Activity.WORKING) {
                changes.merge(span.start(), 1, Integer::sum);
                changes.merge(span.end(), -1, Integer::sum);
            }
        }
        int now = 0;
        int most = 0;
        for (var change : changes.values()) {
            now += change;
            most = Math.max(most, now);
        }
        return most;
    }

    /** One part follows the other, from the start to the end. */
    private static void assertAddsUp(Download download) {
        var time = download.start();
        for (var part : download.parts()) {
            assertEquals(time, part.start(), download::toString);
            assertTrue(part.end() > part.start(), download::toString);
            time = part.end();
        }
        assertEquals(download.end(), time, download::toString);
        assertEquals(
                download.end() - download.start(),
                download.spans().stream()
                        .mapToLong(span -> span.end() - span.start())
                        .sum());
    }

    /** The first keeps the thread until all answers are here, so that the others are found ready in one turn. */
    @Test
    @DisplayName("D27 of two tasks whose answers have come, one works while the other stands in line")
    void standsInLine() throws InterruptedException {
        var asked = new CountDownLatch(3);
        var first = new AtomicReference<Download>();
        try (var web = SimulatedWeb.builder()
                .latency(Duration.ZERO)
                .fault(request -> {
                    asked.countDown();
                    pass(asked);
                    return Optional.empty();
                })
                .start()) {
            var report = new AsyncioDownloader(web).download(Collections.nCopies(3, Site.DICE.url()), download -> {
                if (first.compareAndSet(null, download)) {
                    while (web.statistics().bytesSent() < 3 * 275
                            || web.statistics().concurrentRequests() > 0) {
                        Thread.onSpinWait();
                    }
                }
            });
            assertEquals(3, report.ok(), report::toString);
            var last = report.downloads().stream()
                    .max(Comparator.comparingLong(Download::end))
                    .orElseThrow();
            var inLine = last.parts().stream()
                    .filter(part -> part.activity() == Activity.READY
                            && part.end() > first.get().end())
                    .toList();
            assertFalse(inLine.isEmpty(), last::toString);
            assertTrue(
                    last.parts().stream()
                            .filter(part -> part.start() <= first.get().end()
                                    && first.get().end() < part.end())
                            .allMatch(part -> part.activity() != Activity.WORKING),
                    last::toString);
        }
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException closing) {
            throw new IllegalStateException(closing);
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("D27 a body that comes byte by byte is waited for between them")
    @MethodSource("concurrency.download.Way#oneAfterTheOther")
    void trickle(Way way) throws InterruptedException {
        try (var web = SimulatedWeb.builder()
                .latency(Duration.ZERO)
                .fault(request -> Optional.of(new Fault.Trickle(100, Duration.ofMillis(30))))
                .start()) {
            var download =
                    way.download(web, List.of(Site.DICE.url())).downloads().getFirst();
            assertTrue(download.ok(), download::toString);
            var afterTheHead = download.parts().stream()
                    .filter(part -> part.activity() == Activity.WAITING && part.start() >= download.answered())
                    .toList();
            assertTrue(afterTheHead.size() >= 2, download::toString);
            assertAddsUp(download);
        }
    }

    private static Download of(String worker, Part... parts) {
        var start = parts[0].start();
        var end = parts[parts.length - 1].end();
        return new Download("http://a", 200, 1, 1, 0, worker, start, start, end, end, List.of(parts), null);
    }

    private static Part stretch(long start, long end, long work) {
        return new Part(Activity.WORKING, start, end, work);
    }

    private static Span span(String worker, Activity activity, long start, long end) {
        return new Span("http://a", worker, activity, start, end, Outcome.OK);
    }

    @Test
    @DisplayName("D27 three that can go on at once, and two processors: the last to end began when the first had ended")
    void bound() {
        var spans = Parts.spans(
                List.of(of("a", stretch(0, 10, 10)), of("b", stretch(0, 20, 20)), of("c", stretch(0, 30, 30))), 2);
        assertEquals(
                List.of(
                        span("a", Activity.WORKING, 0, 10),
                        span("b", Activity.WORKING, 0, 20),
                        span("c", Activity.READY, 0, 10),
                        span("c", Activity.WORKING, 10, 30)),
                spans);
    }

    @Test
    @DisplayName("D27 no more is work than the thread had of a processor, and it is what came last")
    void processorTime() {
        assertEquals(
                List.of(span("a", Activity.READY, 0, 70), span("a", Activity.WORKING, 70, 100)),
                Parts.spans(List.of(of("a", stretch(0, 100, 30))), 2));
    }
}
