package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.gather;
import static concurrency.asyncio.Asyncio.gatherReturningExceptions;
import static concurrency.asyncio.Asyncio.run;
import static concurrency.asyncio.Asyncio.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.download.ClientSession;
import concurrency.download.DownloadException;
import concurrency.site.Fault;
import concurrency.site.SimulatedWeb;
import concurrency.site.Site;
import concurrency.site.Web;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A whole client library, which knows nothing of coroutines, runs inside of them, on whichever stacks they are. */
@BothWays
@Timeout(60)
class LibraryOnTheLoopTest extends BothWays.Tests {

    private static void until(BooleanSupplier condition) throws Exception {
        while (!condition.getAsBoolean()) {
            await(sleep(0.001));
        }
    }

    @Test
    @DisplayName("F66 160 pages are waited for at once, all good")
    void allAtOnce() throws Exception {
        var latency = Duration.ofMillis(50);
        try (var web = Web.simulated(latency)) {
            run(async(() -> {
                try (var session = new ClientSession(web)) {
                    var pages = await(
                            gather(Site.urls(160).stream().map(session::get).toList()));
                    assertEquals(160, pages.stream().filter(page -> page.ok()).count());
                }
            }));
            assertTrue(
                    web.statistics().highWaterMark() > 1,
                    "at once: " + web.statistics().highWaterMark());
        }
    }

    @Test
    @DisplayName("F66 what fails at the server is each call's own failure, and the others go on")
    void failures() throws Exception {
        try (var web = SimulatedWeb.builder()
                .latency(Duration.ZERO)
                .fault(request -> request.path().equals("/dice") ? Optional.of(new Fault.ResetAt(0)) : Optional.empty())
                .start()) {
            run(async(() -> {
                try (var session = new ClientSession(web)) {
                    var both = await(
                            gatherReturningExceptions(session.get(Site.JYTHON.url()), session.get(Site.DICE.url())));
                    assertInstanceOf(concurrency.download.Page.class, both.get(0));
                    assertInstanceOf(DownloadException.class, both.get(1));
                }
            }));
        }
    }

    @Test
    @DisplayName("F66 a cancelled call closes its connection, and the session goes on")
    void cancelled() throws Exception {
        try (var web = SimulatedWeb.builder()
                .latency(Duration.ZERO)
                .fault(request -> request.path().equals("/dice") ? Optional.of(new Fault.StallAt(0)) : Optional.empty())
                .start()) {
            run(async(() -> {
                try (var session = new ClientSession(web)) {
                    var stuck = createTask(session.get(Site.DICE.url()));
                    until(() -> web.statistics().concurrentRequests() == 1);
                    stuck.cancel();
                    assertThrows(CancellationException.class, () -> await(stuck));
                    until(() -> web.statistics().openConnections() == 0);
                    assertTrue(await(session.get(Site.JYTHON.url())).ok());
                }
            }));
        }
    }
}
