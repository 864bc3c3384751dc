package concurrency.chart;

/**
 * What an axis shows.
 *
 * @param least the value at its beginning
 * @param most the value at its end
 */
record Range(double least, double most) {
    private static final String RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final double MANY_LABELS = 8;

    /** The values and that share of room at both ends; a linear axis begins with 0, less half the room. */
    static Range around(double least, double most, boolean log, double room) {
        if (log) {
            var factor = most == least ? 2 : Math.pow(most / least, room);
            return new Range(least / factor, most * factor);
        }
        var top = most == 0 ? 1 : most;
        return new Range(-top * room / 2, top * (1 + room));
    }

    /** Whether a logarithmic axis is too long for a grid line at each of 1, 2, 3 … 9. */
    boolean wide() {
        return decades() > 3;
    }

    /**
     * The label of a tick on a logarithmic axis: of XChart's 1, 2, 3 … 9 too many to read, so the others get a space.
     */
    String logLabel(double value) {
        var exponent = (int) Math.floor(Math.log10(value) + 1e-9);
        var digit = Math.round(value / Math.pow(10, exponent));
        var every = (int) Math.ceil(decades() / MANY_LABELS);
        if (digit != 1 && (wide() || digit != 2 && digit != 5) || Math.floorMod(exponent, every) != 0) {
            return " ";
        }
        return exponent >= -3 && exponent <= 4
                ? Numbers.brief(value)
                : (digit == 1 ? "" : digit + " × ") + "10" + raised(exponent);
    }

    private double decades() {
        return Math.log10(most / least);
    }

    private static String raised(int exponent) {
        var digits = new StringBuilder(exponent < 0 ? "⁻" : "");
        String.valueOf(Math.abs(exponent)).chars().forEach(digit -> digits.append(RAISED.charAt(digit - '0')));
        return digits.toString();
    }
}
