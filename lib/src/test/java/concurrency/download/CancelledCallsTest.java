package concurrency.download;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.gather;
import static concurrency.asyncio.Asyncio.gatherReturningExceptions;
import static concurrency.download.Patience.pass;
import static concurrency.download.Patience.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.asyncio.Asyncio;
import concurrency.asyncio.Task;
import concurrency.download.Failure.Kind;
import concurrency.site.Fault;
import concurrency.site.SimulatedWeb;
import concurrency.site.Site;
import concurrency.site.Web;
import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What ends a call of a client session before its time, at the steps that no other test reaches, and all calls at once.
 */
@Timeout(60)
class CancelledCallsTest {
    private static final Limits PATIENT =
            new Limits(Duration.ofMinutes(10), Duration.ofMinutes(10), Duration.ofMinutes(10), Limits.DEFAULT.bytes());

    private static void assertCancelled(Task<?> task) {
        assertTrue(task.cancel());
        assertThrows(CancellationException.class, () -> await(task));
    }

    @Test
    @DisplayName("D16 cancelled while the host's name is looked up, which goes on for nobody")
    void resolving() throws Exception {
        var asked = new CountDownLatch(1);
        var answer = new CountDownLatch(1);
        try (var session = new ClientSession(Web.real(), PATIENT, host -> {
            asked.countDown();
            pass(answer);
            throw new UnknownHostException(host);
        })) {
            Asyncio.run(async(() -> {
                var task = createTask(session.get("http://slow.invalid/"));
                until(() -> asked.getCount() == 0);
                assertCancelled(task);
                assertEquals(0, session.underWay());
            }));
        } finally {
            answer.countDown();
        }
    }

    @Test
    @DisplayName(
            "D16 cancelled in the middle of a handshake: the server has the client's first words, and answers none")
    void handshaking() throws Exception {
        var received = new AtomicLong();
        try (var server = new ScriptedServer((socket, number) -> {
                    for (var in = socket.getInputStream(); in.read() >= 0; ) {
                        received.incrementAndGet();
                    }
                });
                var session = new ClientSession(Web.real(), PATIENT)) {
            Asyncio.run(async(() -> {
                var task = createTask(session.get("https://127.0.0.1:" + server.port() + "/"));
                until(() -> received.get() > 100);
                assertCancelled(task);
                until(() -> server.open() == 0);
            }));
        }
    }

    @Test
    @DisplayName("D16 cancelled while it sends: the request is larger than the system holds, and nobody reads it")
    void sending() throws Exception {
        var end = new CountDownLatch(1);
        try (var server = new ScriptedServer((socket, number) -> pass(end));
                var session = new ClientSession(server.web(), PATIENT)) {
            Asyncio.run(async(() -> {
                var task = createTask(session.get("http://host/" + "x".repeat(16 << 20)));
                until(() -> server.open() == 1);
                assertCancelled(task);
                assertEquals(0, session.underWay());
            }));
        } finally {
            end.countDown();
        }
    }

    @Test
    @DisplayName("D16 D09 a whole call that takes too long fails as such, wherever it is, and leaves no connection")
    void callTimeout() throws Exception {
        var limits = PATIENT.call(Duration.ofMillis(100));
        try (var web = silent();
                var session = new ClientSession(web, limits)) {
            Asyncio.run(async(() -> {
                var failed = assertThrows(DownloadException.class, () -> await(session.get(Site.DICE.url())));
                assertEquals(Kind.CALL_TIMEOUT, failed.failure().kind());
                until(() -> web.statistics().openConnections() == 0);
            }));
        }
    }

    private static SimulatedWeb silent() {
        return SimulatedWeb.builder()
                .latency(Duration.ZERO)
                .fault(request -> request.path().equals("/dice") ? Optional.of(new Fault.StallAt(0)) : Optional.empty())
                .start();
    }

    @Test
    @DisplayName(
            "D16 D23 a session that is closed in the middle ends every call at once, by its own coroutine or by a thread")
    void closedInTheMiddle() throws Exception {
        for (var byThread : List.of(false, true)) {
            try (var web = silent();
                    var session = new ClientSession(web, PATIENT)) {
                Asyncio.run(async(() -> {
                    var pages = gatherReturningExceptions(Collections.nCopies(20, Site.DICE.url()).stream()
                            .map(session::get)
                            .toList());
                    until(() -> web.statistics().concurrentRequests() == 20);
                    Runnable closing = session::close;
                    if (byThread) {
                        Thread.ofPlatform().start(closing).join();
                    } else {
                        closing.run();
                    }
                    for (var ended : await(pages)) {
                        var failed = assertInstanceOf(DownloadException.class, ended);
                        assertEquals(Kind.CANCELLED, failed.failure().kind(), failed::toString);
                    }
                    until(() -> web.statistics().openConnections() == 0);
                    var refused =
                            assertThrows(IllegalStateException.class, () -> await(session.get(Site.JYTHON.url())));
                    assertEquals("Session is closed", refused.getMessage());
                }));
            }
        }
    }

    @Test
    @DisplayName("D23 a session may be used by one loop after the other, and keeps its connections between them")
    void oneLoopAfterTheOther() throws Exception {
        try (var web = Web.simulated(Duration.ZERO);
                var session = new ClientSession(web)) {
            for (var i = 0; i < 3; i++) {
                Asyncio.run(async(() -> await(gather(session.get(Site.DICE.url()), session.get(Site.JYTHON.url())))));
            }
            assertEquals(2, web.statistics().connections());
            assertEquals(6, web.statistics().requests());
        }
    }

    @Test
    @DisplayName("D23 it keeps at most 100 connections: the others are closed as their pages end")
    void notTooManyAreKept() throws Exception {
        var allHere = new CountDownLatch(160);
        try (var web = SimulatedWeb.builder()
                        .latency(Duration.ZERO)
                        .fault(request -> {
                            allHere.countDown();
                            pass(allHere);
                            return Optional.empty();
                        })
                        .start();
                var session = new ClientSession(web)) {
            Asyncio.run(async(() -> {
                await(gather(Site.urls(160).stream().map(session::get).toList()));
                until(() -> web.statistics().openConnections() == 100);
            }));
        }
    }

    @Test
    @DisplayName("a page that nobody awaits is not asked for")
    void notAwaited() throws IOException {
        try (var web = Web.simulated(Duration.ZERO);
                var session = new ClientSession(web)) {
            var page = session.get(Site.DICE.url());
            page.close();
            assertEquals(0, web.statistics().requests());
        }
    }
}
