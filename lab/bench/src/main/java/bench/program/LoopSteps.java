package bench.program;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.gather;
import static concurrency.asyncio.Asyncio.sleep;

import concurrency.asyncio.Coroutine;
import concurrency.asyncio.EventLoop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What an event loop does all day: a callback after the other, a task after the other, a message after the other. */
@State(Scope.Thread)
public class LoopSteps {
    private static final int CALLBACKS = 10_000;
    private static final int SWITCHES = 10_000;
    private static final int MESSAGES = 1_000;
    private static final int MESSAGE_BYTES = 64;

    private final EventLoop loop = new EventLoop();
    private int left;

    /** Closes the loop. */
    @TearDown
    public void close() {
        loop.close();
    }

    /** A callback that adds itself again, until it has been called so often. */
    @Benchmark
    @OperationsPerInvocation(CALLBACKS)
    public void callSoon() throws InterruptedException {
        left = CALLBACKS;
        loop.callSoon(this::callback);
        loop.runForever();
    }

    private void callback() {
        if (--left > 0) {
            loop.callSoon(this::callback);
        } else {
            loop.stop();
        }
    }

    /** Two tasks that let each other go first. */
    @Benchmark
    @OperationsPerInvocation(SWITCHES)
    public Object taskSwitch() throws Exception {
        return loop.runUntilComplete(async(() -> await(gather(createTask(yielding()), createTask(yielding())))));
    }

    private static Coroutine<Void> yielding() {
        return async(() -> {
            for (int i = 0; i < SWITCHES / 2; i++) {
                await(sleep(0));
            }
        });
    }

    /** Two tasks on one loop: one sends 64 bytes over a socket, the other sends them back. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public Object echo() throws Exception {
        return loop.runUntilComplete(async(() -> {
            try (var listener = ServerSocketChannel.open()) {
                listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .configureBlocking(false);
                var server = createTask(server(listener));
                try (var client = SocketChannel.open()) {
                    client.configureBlocking(false);
                    await(loop.sockConnect(client, listener.getLocalAddress()));
                    var message = new byte[MESSAGE_BYTES];
                    for (int i = 0; i < MESSAGES; i++) {
                        await(loop.sockSendAll(client, message));
                        receive(client);
                    }
                }
                return await(server);
            }
        }));
    }

    private void receive(SocketChannel client) throws Exception {
        for (int received = 0; received < MESSAGE_BYTES; ) {
            var bytes = await(loop.sockRecv(client, MESSAGE_BYTES)).length;
            if (bytes == 0) {
                throw new IOException("the server has hung up");
            }
            received += bytes;
        }
    }

    private Coroutine<Integer> server(ServerSocketChannel listener) {
        return async(() -> {
            var messages = 0;
            try (var connection = await(loop.sockAccept(listener))) {
                for (var bytes = await(loop.sockRecv(connection, MESSAGE_BYTES));
                        bytes.length > 0;
                        bytes = await(loop.sockRecv(connection, MESSAGE_BYTES))) {
                    await(loop.sockSendAll(connection, bytes));
                    messages++;
                }
            }
            return messages;
        });
    }
}
