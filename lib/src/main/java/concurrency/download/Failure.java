package concurrency.download;

import java.io.Serializable;
import java.util.Objects;

/**
 * Why a page was not downloaded.
 *
 * @param kind which of the things that can go wrong it was
 * @param message what happened, in words
 */
public record Failure(Kind kind, String message) implements Serializable {

    public Failure {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(message, "message");
    }

    /** What can go wrong, roughly in the order of a download's steps. */
    public enum Kind {
        /** The URL cannot be one. */
        MALFORMED_URL("malformed URL"),
        /** The host's name has no address. */
        UNKNOWN_HOST("unknown host"),
        /** Nothing listens there. */
        REFUSED("connection refused"),
        /** {@link Limits#connect()} was reached. */
        CONNECT_TIMEOUT("connect timeout"),
        /** The other side could not prove who it is. */
        TLS("TLS"),
        /** {@link Limits#read()} was reached. */
        READ_TIMEOUT("read timeout"),
        /** {@link Limits#call()} was reached. */
        CALL_TIMEOUT("call timeout"),
        /** This process has as many files and connections open as the system allows it. */
        TOO_MANY_FILES("too many open files"),
        /** The other side broke the connection off. */
        RESET("connection reset"),
        /** The answer ended before its end. */
        TRUNCATED("truncated"),
        /** The answer is not HTTP. */
        NOT_HTTP("not HTTP"),
        /** {@link Limits#bytes()} was reached. */
        TOO_LARGE("too large"),
        /** One redirect led to the next, without end. */
        TOO_MANY_REDIRECTS("too many redirects"),
        /** The answer came, and its status says that it is not the page. */
        STATUS("status"),
        /** Somebody cancelled the download. */
        CANCELLED("cancelled"),
        /** The process that was downloading has ended. */
        WORKER_DIED("worker died"),
        /** An error in the code that downloads, not in the network. */
        BUG("error in the code"),
        /** Some other failure of the network. */
        OTHER("other");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** The name as reports show it. */
        public String label() {
            return label;
        }
    }

    @Override
    public String toString() {
        return kind.label + ": " + message;
    }
}
