package concurrency.asyncio;

/** Delays as asyncio gives them, in seconds, and as the clock needs them, in nanoseconds. */
final class Seconds {
    static final double NANOS = 1e9;

    /** Three centuries: long enough to be for ever, short enough to be added to a clock. */
    private static final double LONGEST = 9e9;

    private Seconds() {}

    /**
     * As ns, rounded up; 0 for a negative delay.
     *
     * @throws IllegalArgumentException for what is not a number
     */
    static long toNanos(double seconds) {
        if (Double.isNaN(seconds)) {
            throw new IllegalArgumentException("Invalid delay: NaN (not a number)");
        }
        return (long) Math.ceil(Math.clamp(seconds, 0, LONGEST) * NANOS - 1e-3);
    }
}
