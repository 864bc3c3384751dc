package concurrency.download;

import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.runningLoop;

import concurrency.asyncio.EventLoop;
import concurrency.asyncio.Future;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;

/**
 * Looks up the addresses of hosts for coroutines. The system can do that only by keeping a thread waiting, so a virtual
 * thread waits, and the coroutine awaits it; asyncio does the same.
 */
final class LoopDns implements Dns {
    private final Dns blocking;

    LoopDns(Dns blocking) {
        this.blocking = blocking;
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        var loop = runningLoop();
        Future<List<InetAddress>> found = loop.createFuture();
        Thread.ofVirtual().name("look up " + host).start(() -> {
            try {
                var addresses = blocking.lookup(host);
                tell(loop, found, () -> found.setResult(addresses));
            } catch (UnknownHostException | RuntimeException failed) {
                tell(loop, found, () -> found.setException(failed));
            }
        });
        try {
            return await(found);
        } catch (UnknownHostException | RuntimeException failed) { // a CancellationException among them
            throw failed;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void tell(EventLoop loop, Future<?> found, Runnable telling) {
        try {
            loop.callSoonThreadsafe(() -> {
                if (!found.done()) {
                    telling.run();
                }
            });
        } catch (IllegalStateException closed) {
            // The loop has ended, so nobody waits any more.
        }
    }
}
