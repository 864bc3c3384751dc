package concurrency.download;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long a {@link Session} waits and how much it reads. Every one of them has an end: OkHttp by itself sets none to a
 * whole call, and none to the size of an answer.
 *
 * @param connect for the connection to be made
 * @param read between two bytes
 * @param call for everything from the first step to the last byte
 * @param bytes of an answer's content, counted after decompression
 */
public record Limits(Duration connect, Duration read, Duration call, long bytes) implements Serializable {
    /** What a session uses if nothing else is said: 5 s, 10 s, 30 s and 32 MiB. */
    public static final Limits DEFAULT =
            new Limits(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30), 32L << 20);

    /** @throws IllegalArgumentException if a duration or the size is not above zero */
    public Limits {
        if (!connect.isPositive() || !read.isPositive() || !call.isPositive() || bytes <= 0) {
            throw new IllegalArgumentException("every limit must be above zero: connect " + connect + ", read " + read
                    + ", call " + call + ", bytes " + bytes);
        }
    }

    /** These limits with another time for the connection. */
    public Limits connect(Duration connect) {
        return new Limits(connect, read, call, bytes);
    }

    /** These limits with another time between two bytes. */
    public Limits read(Duration read) {
        return new Limits(connect, read, call, bytes);
    }

    /** These limits with another time for the whole call. */
    public Limits call(Duration call) {
        return new Limits(connect, read, call, bytes);
    }

    /** These limits with another size, in bytes. */
    public Limits bytes(long bytes) {
        return new Limits(connect, read, call, bytes);
    }
}
