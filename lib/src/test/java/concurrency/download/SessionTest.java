package concurrency.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.download.Failure.Kind;
import concurrency.site.Fault;
import concurrency.site.SimulatedWeb;
import concurrency.site.Site;
import concurrency.site.Web;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SessionTest {

    @Test
    void aPageIsReadOnceAndKept() throws IOException {
        try (var web = Web.simulated(Duration.ZERO);
                var session = new Session(web);
                var response = session.get(Site.DICE.url())) {
            assertEquals(200, response.status());
            assertTrue(response.ok());
            assertArrayEquals(Site.DICE.content(), response.content());
            assertSame(response.content(), response.content());
        }
    }

    @Test
    void oneConnectionToEachHostServesAllRequests() throws IOException {
        try (var web = Web.simulated(Duration.ZERO);
                var session = new Session(web)) {
            for (var url : Site.urls(20)) {
                try (var response = session.get(url)) {
                    response.content();
                }
            }
            assertEquals(20, web.statistics().requests());
            assertEquals(2, web.statistics().connections());
        }
    }

    @Test
    void aWebThatAnotherProcessHasStartedIsReachedByItsAddress() throws IOException, ClassNotFoundException {
        try (var web = Web.simulated(Duration.ZERO)) {
            var bytes = new ByteArrayOutputStream();
            try (var out = new ObjectOutputStream(bytes)) {
                out.writeObject(Web.at(web.address()));
            }
            try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()));
                    var session = new Session((Web) in.readObject());
                    var response = session.get(Site.DICE.url())) {
                assertEquals(200, response.status());
            }
            assertEquals(1, web.statistics().requests());
        }
    }

    @Test
    @DisplayName("D18 an answer whose content nobody reads keeps no connection")
    void unreadContent() throws IOException {
        try (var web = Web.simulated(Duration.ZERO)) {
            try (var session = new Session(web);
                    var response = session.get(Site.JYTHON.url())) {
                assertEquals(200, response.status());
            }
            while (web.statistics().openConnections() > 0) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void anErrorStatusIsAnAnswer() throws IOException {
        try (var web = SimulatedWeb.builder()
                        .fault(request -> Optional.of(new Fault.Status(503)))
                        .start();
                var session = new Session(web);
                var response = session.get(Site.DICE.url())) {
            assertEquals(503, response.status());
            assertFalse(response.ok());
        }
    }

    @Test
    void aMalformedUrlSaysHowToWriteOne() {
        try (var session = new Session(Web.real())) {
            var error = assertThrows(MalformedURLException.class, () -> session.get("www.jython.org"));
            assertEquals("\"www.jython.org\" is not a URL: write it as http://host/path", error.getMessage());
        }
    }

    @Test
    @DisplayName("D09 a connection that is never made: connect timeout")
    void connectTimeout() throws IOException {
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var session = new Session(Web.real(), Limits.DEFAULT.connect(Duration.ofMillis(200)))) {
            var waiting = fillBacklog(full);
            try {
                var error = assertThrows(
                        DownloadException.class, () -> session.get("http://127.0.0.1:" + full.getLocalPort()));
                assertEquals(Kind.CONNECT_TIMEOUT, error.failure().kind());
            } finally {
                for (var socket : waiting) {
                    socket.close();
                }
            }
        }
    }

    /** Connects until the system accepts no more for this server, from which nobody takes them. */
    private static List<Socket> fillBacklog(ServerSocket server) throws IOException {
        var waiting = new ArrayList<Socket>();
        while (waiting.size() < 100) {
            var socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(server.getLocalSocketAddress(), 100);
            } catch (SocketTimeoutException full) {
                return waiting;
            }
        }
        throw new AssertionError("the backlog was never full");
    }

    @Test
    @DisplayName(
            "D17 a thread, platform or virtual, that is interrupted while it waits for the head or the content ends at once, still interrupted")
    void interrupt() throws InterruptedException {
        for (var thread : List.<Thread.Builder>of(Thread.ofPlatform(), Thread.ofVirtual())) {
            interruptWhileReading(thread, 0);
            interruptWhileReading(thread, 1_000);
        }
    }

    /**
     * Interrupts a reader who has been sent that many bytes: with some, it has read the head and waits for the rest.
     */
    private static void interruptWhileReading(Thread.Builder kind, int bytes) throws InterruptedException {
        try (var web = SimulatedWeb.builder()
                        .latency(Duration.ZERO)
                        .fault(request -> Optional.of(new Fault.StallAt(bytes)))
                        .start();
                var session = new Session(web)) {
            var thrown = new AtomicReference<Throwable>();
            var flag = new AtomicBoolean();
            var waits = new CountDownLatch(1);
            var reader = kind.start(() -> {
                try (var response = session.get(Site.JYTHON.url())) {
                    waits.countDown();
                    response.content();
                } catch (IOException ending) {
                    thrown.set(ending);
                    flag.set(Thread.currentThread().isInterrupted());
                }
            });
            if (bytes > 0) {
                waits.await();
            }
            while (web.statistics().concurrentRequests() < 1) {
                Thread.onSpinWait();
            }
            reader.interrupt();
            reader.join();
            assertEquals(InterruptedIOException.class, thrown.get().getClass());
            assertTrue(flag.get());
            while (web.statistics().openConnections() > 0) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    @DisplayName(
            "D16 D23 closing a session ends what is under way and every connection; closing it twice is closing it once")
    void closing() throws Exception {
        try (var web = SimulatedWeb.builder()
                .latency(Duration.ZERO)
                .fault(request -> request.number() == 1 ? Optional.empty() : Optional.of(new Fault.StallAt(0)))
                .start()) {
            var session = new Session(web);
            session.get(Site.DICE.url()).close();
            var call = new FutureTask<>(() -> session.get(Site.DICE.url()));
            var caller = Thread.ofPlatform().start(call);
            while (web.statistics().requests() < 2) {
                Thread.onSpinWait();
            }
            session.close();
            caller.join();
            var ended = assertThrows(ExecutionException.class, call::get).getCause();
            assertEquals(DownloadException.class, ended.getClass());
            assertEquals(Kind.CANCELLED, ((DownloadException) ended).failure().kind());
            while (web.statistics().openConnections() > 0) {
                Thread.onSpinWait();
            }
            session.close();
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName(
            "D17 a thread that is interrupted while it writes a request that nobody reads ends at once, still interrupted")
    @ValueSource(booleans = {false, true})
    void interruptWhileWriting(boolean virtual) throws Exception {
        var reading = new CountDownLatch(1);
        try (var server = new ScriptedServer((socket, number) -> {
                    socket.getInputStream().read();
                    reading.countDown();
                    while (true) { // keeps the connection, and reads no more
                        LockSupport.parkNanos(1_000_000);
                        if (Thread.currentThread().isInterrupted()) {
                            return;
                        }
                    }
                });
                var session = new Session(server.web())) {
            var flag = new AtomicBoolean();
            var url = "http://host/" + "a".repeat(64 << 20); // more than the system takes in between
            var call = new FutureTask<>(() -> {
                try {
                    return session.get(url);
                } finally {
                    flag.set(Thread.currentThread().isInterrupted());
                }
            });
            var writer = (virtual ? Thread.ofVirtual() : Thread.ofPlatform()).start(call);
            reading.await();
            writer.interrupt();
            writer.join();
            var ended = assertThrows(ExecutionException.class, call::get).getCause();
            assertEquals(InterruptedIOException.class, ended.getClass(), ended::toString);
            assertTrue(flag.get());
        }
    }

    @Test
    void limitsMustBeAboveZero() {
        var refused = assertThrows(IllegalArgumentException.class, () -> Limits.DEFAULT.call(Duration.ZERO));
        assertTrue(refused.getMessage().startsWith("every limit must be above zero"), refused.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Limits.DEFAULT.bytes(0));
    }
}
