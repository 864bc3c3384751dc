package concurrency.download;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.sleep;
import static concurrency.asyncio.Asyncio.timeout;

import concurrency.asyncio.Awaitable;
import concurrency.asyncio.Coroutine;
import concurrency.download.Failure.Kind;
import concurrency.site.Web;
import concurrency.trace.WaitListener;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * Reads pages for the coroutines of an event loop, which all share it: {@code aiohttp.ClientSession}. While a coroutine
 * waits for its page the others run, all on the loop's one thread; the session has no thread of its own. (To look up a
 * host's name takes a thread of the system for a moment, as it does in Python.)
 * {@snippet class="concurrency.download.ExamplesTest" region="client-session"}
 *
 * <p>OkHttp, beneath it, knows nothing of coroutines. It is given {@link concurrency.asyncio.CoroutineSockets}, calls
 * their methods as those of any socket, and by that awaits the loop.
 */
public final class ClientSession implements Client, AutoCloseable {
    private final Limits limits;
    private final Connector connector;
    private final Turnstile turnstile = new Turnstile();
    private final Set<Call> calls = ConcurrentHashMap.newKeySet(); // under way
    private volatile boolean closed;

    /** A session with {@link Limits#DEFAULT}. */
    public ClientSession(Web web) {
        this(web, Limits.DEFAULT);
    }

    /** A session with limits of one's own. */
    public ClientSession(Web web, Limits limits) {
        this(web, limits, Dns.SYSTEM);
    }

    /** With another source of addresses, which may keep its thread waiting. */
    ClientSession(Web web, Limits limits, Dns dns) {
        this.limits = limits;
        this.connector = new Connector(client(web, limits, new LoopDns(dns)), limits.read());
    }

    /** With a loop that keeps the time: OkHttp would have a thread watch the clock. */
    private static OkHttpClient client(Web web, Limits limits, Dns dns) {
        return Session.client(web)
                .dns(dns)
                .protocols(List.of(Protocol.HTTP_1_1)) // for HTTP/2 each connection would have a thread that reads
                .connectTimeout(limits.connect()) // which OkHttp hands on to the socket
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .build();
    }

    /**
     * Asks for a page; nothing is sent before this is awaited or made a task. Cancelling the task that awaits it closes
     * the connection.
     *
     * @return gives the page when it has been read whole, whatever its status; fails with a {@link DownloadException}
     *     if it cannot be read, and with an {@link IllegalStateException} if the session is closed
     */
    public Coroutine<Page> get(String url) {
        return async(() -> read(
                url,
                new Attempt("", url, System::nanoTime, this),
                response -> new Page(url, response.status(), response.content())));
    }

    /** As {@link Client} says, in the coroutine that calls. */
    @Override
    public <T> T read(String url, Attempt attempt, Reading<T> reading) throws IOException {
        var parsed = Session.parsed(url);
        standInLine(attempt.waits());
        var lane = connector.take(parsed, attempt.waits());
        var call = Session.call(lane.client(), parsed, attempt);
        calls.add(call);
        try {
            if (closed) {
                throw new IllegalStateException("Session is closed");
            }
            return timeout(limits.call().toNanos() / 1e9).run(() -> {
                try (var response = Response.to(call, url, limits.bytes(), attempt)) {
                    var result = reading.of(response);
                    response.giveUpRest();
                    return result;
                }
            });
        } catch (TimeoutException over) {
            throw new DownloadException(new Failure(Kind.CALL_TIMEOUT, "timeout"), over);
        } catch (InterruptedIOException interrupted) {
            throw afterInterrupt(interrupted);
        } catch (IOException | RuntimeException failed) {
            throw failed;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            calls.remove(call);
            connector.give(parsed, lane);
        }
    }

    private void standInLine(WaitListener listener) throws IOException {
        var turn = turnstile.enter();
        if (!turn.done()) {
            listener.suspended();
            listener.ready(); // it could go on at any moment
            try {
                awaited(turn);
            } finally {
                listener.resumed();
            }
        }
    }

    /**
     * The loop's thread was interrupted, and OkHttp was the first to see it. In its next turn the loop does, and
     * cancels what it runs: most likely the task that is here.
     */
    private static IOException afterInterrupt(InterruptedIOException interrupted) throws IOException {
        awaited(sleep(0));
        return new DownloadException(new Failure(Kind.CANCELLED, interrupted.getMessage()), interrupted);
    }

    private static void awaited(Awaitable<Void> awaitable) throws IOException {
        try {
            await(awaitable);
        } catch (IOException | RuntimeException failed) {
            throw failed;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public boolean onLoop() {
        return true;
    }

    /** How many calls have begun and not ended. */
    int underWay() {
        return calls.size();
    }

    /**
     * Closes every connection, also from another thread. Calls that are under way fail with
     * {@link Failure.Kind#CANCELLED}. A second call does nothing.
     */
    @Override
    public void close() {
        closed = true;
        calls.forEach(Call::cancel);
        connector.close();
    }
}
