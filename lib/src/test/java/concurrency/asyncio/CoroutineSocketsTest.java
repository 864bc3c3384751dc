package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.gather;
import static concurrency.asyncio.Asyncio.run;
import static concurrency.asyncio.Asyncio.sleep;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Sockets that look as if they blocked: the other coroutines run meanwhile, and whatever ends the wait closes nothing
 * else.
 */
@BothWays
@Timeout(60)
class CoroutineSocketsTest extends BothWays.Tests {
    private final CoroutineSockets sockets = new CoroutineSockets();
    private final List<String> seen = new ArrayList<>();
    private ServerSocketChannel server;

    @BeforeEach
    void listen() throws IOException {
        server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private InetSocketAddress address() throws IOException {
        return (InetSocketAddress) server.getLocalAddress();
    }

    private Socket connected() throws IOException {
        var socket = sockets.createSocket();
        socket.connect(address());
        return socket;
    }

    /** The other end, for the coroutines of the same loop. */
    private SocketChannel accepted() throws IOException {
        var peer = server.accept();
        peer.configureBlocking(false);
        return peer;
    }

    @Test
    @DisplayName("while one coroutine reads, another one runs, on the same thread")
    void othersRun() throws Exception {
        run(async(() -> {
            try (var socket = connected();
                    var peer = accepted()) {
                var thread = Thread.currentThread();
                var reading = createTask(async(() -> {
                    assertTrue(way == Switching.THREAD || thread == Thread.currentThread());
                    seen.add("reads");
                    seen.add("has read " + socket.getInputStream().read());
                }));
                await(sleep(0));
                seen.add("another runs");
                await(Asyncio.runningLoop().sockSendAll(peer, new byte[] {42}));
                await(reading);
            }
        }));
        assertEquals(List.of("reads", "another runs", "has read 42"), seen);
    }

    @Test
    @DisplayName("F43 more than the system takes at once arrives whole, in both directions at the same time")
    void muchInBothDirections() throws Exception {
        var much = new byte[3 << 20];
        new Random(1).nextBytes(much);
        run(async(() -> {
            try (var socket = connected();
                    var peer = accepted()) {
                var loop = Asyncio.runningLoop();
                var written = async(() -> socket.getOutputStream().write(much));
                var sent = loop.sockSendAll(peer, much);
                var read = async(() -> socket.getInputStream().readNBytes(much.length));
                var received = async(() -> receive(peer, much.length));
                var all = await(gather(List.of(written, sent, read, received)));
                assertArrayEquals(much, (byte[]) all.get(2));
                assertArrayEquals(much, (byte[]) all.get(3));
            }
        }));
    }

    private static byte[] receive(SocketChannel peer, int count) throws Exception {
        var all = new ByteArrayOutputStream();
        while (all.size() < count) {
            all.write(await(Asyncio.runningLoop().sockRecv(peer, 1 << 16)));
        }
        return all.toByteArray();
    }

    @Test
    @DisplayName("a stream that always has more lets the others have their turns")
    void alwaysReady() throws Exception {
        run(async(() -> {
            try (var socket = connected();
                    var peer = accepted()) {
                var writing = createTask(Asyncio.runningLoop().sockSendAll(peer, new byte[1 << 20]));
                await(sleep(0)); // as much as the system holds is there
                var turns = new int[1];
                var ticking = createTask(async(() -> {
                    while (true) {
                        turns[0]++;
                        await(sleep(0));
                    }
                }));
                await(sleep(0));
                var before = turns[0];
                socket.getInputStream().readNBytes(3 << 16);
                assertTrue(turns[0] - before >= 2, turns[0] - before + " turns");
                ticking.cancel();
                writing.cancel();
            }
        }));
    }

    @Test
    @DisplayName("F44 nobody listens, and a name without an address")
    void cannotConnect() throws Exception {
        var nowhere = address();
        server.close();
        run(async(() -> {
            try (var socket = sockets.createSocket()) {
                assertThrows(ConnectException.class, () -> socket.connect(nowhere));
            }
            try (var socket = sockets.createSocket()) {
                var unresolved = InetSocketAddress.createUnresolved("no-such-host.invalid", 80);
                assertThrows(UnknownHostException.class, () -> socket.connect(unresolved));
            }
        }));
    }

    @Test
    @DisplayName("connected, it knows both of its ends; a factory's method may connect at once")
    void ends() throws Exception {
        run(async(() -> {
            try (var socket = sockets.createSocket(
                            address().getAddress(), address().getPort());
                    var peer = server.accept()) {
                assertEquals(address().getPort(), socket.getPort());
                assertEquals(((InetSocketAddress) peer.getRemoteAddress()).getPort(), socket.getLocalPort());
                assertEquals(address().getAddress(), socket.getLocalAddress());
                socket.setTcpNoDelay(true);
                assertTrue(socket.getTcpNoDelay());
                socket.setSoLinger(false, 0);
                assertEquals(-1, socket.getSoLinger());
            }
        }));
    }

    @Test
    @DisplayName("a read ends at its timeout, the socket's or the factory's, and may be tried again")
    void timeouts() throws Exception {
        run(async(() -> {
            try (var socket = connected();
                    var peer = accepted()) {
                socket.setSoTimeout(1);
                assertThrows(
                        SocketTimeoutException.class,
                        () -> socket.getInputStream().read());
                socket.setSoTimeout(0);
                await(Asyncio.runningLoop().sockSendAll(peer, new byte[] {7}));
                assertEquals(7, socket.getInputStream().read());
            }
            try (var socket = new CoroutineSockets(Duration.ofMillis(1)).createSocket()) {
                socket.connect(address());
                assertThrows(
                        SocketTimeoutException.class,
                        () -> socket.getInputStream().read());
                assertThrows(
                        SocketTimeoutException.class,
                        () -> socket.getOutputStream().write(new byte[64 << 20]));
            }
        }));
        assertThrows(IllegalArgumentException.class, () -> new CoroutineSockets(Duration.ZERO));
    }

    @Test
    @DisplayName("F44 cancelled while it reads: the socket is closed, and the cancellation is the cause")
    void cancelled() throws Exception {
        run(async(() -> {
            try (var socket = connected();
                    var peer = accepted()) {
                var reading = createTask(async(() -> {
                    var ended = assertThrows(
                            InterruptedIOException.class,
                            () -> socket.getInputStream().read());
                    assertInstanceOf(CancellationException.class, ended.getCause());
                    throw (CancellationException) ended.getCause();
                }));
                await(sleep(0));
                reading.cancel();
                assertThrows(CancellationException.class, () -> await(reading));
                assertEquals(0, await(Asyncio.runningLoop().sockRecv(peer, 1)).length, "closed");
                assertThrows(
                        SocketException.class, () -> socket.getInputStream().read());
            }
        }));
    }

    @Test
    @DisplayName("F46 closed by another thread: whoever reads is woken up")
    void closedByAnotherThread() throws Exception {
        run(async(() -> {
            try (var socket = connected();
                    var peer = accepted()) {
                var reading = createTask(async(() -> assertThrows(
                        SocketException.class, () -> socket.getInputStream().read())));
                await(sleep(0));
                var closing = Thread.ofPlatform().start(() -> closeQuietly(socket));
                assertEquals("Socket closed", await(reading).getMessage());
                closing.join();
                assertTrue(peer.isOpen());
            }
        }));
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    @DisplayName("outside of a coroutine: what is there is read, and nothing is waited for")
    void outside() throws Exception {
        try (var loop = new EventLoop();
                var socket = loop.run(async(() -> connected()));
                var peer = server.accept()) {
            assertThrows(IOException.class, () -> socket.getInputStream().read());
            assertFalse(socket.isClosed());
            loop.run(async(() -> {
                await(sleep(0));
                socket.getOutputStream().write(1);
            }));
            socket.getOutputStream().write(2);
            assertArrayEquals(new byte[] {1, 2}, peer.socket().getInputStream().readNBytes(2));
        }
    }

    @Test
    @DisplayName("F47 the loop's thread is interrupted before a read: the loop cancels what it runs, and says so")
    void interrupted() throws Exception {
        try (var loop = new EventLoop();
                var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var main = Thread.currentThread();
            var reading = async(() -> {
                try (var socket = sockets.createSocket()) {
                    socket.connect(silent.getLocalSocketAddress());
                    main.interrupt();
                    socket.getInputStream().read();
                } catch (InterruptedIOException cancelled) {
                    seen.add(cancelled.getMessage());
                    throw (CancellationException) cancelled.getCause();
                }
            });
            assertThrows(InterruptedException.class, () -> loop.run(reading));
            assertEquals(List.of("the task was cancelled"), seen);
        }
    }
}
