package concurrency.download;

import concurrency.download.Failure.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLException;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;

/**
 * How far one call has come: when its request was sent and when the head of the answer was there, and so where it was
 * when it failed. The client reports its steps on the thread that makes the call.
 */
final class CallProgress extends EventListener {
    private final LongSupplier clock;
    private boolean connecting;
    private boolean canceled;
    private long sent;
    private long answered;
    private int retries;

    /** @param clock what times are read from, in ns */
    CallProgress(LongSupplier clock) {
        this.clock = clock;
    }

    /** When the request had been sent, in ns, or 0 if it was not. */
    long sent() {
        return sent;
    }

    /** When the head of the answer had been read, in ns, or 0 if it was not. */
    long answered() {
        return answered;
    }

    /** How often the client tried again by itself because a kept connection turned out to be dead. */
    int retries() {
        return retries;
    }

    @Override
    public void connectStart(Call call, InetSocketAddress address, Proxy proxy) {
        connecting = true;
    }

    @Override
    public void connectEnd(Call call, InetSocketAddress address, Proxy proxy, Protocol protocol) {
        connecting = false;
    }

    @Override
    public void requestHeadersEnd(Call call, Request request) {
        sent = clock.getAsLong();
        answered = 0; // after a redirect or a retry the last request counts
    }

    @Override
    public void responseHeadersEnd(Call call, Response response) {
        answered = clock.getAsLong();
    }

    @Override
    public void retryDecision(Call call, IOException exception, boolean retry) {
        if (retry) {
            retries++;
        }
    }

    @Override
    public void canceled(Call call) {
        canceled = true;
    }

    /**
     * The same failure in the words of this package: an {@link InterruptedIOException} if the thread was interrupted, a
     * {@link DownloadException} otherwise.
     */
    IOException explain(Exception failure) {
        if (Thread.currentThread().isInterrupted()) {
            var interrupted = new InterruptedIOException("the download was interrupted");
            interrupted.initCause(failure);
            return interrupted;
        }
        var message = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return new DownloadException(new Failure(kind(failure, message), message), failure);
    }

    private Kind kind(Exception failure, String message) {
        return switch (failure) {
            case SocketTimeoutException timeout -> connecting ? Kind.CONNECT_TIMEOUT : Kind.READ_TIMEOUT;
            case InterruptedIOException timeout -> Kind.CALL_TIMEOUT;
            case UnknownHostException unknown -> Kind.UNKNOWN_HOST;
            case ConnectException refused -> Kind.REFUSED;
            case SSLException tls -> Kind.TLS;
            case ProtocolException redirects
            when message.startsWith("Too many follow-up requests") -> Kind.TOO_MANY_REDIRECTS;
            case ProtocolException truncated when message.equals("unexpected end of stream") -> Kind.TRUNCATED;
            case ProtocolException notHttp -> Kind.NOT_HTTP;
            case EOFException truncated -> Kind.TRUNCATED;
            case IOException truncated when truncated.getCause() instanceof EOFException -> Kind.TRUNCATED;
            case IOException canceling when canceled -> Kind.CANCELLED;
            case IOException full when message.contains("Too many open files") -> Kind.TOO_MANY_FILES;
            case SocketException reset -> Kind.RESET;
            case IOException reset
            when message.contains("Connection reset") || message.contains("Broken pipe") -> Kind.RESET;
            case IOException other -> Kind.OTHER;
            default -> Kind.NOT_HTTP; // a header that the client cannot even represent
        };
    }
}
