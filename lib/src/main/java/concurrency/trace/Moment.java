package concurrency.trace;

/** Moments and times of a loop's clock as people read them. */
public final class Moment {
    private Moment() {}

    /** {@code 0.5 s}, to a tenth of a millisecond; {@code ∞ s} for {@link Long#MAX_VALUE}, which never comes. */
    public static String seconds(long nanos) {
        return nanos == Long.MAX_VALUE ? "∞ s" : Math.round(nanos / 1e5) / 1e4 + " s";
    }
}
