package concurrency.download;

import concurrency.asyncio.Asyncio;
import concurrency.asyncio.EventLoop;
import concurrency.asyncio.Future;
import concurrency.site.Web;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/**
 * Reads pages for the coroutines of an event loop: {@link #get} returns at once, with a future of the loop. It is what
 * {@code aiohttp.ClientSession} is in Python, and like it is shared by all coroutines.
 *
 * <p>Python's reads its sockets on the loop's own thread. OkHttp, beneath this one, cannot: its asynchronous calls run
 * on threads of its dispatcher, here virtual ones, and tell the loop when they are done, by
 * {@link EventLoop#callSoonThreadsafe}. The coroutines notice nothing of it: all of them run on the loop's thread.
 */
public final class ClientSession implements AutoCloseable {
    private final ExecutorService threads;
    private final OkHttpClient client;
    private final Limits limits;

    /** A session with {@link Limits#DEFAULT}. */
    public ClientSession(Web web) {
        this(web, Limits.DEFAULT);
    }

    /** A session with limits of one's own. */
    public ClientSession(Web web, Limits limits) {
        this.limits = limits;
        this.threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("client-", 1).factory());
        this.client = Session.client(web, limits).dispatcher(unbounded(threads)).build();
    }

    /** OkHttp's own dispatcher would let 5 calls to a host run at once and have the others wait, without a word. */
    private static Dispatcher unbounded(ExecutorService threads) {
        var dispatcher = new Dispatcher(threads);
        dispatcher.setMaxRequests(Integer.MAX_VALUE);
        dispatcher.setMaxRequestsPerHost(Integer.MAX_VALUE);
        return dispatcher;
    }

    /**
     * Asks for a page. To be called on a loop's thread, while the loop runs; cancelling the future cancels the call.
     *
     * @return the page when it has been read whole, whatever its status; a {@link DownloadException} if it cannot be
     *     read
     */
    public Future<Page> get(String url) {
        return get(url, new CallProgress(System::nanoTime), answer -> {
            try (var response = answer.open()) {
                return new Page(url, response.status(), response.content());
            }
        });
    }

    /** What is made of an answer, on a thread of the dispatcher. */
    interface Reader<T> {
        T read(Answer answer) throws Exception;
    }

    <T> Future<T> get(String url, CallProgress progress, Reader<T> reader) {
        var loop = Asyncio.runningLoop();
        var future = loop.<T>createFuture();
        Call call;
        try {
            call = Session.call(client, url, progress);
        } catch (IOException malformed) {
            complete(loop, future, reader, () -> {
                throw malformed;
            });
            return future;
        }
        future.addDoneCallback(done -> {
            if (done.cancelled()) {
                call.cancel();
            }
        });
        call.enqueue(new Callback() {
            @Override
            public void onResponse(Call answered, okhttp3.Response response) {
                complete(loop, future, reader, () -> new Response(url, answered, response, limits.bytes(), progress));
            }

            @Override
            public void onFailure(Call failed, IOException failure) {
                complete(loop, future, reader, () -> {
                    throw progress.explain(failure);
                });
            }
        });
        return future;
    }

    private static <T> void complete(EventLoop loop, Future<T> future, Reader<T> reader, Answer answer) {
        Runnable tell;
        try {
            var result = reader.read(answer);
            tell = () -> future.setResult(result);
        } catch (Throwable failure) { // an error too, or whoever waits would wait for ever
            tell = () -> future.setException(failure);
        }
        var telling = tell;
        try {
            loop.callSoonThreadsafe(() -> {
                if (!future.done()) {
                    telling.run();
                }
            });
        } catch (IllegalStateException closed) {
            // The loop has ended, so nobody waits any more.
        }
    }

    /**
     * Cancels what is under way, waits for its threads to end, and closes every connection. A second call does nothing.
     */
    @Override
    public void close() {
        client.dispatcher().cancelAll();
        threads.close();
        client.connectionPool().evictAll();
    }
}
