package concurrency.chart;

/**
 * The unit in which a picture shows its values: one for all of them, so that they can be compared by eye.
 *
 * @param name as written after a number; may be empty
 * @param factor how many of it are one of the unit in which the values were given
 */
record Unit(String name, double factor) {
    /** Nobody can read the numbers on an axis beyond this range, and rounding shifts its grid. */
    private static final double SMALLEST_AXIS = 1e-6;

    private static final double LARGEST_AXIS = 1e15;

    /**
     * Seconds become ms, µs or ns where the largest value is below 1 s, 1 ms, 1 µs; every other unit stays as it is.
     *
     * @throws IllegalArgumentException if the largest value is too small or too large for an axis
     */
    static Unit of(String given, double largest) {
        var unit = best(given, largest);
        drawable(unit.of(largest), unit.name());
        return unit;
    }

    /**
     * A time of that many ns, in a unit.
     *
     * @throws IllegalArgumentException if that is not a unit of time
     */
    static double ofTime(String unit, long nanos) {
        return switch (unit) {
            case "s" -> nanos / 1e9;
            case "ms" -> nanos / 1e6;
            case "µs" -> nanos / 1e3;
            case "ns" -> nanos;
            default ->
                throw new IllegalArgumentException(
                        "the chart's unit is \"" + unit + "\", and a run takes time: make it s, ms, µs or ns");
        };
    }

    /** Refuses an axis that cannot be drawn. */
    static void drawable(double largest, String unit) {
        Check.that(
                largest == 0 || largest >= SMALLEST_AXIS && largest <= LARGEST_AXIS,
                largest,
                "the largest value is " + largest + " " + unit + ", and an axis ends between " + SMALLEST_AXIS + " and "
                        + LARGEST_AXIS + ": choose another unit");
    }

    private static Unit best(String given, double largest) {
        if (!given.equals("s") || largest >= 1 || largest <= 0) {
            return new Unit(given, 1);
        }
        return largest >= 1e-3 ? new Unit("ms", 1e3) : largest >= 1e-6 ? new Unit("µs", 1e6) : new Unit("ns", 1e9);
    }

    /** What is drawn for this value. */
    double of(double value) {
        return value * factor;
    }

    /** A measured value, three digits. */
    String three(double value) {
        return with(Numbers.three(of(value)));
    }

    /** A value that somebody chose, as short as it can be. */
    String brief(double value) {
        return with(Numbers.brief(of(value)));
    }

    /** The unit in full, for an axis. */
    String longName() {
        return switch (name) {
            case "s" -> "seconds";
            case "ms" -> "milliseconds";
            case "µs" -> "microseconds";
            case "ns" -> "nanoseconds";
            default -> name;
        };
    }

    private String with(String number) {
        return name.isEmpty() ? number : number + " " + name;
    }
}
