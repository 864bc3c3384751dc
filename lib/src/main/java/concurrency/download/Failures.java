package concurrency.download;

import concurrency.download.Failure.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** What the client's exceptions mean. */
final class Failures {
    private Failures() {}

    /**
     * The failure that an exception of the client stands for.
     *
     * @param connecting whether there was no connection yet
     * @param cancelled whether somebody had cancelled the call
     */
    static Failure of(Exception thrown, boolean connecting, boolean cancelled) {
        var message = thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
        return new Failure(kind(thrown, message, connecting, cancelled), message);
    }

    private static Kind kind(Exception thrown, String message, boolean connecting, boolean cancelled) {
        return switch (thrown) {
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
            case IOException canceling when cancelled -> Kind.CANCELLED;
            case IOException full when message.contains("Too many open files") -> Kind.TOO_MANY_FILES;
            case SocketException reset -> Kind.RESET;
            case IOException reset
            when message.contains("Connection reset") || message.contains("Broken pipe") -> Kind.RESET;
            case IOException other -> Kind.OTHER;
            default -> Kind.NOT_HTTP; // a header that the client cannot even represent
        };
    }
}
