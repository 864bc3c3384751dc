package concurrency.chart;

import concurrency.download.Strategy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How something measured grows with something chosen, beside how it would grow at best.
 * {@snippet class="concurrency.chart.ExamplesTest" region="curves"}
 *
 * <p>Both axes begin at 0 unless they are made logarithmic. Where all y values are below 1 s the picture counts in ms,
 * µs or ns.
 */
public final class CurveChart {
    private final String title;
    private final String xUnit;
    private final String yUnit;
    private final List<CurveLine> lines = new ArrayList<>();
    private boolean logX;
    private boolean logY;

    private CurveChart(String title, String xUnit, String yUnit) {
        this.title = title;
        this.xUnit = xUnit;
        this.yUnit = yUnit;
    }

    /**
     * A chart still without lines.
     *
     * @param title what grows with what; it begins the sentence
     * @param xUnit what the x values count, for example {@code pages}
     * @param yUnit the unit of the y values, for example {@code s}, or nothing for plain numbers
     */
    public static CurveChart of(String title, String xUnit, String yUnit) {
        return new CurveChart(
                Check.said("the title of the chart", title),
                Check.said("the unit of the x axis", xUnit).strip(),
                yUnit == null ? "" : yUnit.strip());
    }

    /** Adds what was measured with that strategy, in its colour. */
    public CurveChart line(Strategy strategy, double[] xs, double[] ys) {
        return line(strategy.label(), xs, ys);
    }

    /**
     * Adds what was measured under a label of one's own, in a colour that no strategy and no other line has, unless it
     * is the label of a strategy.
     *
     * @throws IllegalArgumentException if there are not as many x as y values, or none, if a value is negative,
     *     infinite or not a number, or if the x values do not grow
     */
    public CurveChart line(String label, double[] xs, double[] ys) {
        var others = lines.stream().map(CurveLine::colour).toList();
        return add(CurveLine.of(label, Look.colourBeside(label, others), false, xs, ys));
    }

    /** Adds a dashed line that says how it would be at best; refuses what {@link #line} refuses. */
    public CurveChart ideal(String label, double[] xs, double[] ys) {
        return add(CurveLine.of(label, Look.QUIET, true, xs, ys));
    }

    /** Makes equal ratios equal distances on the x axis, which then has no 0. */
    public CurveChart logX() {
        logX = true;
        return this;
    }

    /** Makes equal ratios equal distances on the y axis, which then has no 0. */
    public CurveChart logY() {
        logY = true;
        return this;
    }

    /**
     * The picture of the lines so far.
     *
     * @throws IllegalArgumentException if there is none, if one has a 0 on a logarithmic axis, or if the largest value
     *     is neither 0 nor between 1e-6 and 1e15 in the unit that the picture uses
     */
    public Picture draw() {
        Check.that(
                !lines.isEmpty(), lines, "the chart \"" + title + "\" has no lines: add one with line(label, xs, ys)");
        for (var line : lines) {
            Check.that(
                    !logX || line.xs()[0] > 0,
                    line,
                    line.label() + " has an x of 0, which a logarithmic axis cannot show");
            Check.that(
                    !logY || Arrays.stream(line.ys()).min().orElse(0) > 0,
                    line,
                    line.label() + " has a y of 0, which a logarithmic axis cannot show");
        }
        Unit.drawable(lines.stream().mapToDouble(CurveLine::lastX).max().orElse(0), xUnit);
        var unit = Unit.of(
                yUnit,
                lines.stream()
                        .flatMapToDouble(line -> Arrays.stream(line.ys()))
                        .max()
                        .orElse(0));
        var sentence = lines.stream()
                .map(line -> line.sentence(xUnit, unit) + againstIdeal(line))
                .collect(Collectors.joining("; ", title + ": ", "."));
        return new CurvePlot(lines, xUnit, unit, logX, logY).draw(title, sentence);
    }

    /** {@code , 1.07 times the ideal}, where there is an ideal that ends at the same x. */
    private String againstIdeal(CurveLine line) {
        return lines.stream()
                .filter(ideal -> ideal.ideal() && !line.ideal() && ideal.lastX() == line.lastX() && ideal.lastY() > 0)
                .findFirst()
                .map(ideal -> ", " + Numbers.three(line.lastY() / ideal.lastY()) + " times the ideal")
                .orElse("");
    }

    private CurveChart add(CurveLine line) {
        Check.that(
                lines.stream().noneMatch(other -> other.label().equals(line.label())),
                line,
                "there are two lines called " + line.label() + ": give each its own label");
        lines.add(line);
        return this;
    }
}
