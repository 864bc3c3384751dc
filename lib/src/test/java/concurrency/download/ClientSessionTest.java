package concurrency.download;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.sleep;
import static concurrency.download.Patience.until;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.asyncio.Asyncio;
import concurrency.asyncio.Task;
import concurrency.download.Sockets.State;
import concurrency.site.Web;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Downloads that are cancelled one by one, which only coroutines can: whenever it comes, one result, and the rest go
 * on.
 */
@Timeout(60)
class ClientSessionTest {
    private static final String GOOD = "http://host/good";
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger halves = new AtomicInteger();

    /** Answers /good, says nothing to /silent, and half a page to /half; then waits for the client to leave. */
    private ScriptedServer server() throws IOException {
        return new ScriptedServer((socket, number) -> {
            for (var path = next(socket); !path.isEmpty(); path = next(socket)) {
                requests.incrementAndGet();
                switch (path) {
                    case "/silent" -> {}
                    case "/half" -> {
                        ScriptedServer.send(socket, "HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nhalf");
                        halves.incrementAndGet();
                    }
                    default -> ScriptedServer.send(socket, ScriptedServer.good("good"));
                }
            }
        });
    }

    private static String next(Socket socket) throws IOException {
        return ScriptedServer.path(socket.getInputStream());
    }

    /** A download in a task, which counts how often it is told of its end. */
    private static Task<Page> download(ClientSession session, String url, AtomicInteger ends) {
        var task = createTask(async(() -> await(session.get(url))));
        task.addDoneCallback(done -> ends.incrementAndGet());
        return task;
    }

    private static void assertCancelled(Task<Page> task, AtomicInteger ends) throws Exception {
        assertTrue(task.cancel());
        assertThrows(CancellationException.class, () -> await(task));
        await(sleep(0));
        assertTrue(task.cancelled());
        assertFalse(task.cancel());
        assertEquals(1, ends.get(), "told of once");
    }

    /** Cancels a download of that URL as soon as the condition holds, with a good one beside it and one after it. */
    private void cancelled(String url, Predicate<ScriptedServer> when) throws Exception {
        try (var server = server();
                var session = new ClientSession(server.web())) {
            Asyncio.run(async(() -> {
                var ends = new AtomicInteger();
                var beside = createTask(async(() -> await(session.get(GOOD))));
                var task = download(session, url, ends);
                until(() -> when.test(server));
                assertCancelled(task, ends);
                assertEquals(4, await(beside).content().length);
                assertEquals(4, await(session.get(GOOD)).content().length);
                until(() -> server.open() <= 2); // the cancelled one's connection is closed, those of the good are kept
                assertEquals(1, ends.get(), "told of once, also later");
            }));
        }
    }

    @Test
    @DisplayName("D16 cancelled before its first step: the server hears nothing of it")
    void before() throws Exception {
        cancelled("http://host/silent", server -> true);
        assertEquals(2, requests.get());
    }

    @Test
    @DisplayName("D16 cancelled right after it was asked for")
    void queued() throws Exception {
        var turns = new AtomicInteger();
        cancelled("http://host/silent", server -> turns.incrementAndGet() > 1);
    }

    @Test
    @DisplayName("D16 cancelled while it waits for the answer")
    void waiting() throws Exception {
        cancelled("http://host/silent", server -> requests.get() == 2);
    }

    @Test
    @DisplayName(
            "D16 cancelled while it reads: half of the page has been sent, and the system holds none of it any more")
    void reading() throws Exception {
        cancelled("http://host/half", server -> halves.get() == 1 && Sockets.allRead(server.port()));
    }

    @Test
    @DisplayName("D16 cancelled while it connects: ended at once, long before the connect timeout")
    void connecting() throws Exception {
        var limits = Limits.DEFAULT.connect(Duration.ofMinutes(10)).call(Duration.ofMinutes(10));
        try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var session = new ClientSession(Web.real(), limits)) {
            var waiting = fillBacklog(full);
            try {
                Asyncio.run(async(() -> {
                    var ends = new AtomicInteger();
                    var task = download(session, "http://127.0.0.1:" + full.getLocalPort(), ends);
                    until(() -> connects(full.getLocalPort()));
                    assertCancelled(task, ends);
                    until(() -> !connects(full.getLocalPort()));
                }));
            } finally {
                for (var socket : waiting) {
                    socket.close();
                }
            }
        }
    }

    private static boolean connects(int port) {
        return Sockets.ofPort(port).stream().anyMatch(end -> end.is(State.CONNECTING));
    }

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
    @DisplayName("D16 cancelled after its end: it stays as it ended")
    void after() throws Exception {
        try (var server = server();
                var session = new ClientSession(server.web())) {
            Asyncio.run(async(() -> {
                var ends = new AtomicInteger();
                var task = download(session, GOOD, ends);
                await(task);
                assertFalse(task.cancel());
                await(sleep(0));
                assertEquals(4, task.result().content().length);
                assertEquals(1, ends.get());
            }));
        }
    }

    @Test
    @DisplayName("D16 cancelled at random moments: each has one result, and those beside it are read")
    void atRandom() throws Exception {
        var random = new Random(16);
        var cancelled = new AtomicInteger();
        var count = Faults.times(500);
        try (var server = server();
                var session = new ClientSession(server.web())) {
            Asyncio.run(async(() -> {
                for (var i = 0; i < count; i++) {
                    var ends = new AtomicInteger();
                    var task = download(session, GOOD, ends);
                    var beside = createTask(async(() -> await(session.get(GOOD))));
                    await(sleep(random.nextInt(10) / 10_000.0));
                    cancelled.addAndGet(task.cancel() ? 1 : 0);
                    assertEquals(4, await(beside).content().length);
                    until(task::done);
                    await(sleep(0));
                    assertEquals(1, ends.get());
                }
            }));
        }
        Faults.report("cancelled at a random moment", count, cancelled + " in time; one result each");
    }
}
