package concurrency.asyncio;

import java.time.Duration;

/** Delays as asyncio gives them, in seconds, and as the clock needs them, in nanoseconds. */
final class Seconds {
    static final double NANOS = 1e9;

    /** Nearly three centuries; what is longer is for ever. */
    private static final double LONGEST = 9e9;

    private Seconds() {}

    /**
     * As ns, rounded up; 0 for a negative delay, {@link Clock#FOREVER} for one of {@value #LONGEST} s or more.
     *
     * @throws IllegalArgumentException for what is not a number
     */
    static long toNanos(double seconds) {
        if (Double.isNaN(seconds)) {
            throw new IllegalArgumentException("Invalid delay: NaN (not a number)");
        }
        if (seconds >= LONGEST) {
            return Clock.FOREVER;
        }
        return (long) Math.ceil(Math.clamp(seconds, 0, LONGEST) * NANOS - 1e-3);
    }

    /** The time so many seconds after {@code now}, in ns; {@link Clock#FOREVER} where the clock does not reach it. */
    static long after(long now, double delay) {
        var nanos = toNanos(delay);
        return nanos >= Clock.FOREVER - now ? Clock.FOREVER : now + nanos;
    }

    /** As seconds; infinity for {@link Clock#FOREVER}. */
    static double of(long nanos) {
        return nanos == Clock.FOREVER ? Double.POSITIVE_INFINITY : nanos / NANOS;
    }

    static double of(Duration time) {
        return time.toSeconds() + time.getNano() / NANOS;
    }
}
