package concurrency.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.download.Failure.Kind;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that have no end: the server goes on for as long as the client stays. */
@Tag("thorough")
@Timeout(60)
class EndlessAnswersTest {
    private static final List<String> ONE = List.of("http://host/endless");

    /** What the client reads of a head before it gives up, in bytes, as OkHttp has it. */
    private static final long HEAD = 256 << 10;

    /** What the system may hold between the two sides, in bytes. */
    private static final long IN_FLIGHT = 16 << 20;

    /** How much longer than a sleep of the same length a download may take that is to end after so long. */
    private static final int PATIENCE = 10;

    private static void request(Socket socket, String head) throws IOException {
        ScriptedServer.path(socket.getInputStream());
        ScriptedServer.send(socket, head);
    }

    /** Until the client hangs up, which ends the sending by an exception; or until the test is over. */
    private static void forEver(Socket socket, String some, Duration every, AtomicLong sent) throws IOException {
        while (!Thread.currentThread().isInterrupted()) {
            ScriptedServer.send(socket, some);
            sent.addAndGet(some.length());
            LockSupport.parkNanos(every.toNanos());
        }
    }

    private static void awaitClosed(ScriptedServer server) {
        while (server.open() > 0) {
            LockSupport.parkNanos(1_000_000);
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("D08 headers without end: a failure, after the head that a client reads at most")
    @MethodSource("concurrency.download.Way#all")
    void headers(Way way) throws IOException, InterruptedException {
        var sent = new AtomicLong();
        try (var server = new ScriptedServer((socket, number) -> {
            request(socket, "HTTP/1.1 200 OK\r\n");
            forEver(socket, "A: b\r\n".repeat(1_000), Duration.ZERO, sent);
        })) {
            var report = way.download(server.web(), ONE);
            var failed = report.downloads().getFirst();
            assertEquals(Kind.TRUNCATED, failed.problem().kind(), failed::toString); // the client cut it off
            assertEquals(0, failed.bytes());
            awaitClosed(server);
            assertEquals(1 + failed.retries(), server.connections());
            assertTrue(sent.get() > HEAD, sent + " bytes were sent");
            assertTrue(sent.get() < server.connections() * (HEAD + IN_FLIGHT), sent + " bytes were sent");
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("D10 a body that comes byte by byte and never ends: over at the call timeout, and not before")
    @MethodSource("concurrency.download.Way#all")
    void body(Way way) throws Exception {
        // A process that has just been started needs a moment for its first request.
        var timeout = Duration.ofMillis(way.name().equals("multiprocessing") ? 2_500 : 1_500);
        var sent = new AtomicLong();
        try (var server = new ScriptedServer((socket, number) -> {
            request(socket, "HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n");
            forEver(socket, "x", Duration.ofMillis(20), sent);
        })) {
            var sleep = new FutureTask<>(() -> {
                var start = System.nanoTime();
                Thread.sleep(timeout);
                return System.nanoTime() - start;
            });
            var sleeper = Thread.ofPlatform().start(sleep);
            var failed = way.download(server.web(), Limits.DEFAULT.call(timeout), ONE)
                    .downloads()
                    .getFirst();
            sleeper.join();
            assertEquals(Kind.CALL_TIMEOUT, failed.problem().kind(), failed::toString);
            assertEquals(200, failed.status(), "it was the body that did not end");
            assertTrue(sent.get() > 0);
            var took = failed.end() - failed.start();
            assertTrue(took >= timeout.toNanos(), took + " ns is before the timeout");
            assertTrue(took < PATIENCE * sleep.get(), took + " ns, and a sleep as long took " + sleep.get());
            awaitClosed(server);
        }
    }
}
