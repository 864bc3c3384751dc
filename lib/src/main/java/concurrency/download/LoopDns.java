package concurrency.download;

import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.wrapFuture;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
        var found = new CompletableFuture<List<InetAddress>>();
        Thread.ofVirtual().name("look up " + host).start(() -> {
            try {
                found.complete(blocking.lookup(host));
            } catch (Throwable failed) { // an error too, or the coroutine would wait for ever
                found.completeExceptionally(failed);
            }
        });
        try {
            return await(wrapFuture(found));
        } catch (UnknownHostException | RuntimeException failed) { // a CancellationException among them
            throw failed;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
