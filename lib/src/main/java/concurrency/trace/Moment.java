package concurrency.trace;

/** Moments and times of a loop's clock as people read them. */
public final class Moment {
    private Moment() {}

    /** {@code 0.5 s}, to a tenth of a millisecond. */
    public static String seconds(long nanos) {
        return Math.round(nanos / 1e5) / 1e4 + " s";
    }
}
