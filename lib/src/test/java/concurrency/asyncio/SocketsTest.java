package concurrency.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.trace.Purpose;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who waits for a socket, as a loop keeps count of it: a loop that counts wrong sleeps for ever, or not at all. */
class SocketsTest {
    private final Sockets sockets = new Sockets();
    private final List<SocketHandle> told = new ArrayList<>();
    private SocketChannel socket;
    private SocketChannel peer;
    private SocketHandle reader;
    private SocketHandle writer;

    SocketsTest() throws IOException {}

    @BeforeEach
    void connect() throws IOException {
        try (var server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            socket = SocketChannel.open(server.getLocalAddress());
            peer = server.accept();
        }
        socket.configureBlocking(false);
        reader = new SocketHandle(() -> {}, socket, Purpose.READ);
        writer = new SocketHandle(() -> {}, socket, Purpose.WRITE);
    }

    @AfterEach
    void closeAll() throws IOException {
        sockets.close();
        socket.close();
        peer.close();
    }

    private void watchBoth() throws IOException {
        sockets.add(socket, SelectionKey.OP_READ, reader);
        sockets.add(socket, SelectionKey.OP_WRITE, writer);
    }

    private void look() throws IOException {
        told.clear();
        sockets.select(Clock.system(), 0, told::add);
    }

    @Test
    @DisplayName("F44 somebody waits until the last one was taken back, and each is taken back once")
    void takenBack() throws IOException {
        assertNull(sockets.remove(socket, SelectionKey.OP_READ));
        assertFalse(sockets.areAwaited());
        watchBoth();
        assertSame(reader, sockets.remove(socket, SelectionKey.OP_READ));
        assertNull(sockets.remove(socket, SelectionKey.OP_READ));
        assertTrue(sockets.areAwaited());
        assertSame(writer, sockets.remove(socket, SelectionKey.OP_WRITE));
        assertNull(sockets.remove(socket, SelectionKey.OP_WRITE));
        assertFalse(sockets.areAwaited());
    }

    @Test
    @DisplayName("F45 a second reader and a second writer are refused, each by its own name")
    void refused() throws IOException {
        watchBoth();
        for (var operation : List.of(SelectionKey.OP_READ, SelectionKey.OP_WRITE)) {
            var no = assertThrows(IllegalStateException.class, () -> sockets.add(socket, operation, reader));
            var what = operation == SelectionKey.OP_READ ? "read from" : "write to";
            assertTrue(no.getMessage().startsWith("another task is already waiting to " + what), no.getMessage());
        }
        sockets.remove(socket, SelectionKey.OP_READ);
        sockets.remove(socket, SelectionKey.OP_WRITE);
        assertFalse(sockets.areAwaited());
    }

    @Test
    @DisplayName("F46 who waits for a closed socket is told once, and then nobody waits")
    void closed() throws IOException {
        watchBoth();
        socket.close();
        look();
        assertEquals(Set.of(reader, writer), Set.copyOf(told));
        assertFalse(sockets.areAwaited());
        assertTrue(sockets.isEmpty());
        look();
        assertEquals(List.of(), told);
    }

    @Test
    @DisplayName("F46 a closed socket takes along its own waiters only")
    void oneOfTwoClosed() throws IOException {
        peer.configureBlocking(false);
        var other = new SocketHandle(() -> {}, peer, Purpose.READ);
        sockets.add(peer, SelectionKey.OP_READ, other);
        sockets.add(socket, SelectionKey.OP_WRITE, writer);
        socket.close();
        look();
        assertTrue(told.contains(writer));
        assertTrue(sockets.areAwaited());
        assertFalse(sockets.isEmpty());
        assertSame(other, sockets.remove(peer, SelectionKey.OP_READ));
        assertFalse(sockets.areAwaited());
    }
}
