package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.sleep;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.trace.Move;
import concurrency.trace.Recorder;
import concurrency.trace.TraceEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who is called when a socket is ready, and that nobody is after that was taken back. */
@BothWays
@Timeout(60)
class WatchedSocketsTest extends BothWays.Tests {
    private final Recorder recorder = new Recorder();
    private final EventLoop loop = new EventLoop(recorder);
    private final List<String> seen = new ArrayList<>();
    private SocketChannel socket;
    private SocketChannel peer;

    @BeforeEach
    void connect() throws IOException {
        try (var server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            socket = SocketChannel.open(server.getLocalAddress());
            peer = server.accept();
        }
        socket.configureBlocking(false);
        peer.configureBlocking(false);
    }

    @AfterEach
    void closeAll() throws IOException {
        loop.close();
        socket.close();
        peer.close();
    }

    private void watchBoth() throws IOException {
        loop.addReader(socket, () -> seen.add("reader"));
        loop.addWriter(socket, () -> seen.add("writer"));
    }

    private void makeReadable() throws Exception {
        peer.write(ByteBuffer.wrap(new byte[] {1}));
        loop.run(async(() -> {
            var arrived = new boolean[1];
            loop.addReader(socket, () -> arrived[0] = true);
            while (!arrived[0]) {
                await(sleep(0.001));
            }
            loop.removeReader(socket);
        }));
    }

    @Test
    @DisplayName("F46 one socket may have a reader and a writer; each is called in each turn in which it is ready")
    void both() throws Exception {
        makeReadable();
        watchBoth();
        loop.step();
        loop.step();
        assertEquals(List.of("reader", "writer", "reader", "writer"), seen);
    }

    @Test
    @DisplayName("F46 what can only be written calls its writer only")
    void writableOnly() throws Exception {
        watchBoth();
        loop.step();
        assertEquals(List.of("writer"), seen);
    }

    @Test
    @DisplayName("F46 removing the reader leaves the writer, and says once whether there was one")
    void removeReader() throws Exception {
        makeReadable();
        watchBoth();
        assertTrue(loop.removeReader(socket));
        assertFalse(loop.removeReader(socket));
        loop.step();
        assertEquals(List.of("writer"), seen);
    }

    @Test
    @DisplayName("F46 removing the writer leaves the reader, and says once whether there was one")
    void removeWriter() throws Exception {
        makeReadable();
        watchBoth();
        assertTrue(loop.removeWriter(socket));
        assertFalse(loop.removeWriter(socket));
        loop.step();
        assertEquals(List.of("reader"), seen);
    }

    @Test
    @DisplayName("F46 F47 what is watched no more is neither waited for nor wakes the loop, though it is ready")
    void watchedNoMore() throws Exception {
        makeReadable();
        watchBoth();
        assertTrue(loop.removeReader(socket));
        assertTrue(loop.removeWriter(socket));
        assertTrue(loop.step().nothingLeft());
        assertEquals(List.of(), seen);
        var turns = turns();
        loop.run(async(() -> await(sleep(0.1))));
        assertTrue(turns() - turns < 20, turns() - turns + " turns in 0.1 s: it does not sleep");
    }

    @Test
    @DisplayName("F46 nor is the other one of a pair that is still watched")
    void oneIsWatchedNoMore() throws Exception {
        loop.addReader(socket, () -> seen.add("reader"));
        loop.addWriter(socket, () -> seen.add("writer"));
        loop.removeWriter(socket);
        var turns = turns();
        loop.run(async(() -> await(sleep(0.1))));
        assertTrue(turns() - turns < 20, turns() - turns + " turns in 0.1 s: it does not sleep");
        assertEquals(List.of(), seen);
    }

    @Test
    @DisplayName("F46 both who wait for a socket that is closed are called once, and then nobody waits")
    void closedUnderBoth() throws Exception {
        var full = fill();
        watchBoth();
        loop.addReader(peer, () -> seen.add("peer"));
        socket.close();
        loop.step();
        assertTrue(seen.containsAll(List.of("reader", "writer")), seen.toString());
        loop.removeReader(peer);
        seen.clear();
        assertTrue(loop.step().nothingLeft());
        assertEquals(List.of(), seen);
        assertTrue(full > 0);
    }

    /** Until no more can be written. */
    private long fill() throws IOException {
        var sum = 0L;
        var bytes = ByteBuffer.allocate(1 << 20);
        for (var count = socket.write(bytes); count > 0; count = socket.write(bytes)) {
            sum += count;
            bytes.clear();
        }
        return sum;
    }

    @Test
    @DisplayName("F46 closing one of two sockets leaves the other one watched")
    void otherIsStillWatched() throws Exception {
        loop.addReader(socket, () -> seen.add("closed"));
        loop.addReader(peer, () -> seen.add("peer"));
        socket.close();
        while (!seen.contains("peer")) { // which sees the end of the stream
            loop.step();
        }
        assertEquals(1, seen.stream().filter("closed"::equals).count());
        assertTrue(loop.removeReader(peer));
        assertTrue(loop.step().nothingLeft());
    }

    @Test
    @DisplayName("F43 a buffer is sent from its position to its limit")
    void buffer() throws Exception {
        var bytes = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}).position(1).limit(3);
        loop.run(async(() -> {
            var received = createTask(loop.sockRecv(peer, 10));
            await(loop.sockSendAll(socket, bytes));
            assertArrayEquals(new byte[] {2, 3}, await(received));
        }));
        assertFalse(bytes.hasRemaining());
    }

    @Test
    @DisplayName(
            "a watched socket is recorded when it is watched, when it is ready, in its phase, and when it is not watched")
    void recorded() throws Exception {
        loop.addWriter(socket, () -> loop.removeWriter(socket));
        loop.step();
        assertEquals(
                List.of("Watched BETWEEN", "SocketReady SOCKETS", "Unwatched READY"),
                recorder.trace("t").events().stream()
                        .map(event -> event.move().getClass().getSimpleName() + " " + event.phase())
                        .filter(text -> text.matches("(Watched|SocketReady|Unwatched) .*"))
                        .toList());
    }

    private int turns() {
        return recorder.trace("t").events().stream()
                .filter(event -> !(event.move() instanceof Move.Watched))
                .mapToInt(TraceEvent::turn)
                .max()
                .orElse(0);
    }
}
