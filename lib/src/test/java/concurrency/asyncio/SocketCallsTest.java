package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.gather;
import static concurrency.asyncio.Asyncio.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.trace.Move;
import concurrency.trace.Moves;
import concurrency.trace.Purpose;
import concurrency.trace.Recorder;
import concurrency.trace.TraceEvent;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the loop promises about sockets; all of it on the loopback address. */
@BothWays
@Timeout(60)
class SocketCallsTest extends BothWays.Tests {
    private final Recorder recorder = new Recorder();
    private final EventLoop loop = new EventLoop(recorder);
    private final List<AutoCloseable> open = new ArrayList<>();
    private ServerSocketChannel server;

    @BeforeEach
    void listen() throws IOException {
        server = opened(ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
        server.configureBlocking(false);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (var channel : open) {
            channel.close();
        }
        loop.close();
    }

    private <C extends AutoCloseable> C opened(C channel) {
        open.add(channel);
        return channel;
    }

    private SocketAddress address() throws IOException {
        return server.getLocalAddress();
    }

    private SocketChannel client() throws IOException {
        var channel = opened(SocketChannel.open());
        channel.configureBlocking(false);
        return channel;
    }

    /** Both ends of a connection; to be called by a coroutine. */
    private List<SocketChannel> pair() throws Exception {
        var client = client();
        var accepting = createTask(loop.sockAccept(server));
        await(loop.sockConnect(client, address()));
        return List.of(client, opened(await(accepting)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private String received(SocketChannel channel) throws Exception {
        return new String(await(loop.sockRecv(channel, 100)), StandardCharsets.US_ASCII);
    }

    private void run(Coroutine.Procedure main) throws Exception {
        loop.run(async(main));
    }

    @Test
    @DisplayName("F43 connect, accept, send, receive, end of stream")
    void roundTrip() throws Exception {
        run(() -> {
            var pair = pair();
            await(loop.sockSendAll(pair.get(0), bytes("ping")));
            assertEquals("ping", received(pair.get(1)));
            var waiting = createTask(async(() -> received(pair.get(0))));
            await(sleep(0));
            await(loop.sockSendAll(pair.get(1), bytes("pong")));
            assertEquals("pong", await(waiting));
            pair.get(1).close();
            assertEquals("", received(pair.get(0)));
        });
    }

    @Test
    @DisplayName("F43 100 MB both ways at once, read in pieces of any size")
    void volume() throws Exception {
        var size = 100_000_000;
        run(() -> {
            var pair = pair();
            var counts = await(gather(
                    send(pair.get(0), size),
                    read(pair.get(1), size),
                    send(pair.get(1), size),
                    read(pair.get(0), size)));
            assertEquals(List.of(size, size, size, size), counts);
        });
    }

    private Coroutine<Integer> send(SocketChannel channel, int size) {
        return async(() -> {
            var data = new byte[size];
            for (var i = 0; i < size; i++) {
                data[i] = (byte) (i * 31);
            }
            await(loop.sockSendAll(channel, data));
            return size;
        });
    }

    private Coroutine<Integer> read(SocketChannel channel, int size) {
        return async(() -> {
            var random = new Random(1);
            var count = 0;
            while (count < size) {
                var limit = random.nextInt(100) == 0 ? 1 : 1 + random.nextInt(65_536);
                for (var value : await(loop.sockRecv(channel, limit))) {
                    assertEquals((byte) (count++ * 31), value);
                }
            }
            return count;
        });
    }

    @Test
    @DisplayName("F44 where nobody listens, the connection is refused")
    void refused() throws Exception {
        var nobody = address();
        server.close();
        run(() -> assertThrows(ConnectException.class, () -> await(loop.sockConnect(client(), nobody))));
    }

    @Test
    @DisplayName("F44 a peer that resets is an exception for who waits")
    void reset() throws Exception {
        run(() -> {
            var pair = pair();
            var waiting = createTask(async(() -> received(pair.get(0))));
            await(sleep(0));
            pair.get(1).setOption(StandardSocketOptions.SO_LINGER, 0);
            pair.get(1).close();
            assertThrows(SocketException.class, () -> await(waiting));
        });
    }

    @Test
    @DisplayName("F44 a cancelled receive leaves the socket usable")
    void cancelReceive() throws Exception {
        run(() -> {
            var pair = pair();
            var waiting = createTask(async(() -> received(pair.get(0))));
            await(sleep(0));
            waiting.cancel();
            assertThrows(CancellationException.class, () -> await(waiting));
            assertFalse(loop.removeReader(pair.get(0)));
            await(loop.sockSendAll(pair.get(1), bytes("later")));
            assertEquals("later", received(pair.get(0)));
        });
    }

    @Test
    @DisplayName("F44 a cancelled accept too")
    void cancelAccept() throws Exception {
        run(() -> {
            var waiting = createTask(loop.sockAccept(server));
            await(sleep(0));
            waiting.cancel();
            assertThrows(CancellationException.class, () -> await(waiting));
            assertEquals(2, pair().size());
        });
    }

    @Test
    @DisplayName("F45 a channel that blocks is refused")
    void blocking() throws Exception {
        var blocks = opened(SocketChannel.open());
        run(() -> {
            for (Coroutine<?> call : List.of(
                    loop.sockConnect(blocks, address()),
                    loop.sockRecv(blocks, 1),
                    loop.sockSendAll(blocks, bytes("x")))) {
                assertEquals(
                        "the socket must be non-blocking",
                        assertThrows(IllegalArgumentException.class, () -> await(call))
                                .getMessage());
            }
            server.configureBlocking(true);
            assertThrows(IllegalArgumentException.class, () -> await(loop.sockAccept(server)));
        });
    }

    @Test
    @DisplayName("F45 two tasks cannot wait to read from the same socket")
    void twoReaders() throws Exception {
        run(() -> {
            var pair = pair();
            var first = createTask(async(() -> received(pair.get(0))));
            await(sleep(0));
            var refused = assertThrows(IllegalStateException.class, () -> received(pair.get(0)));
            assertTrue(refused.getMessage().startsWith("another task is already waiting to read from 127.0.0.1"));
            await(loop.sockSendAll(pair.get(1), bytes("first's")));
            assertEquals("first's", await(first));
        });
    }

    @Test
    @DisplayName("F46 a socket that is closed under a waiting task wakes it up, and the loop goes on")
    void closedUnderWaiter() throws Exception {
        run(() -> {
            var pair = pair();
            var waiting = createTask(async(() -> received(pair.get(0))));
            var accepting = createTask(loop.sockAccept(server));
            await(sleep(0));
            await(sleep(0));
            pair.get(0).close();
            server.close();
            assertThrows(ClosedChannelException.class, () -> await(waiting));
            assertThrows(ClosedChannelException.class, () -> await(accepting));
            assertThrows(ClosedChannelException.class, () -> received(pair.get(0)));
        });
    }

    @Test
    @DisplayName("F47 an interrupt closes no socket")
    void interruptClosesNothing() throws Exception {
        var pair = new ArrayList<SocketChannel>();
        run(() -> pair.addAll(pair()));
        var thread = Thread.currentThread();
        loop.callSoon(thread::interrupt);
        assertThrows(InterruptedException.class, () -> run(() -> received(pair.get(0))));
        assertTrue(pair.get(0).isOpen());
        run(() -> {
            Thread.currentThread().interrupt(); // while calls on sockets follow, which must not see it
            try {
                await(loop.sockSendAll(pair.get(1), bytes("still open")));
            } finally {
                Thread.interrupted();
            }
            assertEquals("still open", received(pair.get(0)));
        });
    }

    @Test
    @DisplayName("two sockets to one server have two names in the record")
    void namesTellSocketsApart() throws Exception {
        run(() -> {
            for (var pair : List.of(pair(), pair())) {
                var waiting = createTask(async(() -> received(pair.get(0))));
                await(sleep(0));
                await(loop.sockSendAll(pair.get(1), bytes("x")));
                await(waiting);
            }
        });
        var names = recorder.trace("t").events().stream()
                .map(TraceEvent::move)
                .filter(move -> move instanceof Move.BytesMoved moved && moved.purpose() == Purpose.READ)
                .map(move -> ((Move.BytesMoved) move).socket())
                .distinct()
                .toList();
        assertEquals(2, names.size(), names.toString());
        assertTrue(names.getFirst().matches("127\\.0\\.0\\.1:\\d+→\\d+"), names.toString());
    }

    @Test
    @DisplayName("F47 a socket that has connected does not wake the loop until it has data")
    void connectedSocketsLetTheLoopSleep() throws Exception {
        run(() -> {
            var pair = pair();
            loop.callLater(0.1, () -> createTask(loop.sockSendAll(pair.get(1), bytes("late"))));
            assertEquals("late", received(pair.get(0)));
        });
        var turns = recorder.trace("t").events().getLast().turn();
        assertTrue(turns < 30, turns + " turns for a handful of moves: the selector does not sleep");
    }

    @Test
    @DisplayName("the seven steps of recv() are in the record, one event each")
    void sevenSteps() throws Exception {
        try (var writer = opened(SocketChannel.open());
                var listener = opened(ServerSocketChannel.open())) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            writer.connect(listener.getLocalAddress());
            var reader = opened(listener.accept());
            reader.configureBlocking(false);
            var task = loop.createTask(async(() -> received(reader)), "reader");
            while (loop.step().sockets().isEmpty() && !task.done()) { // by hand, as in the notebook
                if (loop.allTasks().getFirst().waiter() != null) {
                    writer.write(ByteBuffer.wrap(bytes("hello world")));
                }
            }
            loop.runUntilComplete(task);
        }
        var events = recorder.trace("t").events();
        var awaiting = events.stream()
                .filter(event -> event.move() instanceof Move.Awaiting)
                .findFirst()
                .orElseThrow();
        var socket = ((Move.Awaiting) awaiting.move()).on().name().replace("to read ", "");
        assertEquals(
                List.of(
                        "Idle", // 1 select waits
                        "SocketReady " + socket + " to read reader of " + socket, // 2 the socket is ready
                        "Dequeued reader of " + socket, //   its callback is called
                        "BytesMoved " + socket + " to read", // 3 the bytes go into the buffer
                        "FutureDone to read " + socket + " returned 11 bytes", // 4 the future gets its result
                        "CalledBack to read " + socket + " reader", //   which has a callback: the wake-up of the task
                        "Queued reader", // 5 it joins the queue
                        "Dequeued reader", //   until its turn comes
                        "Resumed reader", // 6 send(), down to the innermost coroutine
                        "Unwatched " + socket + " to read reader", //   which lets go of the socket
                        "Left reader sockRecv sevenSteps returned 11 bytes"), // 7 the data goes to whoever awaited it
                events.stream()
                        .skip(awaiting.number())
                        .limit(11)
                        .map(event -> Moves.text(event.move()))
                        .toList());
    }
}
