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

/**
 * What the client's exceptions mean. OkHttp uses one type for several failures; how far the call had come tells them
 * apart.
 */
final class Failures {
    private Failures() {}

    /** How far a call had come when it failed. */
    enum Stage {
        /** It had no connection yet. */
        CONNECTING,
        /** It had a connection, and waited for an answer. */
        ASKING,
        /** It was reading the body. */
        READING,
        /** It had been sent from one place to the next as often as it goes. */
        REDIRECTED,
        /** Somebody had cancelled it. */
        CANCELLED
    }

    /** The failure that an exception of the client stands for. */
    static Failure of(Exception thrown, Stage stage) {
        var message = thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage();
        return new Failure(kind(thrown, message, stage), message);
    }

    private static Kind kind(Exception thrown, String message, Stage stage) {
        return switch (thrown) {
            case SocketTimeoutException timeout -> stage == Stage.CONNECTING ? Kind.CONNECT_TIMEOUT : Kind.READ_TIMEOUT;
            case InterruptedIOException timeout -> Kind.CALL_TIMEOUT;
            case UnknownHostException unknown -> Kind.UNKNOWN_HOST;
            case ConnectException refused -> Kind.REFUSED;
            case SSLException tls -> Kind.TLS;
            case ProtocolException redirects when stage == Stage.REDIRECTED -> Kind.TOO_MANY_REDIRECTS;
            // Of this one nothing but its text tells whether the body ended too early or is no HTTP.
            case ProtocolException truncated
            when stage == Stage.READING && message.equals("unexpected end of stream") -> Kind.TRUNCATED;
            case ProtocolException notHttp -> Kind.NOT_HTTP;
            case EOFException truncated -> Kind.TRUNCATED;
            case IOException truncated when truncated.getCause() instanceof EOFException -> Kind.TRUNCATED;
            case IOException cancelled when stage == Stage.CANCELLED -> Kind.CANCELLED;
            case SocketMaker.NoneLeftException full -> Kind.TOO_MANY_FILES;
            case SocketException reset -> Kind.RESET;
            case IOException other -> Kind.OTHER;
            default -> Kind.NOT_HTTP; // a header that the client cannot even represent
        };
    }
}
