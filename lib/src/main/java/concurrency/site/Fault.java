package concurrency.site;

import java.time.Duration;

/**
 * Something that goes wrong with one answer, after the latency. A fault is chosen request by request, see
 * {@link SimulatedWebBuilder#fault}. Each says what a client sees; what a good client makes of it is for the client's
 * tests.
 */
public sealed interface Fault {

    /**
     * An error, well said: the client reads this status and one line of text. The connection lives on.
     *
     * @param code from 400 to 599
     */
    record Status(int code) implements Fault {
        public Status {
            check(
                    code >= 400 && code <= 599,
                    "status " + code + " is no error: give one from 400 to 599, for example 503");
        }
    }

    /**
     * A 302 that leads elsewhere; to the request's own URL, it leads round in circles. The connection lives on.
     *
     * @param location where to, in visible ASCII
     */
    record Redirect(String location) implements Fault {
        public Redirect {
            check(
                    location.matches("[!-~]+"),
                    "a redirect needs a URL without spaces and line ends, for example http://www.jython.org");
        }
    }

    /**
     * The connection is torn down: the client reads this many bytes and then fails with {@code Connection reset}.
     *
     * @param byteOfResponse bytes that are still sent, counted from the status line; 0 sends none; a number beyond the
     *     response's end sends all of it first
     */
    record ResetAt(long byteOfResponse) implements Fault {
        public ResetAt {
            check(byteOfResponse >= 0, "cannot reset at byte " + byteOfResponse + ": give a number of bytes from 0 up");
        }
    }

    /**
     * The body ends early: the client is promised the whole length, reads this much of it, and then the end of the
     * stream.
     *
     * @param bodyByte bytes of the body that are still sent; a number beyond its end cuts nothing
     */
    record TruncateAt(long bodyByte) implements Fault {
        public TruncateAt {
            check(bodyByte >= 0, "cannot truncate at byte " + bodyByte + ": give a number of bytes from 0 up");
        }
    }

    /**
     * The whole response, drop by drop. The client is never without news for longer than {@code every}, so a timeout on
     * reads alone does not help it. The connection lives on, if the client does.
     *
     * @param bytes how many at a time
     * @param every the pause between two of them
     */
    record Trickle(int bytes, Duration every) implements Fault {
        public Trickle {
            check(bytes > 0, "cannot trickle " + bytes + " bytes at a time: give at least 1");
            check(
                    !every.isNegative(),
                    "cannot wait for " + every.toMillis() + " ms between two drops: give a duration from 0 up");
        }
    }

    /**
     * Silence: the client reads this many bytes, and then nothing, neither byte nor end, until it gives up or the
     * server closes.
     *
     * @param byteOfResponse bytes that are still sent, counted from the status line; 0 sends none
     */
    record StallAt(long byteOfResponse) implements Fault {
        public StallAt {
            check(byteOfResponse >= 0, "cannot stall at byte " + byteOfResponse + ": give a number of bytes from 0 up");
        }
    }

    /**
     * Exactly these bytes, and then the end of the stream: a status line that is none, a chunk size that is no number,
     * a last chunk that is missing, headers without end, or nothing at all.
     *
     * @param response the bytes, one a character (ISO 8859-1)
     */
    record Raw(String response) implements Fault {
        public Raw {
            check(
                    response.chars().allMatch(character -> character <= 0xFF),
                    "a raw response is made of bytes: use only characters up to \\u00FF, one for each byte");
        }
    }

    /** A body in chunks that never ends, as fast as the client reads: the client must know when it has had enough. */
    record Endless() implements Fault {}

    /**
     * A small body that unpacks into a large one: zeros, packed by gzip to about a thousandth. Made while it is sent,
     * so it costs the server no memory.
     *
     * @param bytes the size when unpacked
     */
    record GzipBomb(long bytes) implements Fault {
        public GzipBomb {
            check(bytes >= 0, "a gzip bomb of " + bytes + " bytes cannot be: give a number of bytes from 0 up");
        }
    }

    private static void check(boolean right, String sentence) {
        if (!right) {
            throw new IllegalArgumentException(sentence);
        }
    }
}
