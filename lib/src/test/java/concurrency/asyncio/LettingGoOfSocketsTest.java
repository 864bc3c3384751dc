package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.sleep;
import static concurrency.asyncio.Asyncio.waitFor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That a socket which is watched no more is the caller's own again, and that its callback is called no more. */
@BothWays
@Timeout(60)
class LettingGoOfSocketsTest extends BothWays.Tests {
    private final EventLoop loop = new EventLoop();
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

    /** Both ends can be written at once, so both are ready in one turn; whichever is first forgets both. */
    private void watchEachForgettingBoth() throws IOException {
        for (var each : List.of(socket, peer)) {
            loop.addWriter(each, () -> {
                seen.add("called");
                loop.removeWriter(socket);
                loop.removeWriter(peer);
            });
        }
    }

    @Test
    @DisplayName("F46 a callback that was queued in this turn is not called once its watch has ended")
    void queued() throws Exception {
        watchEachForgettingBoth();
        loop.step();
        assertEquals(List.of("called"), seen);
    }

    @Test
    @DisplayName("F46 not even where the socket was closed meanwhile")
    void queuedAndClosed() throws Exception {
        for (var each : List.of(socket, peer)) {
            loop.addReader(each, () -> {
                seen.add("called");
                loop.removeReader(socket);
                loop.removeReader(peer);
            });
        }
        socket.close();
        peer.close();
        loop.step();
        assertEquals(List.of("called"), seen);
    }

    @Test
    @DisplayName("F44 a socket that was waited for in vain can be made blocking again once the run is over")
    void blockingAgain() throws Exception {
        assertThrows(
                TimeoutException.class, () -> loop.run(async(() -> await(waitFor(loop.sockRecv(socket, 10), 0.001)))));
        socket.configureBlocking(true);
        peer.write(ByteBuffer.wrap(new byte[] {7}));
        var read = ByteBuffer.allocate(1);
        assertEquals(1, socket.read(read));
        assertEquals(7, read.get(0));
    }

    @Test
    @DisplayName("F44 or in the turn after, while the loop still runs; and may be waited for again at once")
    void blockingAgainWhileRunning() throws Exception {
        var received = loop.run(async(() -> {
            assertThrows(TimeoutException.class, () -> await(waitFor(loop.sockRecv(socket, 10), 0.001)));
            await(sleep(0));
            socket.configureBlocking(true);
            socket.configureBlocking(false);
            loop.callLater(0.001, () -> send(8));
            return await(loop.sockRecv(socket, 10));
        }));
        assertArrayEquals(new byte[] {8}, received);
    }

    private void send(int value) {
        try {
            peer.write(ByteBuffer.wrap(new byte[] {(byte) value}));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    @DisplayName("F44 between two runs a socket that was let go of can be watched again")
    void watchedAgain() throws Exception {
        for (var i = 1; i <= 3; i++) {
            var value = i;
            loop.callLater(0.001, () -> send(value));
            assertArrayEquals(new byte[] {(byte) i}, loop.run(loop.sockRecv(socket, 10)));
        }
    }

    @Test
    @DisplayName("F46 watching a socket that is closed fails with an IOException, and nobody waits then")
    void closedBefore() throws Exception {
        loop.addReader(socket, () -> seen.add("reader"));
        loop.removeReader(socket);
        socket.close();
        assertThrows(ClosedChannelException.class, () -> loop.addReader(socket, () -> seen.add("reader")));
        assertThrows(ClosedChannelException.class, () -> loop.addWriter(socket, () -> seen.add("writer")));
        assertFalse(loop.removeReader(socket));
        assertTrue(loop.step().nothingLeft());
        assertEquals(List.of(), seen);
    }

    @Test
    @DisplayName("F46 nor where it was closed while another one watched it")
    void closedWhileWatched() throws Exception {
        loop.addReader(socket, () -> seen.add("reader"));
        socket.close();
        assertThrows(ClosedChannelException.class, () -> loop.addWriter(socket, () -> seen.add("writer")));
        loop.step();
        assertEquals(List.of("reader"), seen);
    }
}
