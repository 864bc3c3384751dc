package concurrency.download;

import concurrency.site.Web;
import concurrency.trace.WaitListener;
import java.io.IOException;
import java.net.MalformedURLException;
import java.util.List;
import okhttp3.Call;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;

/**
 * Reads pages and keeps its connections open for the next ones, as {@code requests.Session} does in Python.
 * {@snippet class="concurrency.download.ExamplesTest" region="session"}
 *
 * <p>Unlike Python's it may be used by many threads at once: the client beneath it is made for that. Interrupting a
 * thread that waits in {@link #get} or in {@link Response#content()} ends the call at once.
 */
public final class Session implements Client, AutoCloseable {
    /** Hears of the waits of the thread that reads. */
    private static final ScopedValue<WaitListener> LISTENER = ScopedValue.newInstance();

    private final OkHttpClient client;
    private final Limits limits;

    /** A session with {@link Limits#DEFAULT}. */
    public Session(Web web) {
        this(web, Limits.DEFAULT);
    }

    /**
     * A session with limits of one's own.
     *
     * @param web the simulated sites, or the real network
     */
    public Session(Web web, Limits limits) {
        this.limits = limits;
        this.client = client(web)
                .socketFactory(
                        new SocketMaker(() -> InterruptibleSocket.open(() -> LISTENER.orElse(WaitListener.NONE))))
                .connectTimeout(limits.connect())
                .readTimeout(limits.read())
                .writeTimeout(limits.read())
                .callTimeout(limits.call())
                .build();
    }

    /** What the clients beneath both kinds of session have in common. */
    static OkHttpClient.Builder client(Web web) {
        var builder = new OkHttpClient.Builder()
                .fastFallback(false); // which would connect on a thread of the system, also for a virtual one
        web.proxy()
                .ifPresent(simulated -> builder.proxy(simulated) // whatever proxy the machine is set to
                        .connectionSpecs(List.of(
                                ConnectionSpec.CLEARTEXT))); // no HTTPS there, and to get ready for it takes long
        return builder;
    }

    /**
     * Asks for a page and waits for the head of the answer; the rest is read by {@link Response#content()}.
     *
     * @return the answer, whatever its status; close it
     * @throws MalformedURLException if the URL cannot be one; the message says how to write it
     * @throws java.io.InterruptedIOException if the thread was interrupted, which then still is, or a limit was reached
     * @throws IOException if there is no answer
     */
    public Response get(String url) throws IOException {
        return get(url, new Attempt("", url, System::nanoTime, this));
    }

    private Response get(String url, Attempt attempt) throws IOException {
        return Response.to(call(client, parsed(url), attempt), url, limits.bytes(), attempt);
    }

    @Override
    public <T> T read(String url, Attempt attempt, Reading<T> reading) throws IOException {
        return ScopedValue.where(LISTENER, attempt.waits()).<T, IOException>call(() -> {
            try (var response = get(url, attempt)) {
                return reading.of(response);
            }
        });
    }

    static HttpUrl parsed(String url) throws MalformedURLException {
        var parsed = HttpUrl.parse(url);
        if (parsed == null) {
            throw new MalformedURLException("\"" + url + "\" is not a URL: write it as http://host/path");
        }
        return parsed;
    }

    /** A call that has not begun, and whose steps will be told to that. */
    static Call call(OkHttpClient client, HttpUrl url, Attempt attempt) {
        var call = client.newCall(new Request.Builder().url(url).build());
        call.addEventListener(attempt);
        return call;
    }

    @Override
    public boolean onLoop() {
        return false;
    }

    /** Closes every connection. Calls that are still under way fail. A second call does nothing. */
    @Override
    public void close() {
        client.dispatcher().cancelAll();
        client.dispatcher().executorService().shutdown();
        client.connectionPool().evictAll();
    }
}
