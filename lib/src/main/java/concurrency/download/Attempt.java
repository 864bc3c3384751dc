package concurrency.download;

import concurrency.download.Failure.Kind;
import concurrency.download.Failures.Stage;
import concurrency.trace.WaitListener;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MalformedURLException;
import java.net.Proxy;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;
import java.util.zip.CRC32C;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Protocol;
import okhttp3.Request;

/**
 * One download under way: how far its call has come, and at its end the record of it. The client reports each step on
 * the thread, or in the coroutine, that makes the call.
 */
final class Attempt extends EventListener {
    /** OkHttp's own limit. */
    private static final int MOST_REDIRECTS = 20;

    private final String worker;
    private final String url;
    private final LongSupplier clock;
    private final Client client;
    private final Timekeeper time;
    private final long start;
    private Stage stage = Stage.ASKING;
    private volatile boolean cancelled; // perhaps by another thread
    private long sent; // 0 if it was not
    private long answered; // when the head of the answer was there; 0 if it was not
    private int retries;
    private int redirects;
    private int status;

    /**
     * @param clock what times are read from, in ns
     * @param client through which it will be downloaded
     */
    Attempt(String worker, String url, LongSupplier clock, Client client) {
        this.worker = worker;
        this.url = url;
        this.clock = clock;
        this.client = client;
        this.time = new Timekeeper(clock, client.onLoop());
        this.start = time.since();
    }

    /** Is to hear of each wait of its sockets. */
    WaitListener waits() {
        return time;
    }

    /**
     * Downloads. A failure is part of the result, never an exception.
     *
     * @throws InterruptedException if the thread was interrupted
     * @throws CancellationException if the task was cancelled
     */
    Download download() throws InterruptedException {
        try {
            return client.read(url, this, response -> {
                status = response.status();
                return response.ok() ? end(response.content(), null) : failed(Kind.STATUS, response.reason());
            });
        } catch (DownloadException failed) {
            return failed(failed.failure().kind(), failed.failure().message());
        } catch (MalformedURLException malformed) {
            return failed(Kind.MALFORMED_URL, malformed.getMessage());
        } catch (InterruptedIOException interrupted) {
            Thread.interrupted();
            throw new InterruptedException(interrupted.getMessage());
        } catch (IOException other) {
            return failed(Kind.OTHER, other.toString());
        } catch (CancellationException cancelled) {
            throw cancelled;
        } catch (RuntimeException | Error bug) {
            return failed(Kind.BUG, bug.toString());
        }
    }

    private Download failed(Kind kind, String message) {
        return end(new byte[0], new Failure(kind, message));
    }

    private Download end(byte[] content, Failure problem) {
        var checksum = new CRC32C();
        checksum.update(content);
        var parts = time.end();
        var end = time.since();
        return new Download(
                url,
                status,
                content.length,
                checksum.getValue(),
                retries,
                worker,
                start,
                Math.max(start, sent), // not sent: all of it was waiting for the connection
                answered == 0 ? end : answered,
                end,
                parts,
                problem);
    }

    /**
     * The same failure in the words of this package: an {@link InterruptedIOException} if the thread was interrupted, a
     * {@link DownloadException} otherwise.
     *
     * @throws CancellationException if it came of that
     */
    IOException explain(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CancellationException cancelled) {
                throw cancelled;
            }
        }
        if (Thread.currentThread().isInterrupted()) {
            var interrupted = new InterruptedIOException("the download was interrupted");
            interrupted.initCause(failure);
            return interrupted;
        }
        return new DownloadException(Failures.of(failure, cancelled ? Stage.CANCELLED : stage), failure);
    }

    // ---- what the client reports

    @Override
    public void dnsStart(Call call, String host) {
        time.suspended();
    }

    @Override
    public void dnsEnd(Call call, String host, List<InetAddress> addresses) {
        time.resumed();
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        stage = Stage.CONNECTING;
    }

    @Override
    public void connectEnd(Call call, InetSocketAddress address, Proxy proxy, Protocol protocol) {
        stage = Stage.ASKING;
    }

    @Override
    public void requestHeadersEnd(Call call, Request request) {
        sent = clock.getAsLong();
        answered = 0; // after a redirect or a retry the last request counts
        stage = Stage.ASKING;
    }

    @Override
    public void responseHeadersEnd(Call call, okhttp3.Response response) {
        answered = clock.getAsLong();
        stage = redirects < MOST_REDIRECTS ? Stage.READING : Stage.REDIRECTED;
    }

    /** All redirects have been followed, and the answer is the last. */
    void opened() {
        stage = Stage.READING;
    }

    @Override
    public void followUpDecision(Call call, okhttp3.Response response, Request next) {
        redirects += next == null ? 0 : 1;
    }

    @Override
    public void retryDecision(Call call, IOException exception, boolean retry) {
        if (retry) {
            retries++;
        }
    }

    @Override
    public void canceled(Call call) {
        cancelled = true;
    }
}
