package concurrency.download;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.asyncio.Asyncio;
import concurrency.site.SimulatedWeb;
import concurrency.site.Site;
import concurrency.site.Web;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Connections that are used again: by whom, and what if the server has closed them; all counted at the server. */
@Timeout(60)
class KeptConnectionsTest {

    /** Promises to keep the connection, and closes it after one answer: to /start a redirect, to all else a page. */
    private static ScriptedServer forgetful() throws IOException {
        return new ScriptedServer((socket, number) -> ScriptedServer.send(
                socket,
                ScriptedServer.path(socket.getInputStream()).equals("/start")
                        ? "HTTP/1.1 302 Found\r\nLocation: /page\r\nContent-Length: 0\r\n\r\n"
                        : ScriptedServer.good("page")));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("D15 a kept connection that the server has closed is replaced once, and the retry is counted")
    @MethodSource("concurrency.download.Way#all")
    void staleWithinOneDownload(Way way) throws IOException, InterruptedException {
        try (var server = forgetful()) {
            var report = way.download(server.web(), List.of("http://host/start"));
            assertEquals(1, report.ok(), report::toString);
            assertEquals(1, report.downloads().getFirst().retries());
            assertEquals(2, server.connections());
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("D15 so it is from one page to the next")
    @MethodSource("concurrency.download.Way#oneAfterTheOther")
    void staleBetweenDownloads(Way way) throws IOException, InterruptedException {
        try (var server = forgetful()) {
            var report = way.download(server.web(), Collections.nCopies(4, "http://host/page"));
            assertEquals(4, report.ok(), report::toString);
            assertEquals(
                    List.of(0, 1, 1, 1),
                    report.downloads().stream().map(Download::retries).toList());
            assertEquals(4, server.connections());
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("D15 a server that answers no more is given up, and every retry that it saw is counted")
    @MethodSource("concurrency.download.Way#oneAfterTheOther")
    void givenUp(Way way) throws IOException, InterruptedException {
        try (var server = new ScriptedServer((socket, number) -> {
            ScriptedServer.path(socket.getInputStream());
            if (number == 1) {
                ScriptedServer.send(socket, ScriptedServer.good("page"));
            }
        })) {
            var report = way.download(server.web(), Collections.nCopies(2, "http://host/page"));
            assertEquals(1, report.ok(), report::toString);
            var retries = report.downloads().get(1).retries();
            assertTrue(retries >= 1 && retries <= 2, retries + " retries");
            assertEquals(1 + retries, server.connections());
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName(
            "D21 160 pages of one host need as many connections as wait at once: a session is kept, not made for each page")
    @MethodSource("concurrency.download.Way#all")
    void connectionsOfAWholeRun(Way way) throws InterruptedException {
        var together = new CyclicBarrier(way.concurrency());
        try (var web = SimulatedWeb.builder()
                .latency(Duration.ZERO)
                .fault(request -> {
                    meet(together);
                    return Optional.empty();
                })
                .start()) {
            assertEquals(
                    160,
                    way.download(web, Collections.nCopies(160, Site.DICE.url())).ok());
            assertEquals(way.concurrency(), web.statistics().connections());
            assertEquals(160, web.statistics().requests());
        }
    }

    private static void meet(CyclicBarrier together) {
        try {
            together.await();
        } catch (Exception closing) {
            throw new IllegalStateException(closing);
        }
    }

    /**
     * Two threads read a page each, of different hosts. Then the second is held, and the first reads a page of the
     * second's host: with a session of its own it has no connection there.
     */
    @Test
    @DisplayName("D21 each thread of a pool opens its own connection, even where another thread's is free")
    void aSessionForEachThread() throws InterruptedException {
        var both = new CyclicBarrier(2);
        var second = new CountDownLatch(1);
        var third = new CountDownLatch(1);
        try (var web = SimulatedWeb.builder()
                .latency(Duration.ZERO)
                .fault(request -> {
                    if (request.number() <= 2) {
                        meet(both);
                    }
                    return Optional.empty();
                })
                .start()) {
            var urls = List.of(Site.JYTHON.url(), Site.DICE.url(), Site.DICE.url() + "?third");
            var report = new ThreadingDownloader(web, 2).download(urls, download -> {
                switch (urls.indexOf(download.url())) {
                    case 0 -> pass(second);
                    case 1 -> {
                        second.countDown();
                        pass(third);
                    }
                    default -> third.countDown();
                }
            });
            assertEquals(3, report.ok(), report::toString);
            assertEquals(
                    report.downloads().get(0).worker(),
                    report.downloads().get(2).worker());
            assertEquals(3, web.statistics().connections());
        }
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            throw new IllegalStateException(ended);
        }
    }

    @Test
    @DisplayName("D21 all coroutines share one session, and so its connection where they do not need it at once")
    void oneSessionForAllCoroutines() throws Exception {
        try (var web = Web.simulated(Duration.ZERO);
                var session = new ClientSession(web)) {
            Asyncio.run(async(() -> {
                for (var i = 0; i < 20; i++) {
                    var page = await(createTask(async(() -> await(session.get(Site.DICE.url())))));
                    assertEquals(275, page.content().length);
                }
            }));
            assertEquals(20, web.statistics().requests());
            assertEquals(1, web.statistics().connections());
            assertTrue(web.statistics().highWaterMark() == 1);
        }
    }
}
