package concurrency.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

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

    /** Digits that have a label: 1, 2 and 5 on a short logarithmic axis, and 1 on a long one. */
    boolean isLabelled(int digit) {
        return digit == 1 || decades() <= 3 && (digit == 2 || digit == 5);
    }

    /** The values with one of those digits and else zeros that lie in this range, of each decade or every few. */
    List<Double> digits(Predicate<Integer> wanted) {
        var values = new ArrayList<Double>();
        var every = (int) Math.ceil(decades() / MANY_LABELS);
        for (var exponent = exponent(least); exponent <= exponent(most); exponent++) {
            for (var digit = 1; digit <= 9; digit++) {
                var value = digit * Math.pow(10, exponent);
                if (wanted.test(digit) && Math.floorMod(exponent, every) == 0 && value >= least && value <= most) {
                    values.add(value);
                }
            }
        }
        return values;
    }

    /** How a value with few digits is written on a logarithmic axis. */
    String logLabel(double value) {
        var exponent = exponent(value);
        var digit = Math.round(value / Math.pow(10, exponent));
        var isOneDigit = Math.abs(digit * Math.pow(10, exponent) / value - 1) < 1e-6;
        return exponent >= -3 && exponent <= 4 || !isOneDigit
                ? Numbers.brief(value)
                : (digit == 1 ? "" : digit + " × ") + "10" + raised(exponent);
    }

    private static int exponent(double value) {
        return (int) Math.floor(Math.log10(value) + 1e-9);
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
