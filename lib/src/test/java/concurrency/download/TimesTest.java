package concurrency.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.download.Failure.Kind;
import concurrency.site.Fault;
import concurrency.site.Request;
import concurrency.site.SimulatedWeb;
import concurrency.site.Site;
import concurrency.site.Web;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The times of a download, held against what the server is known to have waited. No time has an upper bound. */
@Timeout(60)
class TimesTest {
    private static final Duration LATENCY = Duration.ofMillis(100);
    private static final long NS = LATENCY.toNanos();

    /** How far apart two processes may read the system's clock, in ns. */
    private static final long CLOCKS = Duration.ofMillis(50).toNanos();

    private static SimulatedWeb web(Function<Request, Optional<Fault>> fault) {
        return SimulatedWeb.builder().latency(LATENCY).fault(fault).start();
    }

    private static Download one(SimulatedWeb web, Limits limits) throws InterruptedException {
        return new SynchronousDownloader(web)
                .within(limits)
                .download(List.of(Site.DICE.url()))
                .downloads()
                .getFirst();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("each download lies within its run, and waits for its answer at least as long as the server does")
    @MethodSource("concurrency.download.Way#all")
    void waiting(Way way) throws InterruptedException {
        try (var web = web(request -> Optional.empty())) {
            var before = System.nanoTime();
            var report = way.download(web, Collections.nCopies(4, Site.DICE.url()));
            var took = System.nanoTime() - before;
            assertEquals(4, report.ok(), report::toString);
            for (var download : report.downloads()) {
                assertTrue(download.start() >= -CLOCKS, download::toString);
                assertTrue(download.sent() > download.start(), download::toString);
                assertTrue(download.waited() >= NS, download::toString);
                assertTrue(download.end() > download.answered(), download::toString);
                assertTrue(download.end() <= report.nanos() + CLOCKS, download::toString);
            }
            assertTrue(report.nanos() >= NS && report.nanos() <= took, report.nanos() + " ns of " + took);
            assertEquals(report.nanos() / 1e9, report.seconds(), 1e-9);
        }
    }

    @Test
    @DisplayName("one page after the other: each begins when the one before it has ended")
    void oneAfterTheOther() throws InterruptedException {
        try (var web = web(request -> Optional.empty())) {
            var downloads = new SynchronousDownloader(web)
                    .download(Collections.nCopies(3, Site.DICE.url()))
                    .downloads();
            for (var i = 1; i < downloads.size(); i++) {
                assertTrue(downloads.get(i).start() >= downloads.get(i - 1).end(), downloads::toString);
            }
        }
    }

    @Test
    @DisplayName("a body that takes its time is read, and not waited for")
    void reading() throws InterruptedException {
        try (var web = web(request -> Optional.of(new Fault.Trickle(250, LATENCY)))) {
            var download = one(web, Limits.DEFAULT);
            assertTrue(download.ok(), download::toString);
            assertTrue(download.end() - download.answered() >= NS, download::toString);
        }
    }

    @Test
    @DisplayName("after a redirect the last request counts: what was before it is part of the sending")
    void redirected() throws InterruptedException {
        try (var web = web(request ->
                request.number() == 1 ? Optional.of(new Fault.Redirect(Site.DICE.url())) : Optional.empty())) {
            var download = one(web, Limits.DEFAULT);
            assertTrue(download.ok(), download::toString);
            assertTrue(download.sent() - download.start() >= NS, download::toString);
            assertTrue(download.waited() >= NS, download::toString);
        }
    }

    @Test
    @DisplayName("a request without an answer: it waits until its end, also where it was redirected to")
    void silence() throws InterruptedException {
        for (var redirects : List.of(0, 1)) {
            try (var web = web(request -> Optional.of(
                    request.number() <= redirects ? new Fault.Redirect(Site.DICE.url()) : new Fault.StallAt(0)))) {
                var download = one(web, Limits.DEFAULT.read(LATENCY.multipliedBy(5)));
                assertEquals(Kind.READ_TIMEOUT, download.problem().kind());
                assertTrue(download.sent() > download.start() + redirects * NS, download::toString);
                assertTrue(download.waited() >= LATENCY.multipliedBy(5).toNanos(), download::toString);
                assertEquals(download.end(), download.answered());
            }
        }
    }

    @Test
    @DisplayName("a request that was never sent: all of it was waiting")
    void neverSent() throws InterruptedException {
        var web = Web.simulated(Duration.ZERO);
        web.close();
        var download = one(web, Limits.DEFAULT);
        assertEquals(Kind.REFUSED, download.problem().kind());
        assertEquals(download.start(), download.sent());
        assertEquals(download.end(), download.answered());
        assertTrue(download.waited() > 0);
    }
}
