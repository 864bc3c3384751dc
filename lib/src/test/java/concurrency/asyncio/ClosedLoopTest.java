package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.sleep;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What a loop that was closed still does: it answers questions, and refuses the rest. */
@BothWays
@SuppressWarnings("try") // closing early, and twice, is what some of these test
class ClosedLoopTest extends Loops {
    private final Future<Object> future = loop.createFuture();
    private final List<Coroutine<?>> coroutines = new ArrayList<>();
    private ServerSocketChannel server;
    private SocketChannel client;
    private SocketChannel peer;

    @BeforeEach
    void connect() throws IOException {
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        client = SocketChannel.open(server.getLocalAddress());
        peer = server.accept();
        for (SelectableChannel channel : List.of(server, client, peer)) {
            channel.configureBlocking(false);
        }
    }

    @AfterEach
    void closeAll() throws IOException {
        coroutines.forEach(Coroutine::close);
        server.close();
        client.close();
        peer.close();
    }

    private Coroutine<Void> coroutine() {
        var made = sleep(1);
        coroutines.add(made);
        return made;
    }

    /** By hand, since no task can. */
    private Executable driven(Coroutine<?> call) {
        coroutines.add(call);
        return () -> call.send(null);
    }

    private Map<String, Executable> refused() throws IOException {
        return Map.ofEntries(
                entry("callSoon(Runnable)", () -> loop.callSoon(() -> {})),
                entry("callLater(double, Runnable)", () -> loop.callLater(1, () -> {})),
                entry("callAt(double, Runnable)", () -> loop.callAt(1, () -> {})),
                entry("callSoonThreadsafe(Runnable)", () -> loop.callSoonThreadsafe(() -> {})),
                entry("createTask(Coroutine)", () -> loop.createTask(coroutine())),
                entry("createTask(Coroutine, String)", () -> loop.createTask(coroutine(), "name")),
                entry("ensureFuture(Awaitable)", () -> loop.ensureFuture(coroutine())),
                entry("runUntilComplete(Awaitable)", () -> loop.runUntilComplete(coroutine())),
                entry("run(Coroutine)", () -> loop.run(coroutine())),
                entry("runForever()", loop::runForever),
                entry("step()", loop::step),
                entry("addReader(SelectableChannel, Runnable)", () -> loop.addReader(client, () -> {})),
                entry("addWriter(SelectableChannel, Runnable)", () -> loop.addWriter(client, () -> {})),
                entry("sockRecv(SocketChannel, int)", driven(loop.sockRecv(client, 1))),
                entry("sockAccept(ServerSocketChannel)", driven(loop.sockAccept(server))),
                entry("sockSendAll(SocketChannel, byte[])", driven(loop.sockSendAll(client, new byte[20_000_000]))),
                entry(
                        "sockSendAll(SocketChannel, ByteBuffer)",
                        driven(loop.sockSendAll(client, ByteBuffer.allocate(20_000_000)))));
    }

    private Map<String, Executable> allowed() {
        return Map.ofEntries(
                entry("close()", loop::close),
                entry("stop()", loop::stop),
                entry("isClosed()", () -> assertTrue(loop.isClosed())),
                entry("isRunning()", () -> assertFalse(loop.isRunning())),
                entry("time()", () -> assertEquals(0, loop.time())),
                entry("allTasks()", () -> assertEquals(List.of(), loop.allTasks())),
                entry("setExceptionHandler(Consumer)", () -> loop.setExceptionHandler(null)),
                entry(
                        "createFuture()",
                        () -> assertSame(loop, loop.createFuture().loop())),
                entry("removeReader(SelectableChannel)", () -> assertFalse(loop.removeReader(client))),
                entry("removeWriter(SelectableChannel)", () -> assertFalse(loop.removeWriter(client))),
                // Makes a coroutine that has to wait only if the system does not connect at once; as addWriter then.
                entry(
                        "sockConnect(SocketChannel, SocketAddress)",
                        () -> coroutines.add(loop.sockConnect(client, peer.getLocalAddress()))));
    }

    @Test
    @DisplayName("F40 a closed loop refuses whatever would need it to run, and nothing else")
    void everyMethod() throws Throwable {
        var refused = refused();
        var allowed = allowed();
        loop.close();
        for (var call : refused.entrySet()) {
            var refusal = assertThrows(IllegalStateException.class, call.getValue(), call.getKey());
            assertEquals("Event loop is closed", refusal.getMessage(), call.getKey());
        }
        for (var call : allowed.values()) {
            call.execute();
        }
        var methods = Arrays.stream(EventLoop.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
                .map(ClosedLoopTest::signature)
                .collect(Collectors.toCollection(TreeSet::new));
        var tried = Stream.of(refused, allowed)
                .flatMap(calls -> calls.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(methods, tried, "each public method, and no other");
    }

    private static String signature(Method method) {
        return method.getName()
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    @Test
    @DisplayName("F40 what it refuses to run is closed, and not reported as never awaited")
    void refusedCoroutine() {
        loop.close();
        var coroutine = coroutine();
        assertThrows(IllegalStateException.class, () -> loop.runUntilComplete(coroutine));
        assertEquals(Generator.State.CLOSED, coroutine.state());
    }

    @Test
    @DisplayName("F40 it never calls what it had been given, and does not report closing as a trouble")
    void letsGo() {
        loop.callSoon(() -> seen.add("ready"));
        loop.callLater(0, () -> seen.add("timer"));
        loop.callSoonThreadsafe(() -> seen.add("from elsewhere"));
        loop.close();
        assertThrows(IllegalStateException.class, loop::step);
        assertEquals(0, loop.timerCount());
        assertEquals(List.of(), seen);
        assertEquals(List.of(), troubled.messages());
    }

    @Test
    @DisplayName("F40 closing it leaves sockets open, and closes its selector")
    void socketsStayOpen() throws IOException {
        loop.addReader(client, () -> {});
        assertTrue(client.isRegistered());
        loop.close();
        assertTrue(client.isOpen());
        assertFalse(client.isRegistered());
    }

    @Test
    @DisplayName("F40 closing it twice is closing it once")
    void twice() throws Exception {
        loop.createTask(async(() -> "never"), "left");
        loop.close();
        loop.close();
        assertEquals(List.of("Task was destroyed but it is pending!"), troubled.messages());
    }

    @Test
    @DisplayName("F40 a loop that runs cannot be closed, and goes on")
    void closeWhileRunning() throws Exception {
        assertEquals("goes on", run(() -> {
            var refused = assertThrows(IllegalStateException.class, loop::close);
            assertEquals("Cannot close a running event loop", refused.getMessage());
            assertFalse(loop.isClosed());
            return "goes on";
        }));
    }

    @Test
    @DisplayName("F40 a future of a closed loop can be asked")
    void futures() throws Exception {
        future.setResult("r");
        loop.close();
        assertEquals("r", future.result());
    }
}
