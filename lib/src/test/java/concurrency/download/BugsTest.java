package concurrency.download;

import static concurrency.asyncio.Asyncio.async;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.asyncio.Asyncio;
import concurrency.download.Failure.Kind;
import concurrency.site.Site;
import concurrency.site.Web;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Errors in the code and not in the network. The source's second cell swallows one in each worker, downloads nothing,
 * and is the fastest of all.
 */
@Timeout(60)
class BugsTest {

    @ParameterizedTest(name = "{0}")
    @DisplayName("D03 an exception in the code that is told of each page fails that page alone, and says so")
    @MethodSource("concurrency.download.Way#all")
    void bugInACallback(Way way) throws InterruptedException {
        try (var web = Web.simulated(Duration.ZERO)) {
            var report = way.on().apply(web).download(Site.urls(10), failing(Site.DICE.url(), "typo"));
            assertEquals(5, report.ok(), report::toString);
            assertEquals(10, web.statistics().requests());
            for (var failed : report.failures()) {
                assertEquals(Site.DICE.url(), failed.url());
                assertEquals(new Failure(Kind.BUG, "java.lang.IllegalStateException: typo"), failed.problem());
                assertEquals(200, failed.status());
                assertEquals(275, failed.bytes());
                assertFalse(failed.worker().isBlank(), "whose error it was");
            }
            assertEquals(web.statistics().bytesSent(), report.bytes());
        }
    }

    private static Consumer<Download> failing(String url, String message) {
        return download -> {
            if (download.url().equals(url)) {
                throw new IllegalStateException(message);
            }
        };
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName(
            "D03 an error in every worker: the report counts no success, gives the reason, and does not boast of a time")
    @MethodSource("concurrency.download.Way#all")
    void nothingButBugs(Way way) throws InterruptedException {
        try (var web = Web.simulated(Duration.ZERO)) {
            var report = way.on().apply(web).download(Site.urls(6), download -> {
                throw new AssertionError("no such name: " + download.status());
            });
            assertEquals(0, report.ok());
            assertEquals(6, report.failed());
            assertEquals(
                    report.strategy().label()
                            + ": nothing of 6 was downloaded; failed: 6 × error in the code:"
                            + " java.lang.AssertionError: no such name: 200",
                    report.toString());
            assertTrue(report.lines().stream().allMatch(line -> line.startsWith("Failed ")), report.lines()::toString);
        }
    }

    @Test
    @DisplayName("D03 a strategy that fails as a whole fails, and reports nothing")
    void bugInAStrategy() {
        var broken = new Downloader() {
            @Override
            public Strategy strategy() {
                return Strategy.THREADING;
            }

            @Override
            public Web web() {
                return Web.real();
            }

            @Override
            public List<Download> downloadAll(List<String> urls, Run run) {
                throw new IllegalStateException("typo");
            }
        };
        assertThrows(IllegalStateException.class, () -> broken.download(Site.urls(2)));
    }

    @Test
    @DisplayName("D03 an error while a page is read reaches the coroutine that waits for it")
    void errorWhileReading() {
        try (var web = Web.simulated(Duration.ZERO);
                var session = new ClientSession(web)) {
            var reading = async(() -> {
                var attempt = new Attempt("task", Site.DICE.url(), System::nanoTime, session);
                return session.read(Site.DICE.url(), attempt, response -> {
                    throw new AssertionError("no such name");
                });
            });
            var error = assertThrows(AssertionError.class, () -> Asyncio.run(reading));
            assertEquals("no such name", error.getMessage());
        }
    }
}
