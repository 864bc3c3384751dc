package concurrency.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;

/**
 * One axis of a plot: from which to which value, and at which values there is a grid line with a label. There is no
 * line without a label, so that each says what it is.
 *
 * @param range the values at its ends
 * @param log whether equal ratios are equal distances
 * @param ticks where the grid lines are, from the smallest value
 */
record Axis(Range range, boolean log, List<Double> ticks) {

    /**
     * An axis from 0 or from a small value on.
     *
     * @param length in nominal px
     * @param spacing least distance of two grid lines in nominal px
     * @param whole whether all values are whole numbers, between which there is nothing to mark
     */
    static Axis linear(Range range, double length, double spacing, boolean whole) {
        var step = step((range.most() - range.least()) * spacing / length);
        var ticks = ticks(range, whole ? Math.max(1, step) : step);
        return new Axis(range, false, ticks);
    }

    /** An axis with a grid line at each of 1, 2 and 5, or fewer over many decades. */
    static Axis log(Range range) {
        var ticks = new ArrayList<Double>();
        for (Predicate<Integer> digits : List.<Predicate<Integer>>of(range::isLabelled, _ -> true)) {
            if (ticks.size() < 2) {
                ticks.clear();
                range.digits(digits).forEach(ticks::add);
            }
        }
        return new Axis(range, true, ticks.size() < 2 ? ticks(range, step((range.most() - range.least()) / 6)) : ticks);
    }

    /** The least of 1, 2, 5, 10, 20 … and of 0.5, 0.2, 0.1 … that is not below. */
    private static double step(double least) {
        var decade = Math.pow(10, Math.floor(Math.log10(least)));
        return DoubleStream.of(1, 2, 5, 10)
                .map(digit -> digit * decade)
                .filter(step -> step >= least * (1 - 1e-9))
                .findFirst()
                .orElse(10 * decade);
    }

    private static List<Double> ticks(Range range, double step) {
        var ticks = new ArrayList<Double>();
        for (var i = Math.round(Math.ceil(Math.max(0, range.least()) / step - 1e-9)); i * step <= range.most(); i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    String label(double tick) {
        return log ? range.logLabel(tick) : Numbers.brief(tick);
    }

    /** The width of the widest label in nominal px. */
    double labelWidth() {
        return ticks.stream()
                .mapToDouble(tick -> Type.width(Look.SMALL, label(tick)))
                .max()
                .orElse(0);
    }
}
