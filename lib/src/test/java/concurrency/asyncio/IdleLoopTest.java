package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.sleep;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.trace.Recorder;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a loop costs that has nothing to do but to wait, on the real clock. */
@BothWays
@Timeout(60)
class IdleLoopTest extends BothWays.Tests {
    private static final long WAIT_NS = TimeUnit.SECONDS.toNanos(1);

    @Test
    @DisplayName("F47 a loop that waits for sockets and a far timer uses less than a hundredth of a processor")
    void idle() throws Exception {
        var threads = ManagementFactory.getThreadMXBean();
        var recorder = new Recorder();
        try (var loop = new EventLoop(recorder);
                var server = ServerSocketChannel.open();
                var client = SocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            client.configureBlocking(false);
            server.configureBlocking(false);
            loop.callLater(3_600, () -> {});
            loop.run(async(() -> {
                var accepting = createTask(loop.sockAccept(server));
                await(loop.sockConnect(client, server.getLocalAddress()));
                try (var accepted = await(accepting)) {
                    var waiting = List.of(
                            createTask(loop.sockAccept(server)),
                            createTask(loop.sockRecv(client, 1)),
                            createTask(loop.sockRecv(accepted, 1)));
                    await(sleep(0.1)); // by then all of it is loaded and has run once
                    var turns = turns(recorder);
                    var used = new long[2];
                    loop.callSoon(() -> used[0] = threads.getCurrentThreadCpuTime()); // on the loop's own thread
                    await(sleep(WAIT_NS / 1e9));
                    loop.callSoon(() -> used[1] = threads.getCurrentThreadCpuTime());
                    await(sleep(0));
                    await(sleep(0));
                    var percent = 100.0 * (used[1] - used[0]) / WAIT_NS;
                    assertTrue(used[0] > 0 && percent < 1, percent + " % of a processor");
                    assertTrue(turns(recorder) - turns < 10, "it woke up " + (turns(recorder) - turns) + " times");
                    waiting.forEach(Task::cancel);
                }
            }));
        }
    }

    private static int turns(Recorder recorder) {
        return recorder.trace("t").events().getLast().turn();
    }
}
