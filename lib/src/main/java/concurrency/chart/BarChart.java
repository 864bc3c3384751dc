package concurrency.chart;

import concurrency.download.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Measured values beside each other, and each beside its ideal and the reader's guess: predict, run, compare.
 * {@snippet class="concurrency.chart.ExamplesTest" region="bars"}
 *
 * <p>Values are drawn from 0 on one linear axis. Where all are below 1 s the picture counts in ms, µs or ns.
 */
public final class BarChart {
    private final String title;
    private final String unit;
    private final List<Bar> bars = new ArrayList<>();

    private BarChart(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    /**
     * A chart still without bars.
     *
     * @param title what was measured; it begins the sentence
     * @param unit the unit of all values, for example {@code s}, or nothing for plain numbers
     */
    public static BarChart of(String title, String unit) {
        return new BarChart(Check.said("the title of the chart", title), unit == null ? "" : unit.strip());
    }

    /** Adds what was measured with that strategy, in its colour. */
    public BarChart bar(Strategy strategy, double value) {
        return bar(strategy.label(), value);
    }

    /**
     * Adds what was measured under a label of one's own, in a neutral colour unless it is the label of a strategy; the
     * name of an activity, for example {@code waiting}, gets the hatch that it has in a timeline.
     *
     * @throws IllegalArgumentException if the value is negative, infinite or not a number, or the label says nothing
     */
    public BarChart bar(String label, double value) {
        Check.said("the label of a bar", label);
        bars.add(new Bar(
                label.strip(),
                Look.colour(label),
                Check.measured(label, value),
                OptionalDouble.empty(),
                OptionalDouble.empty()));
        return this;
    }

    /**
     * Marks on the bar added last what it would be at best.
     *
     * @throws IllegalArgumentException if there is no bar yet, or the ideal is not a finite number above 0
     */
    public BarChart ideal(double best) {
        bars.add(last("an ideal").ideal(best));
        return this;
    }

    /**
     * Draws below the bar added last, as a dashed outline, what the reader expected before the run.
     *
     * @throws IllegalArgumentException if there is no bar yet, or the guess is negative, infinite or not a number
     */
    public BarChart guess(double expected) {
        bars.add(last("a guess").guess(expected));
        return this;
    }

    /**
     * The picture of the bars so far.
     *
     * @throws IllegalArgumentException if there is none, or if the largest value is neither 0 nor between 1e-6 and 1e15
     *     in the unit that the picture uses
     */
    public Picture draw() {
        Check.that(!bars.isEmpty(), bars, "the chart \"" + title + "\" has no bars: add one with bar(label, value)");
        var shown = Unit.of(unit, bars.stream().mapToDouble(Bar::largest).max().orElse(0));
        var sentence =
                bars.stream().map(bar -> bar.sentence(shown)).collect(Collectors.joining("; ", title + ": ", "."));
        return new BarRows(bars, shown).draw(title, sentence);
    }

    /** Takes the last bar out, to be put back with more said about it. */
    private Bar last(String addition) {
        Check.that(
                !bars.isEmpty(),
                bars,
                addition + " belongs to the bar before it, and there is none: call bar(label, value) first");
        return bars.removeLast();
    }
}
