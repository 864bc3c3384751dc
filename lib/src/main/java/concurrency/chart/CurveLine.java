package concurrency.chart;

import java.awt.Color;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * One line of a curve chart, in the units in which its points were given.
 *
 * @param label what grows
 * @param colour its strategy's, or a neutral one
 * @param ideal whether it is what could be at best, rather than measured
 * @param xs from the smallest to the largest
 * @param ys as many as {@code xs}
 */
record CurveLine(String label, Color colour, boolean ideal, double[] xs, double[] ys) {

    static CurveLine of(String label, Color colour, boolean ideal, double[] xs, double[] ys) {
        Check.said("the label of a line", label);
        Check.that(
                xs.length == ys.length && xs.length > 0,
                xs,
                "the line " + label + " has " + Numbers.count(xs.length, "x value") + " and "
                        + Numbers.count(ys.length, "y value")
                        + ": it needs as many of one as of the other, and at least one");
        for (var i = 0; i < xs.length; i++) {
            Check.measured("x value " + (i + 1) + " of " + label, xs[i]);
            Check.measured("y value " + (i + 1) + " of " + label, ys[i]);
            Check.that(
                    i == 0 || xs[i] > xs[i - 1],
                    xs,
                    "the x values of " + label + " have to grow, and after "
                            + xs[Math.max(0, i - 1)]
                            + " comes " + xs[i]);
        }
        return new CurveLine(label.strip(), colour, ideal, xs.clone(), ys.clone());
    }

    double lastX() {
        return xs[xs.length - 1];
    }

    double lastY() {
        return ys[ys.length - 1];
    }

    /**
     * {@code synchronous 0.862 s at 40, 1.71 s at 80 pages}: all points of a short line, the ends and the middle of a
     * long one.
     */
    String sentence(String xUnit, Unit y) {
        return (ideal ? "the ideal, " : "") + label + ", "
                + IntStream.range(0, xs.length)
                        .filter(i -> xs.length <= 6 || i == 0 || i == xs.length / 2 || i == xs.length - 1)
                        .mapToObj(i -> y.three(ys[i]) + " at " + Numbers.brief(xs[i]))
                        .collect(Collectors.joining(", "))
                + " " + xUnit;
    }
}
