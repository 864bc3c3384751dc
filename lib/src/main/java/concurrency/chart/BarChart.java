package concurrency.chart;

import concurrency.download.Report;
import concurrency.download.Strategy;
import concurrency.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Measured values beside each other, and each beside its ideal and the reader's guess: predict, run, compare.
 * {@snippet class="concurrency.chart.ExamplesTest" region="bars"}
 *
 * <p>Values are drawn from 0 on one linear axis. Where all are below 1 s the picture counts in ms, µs or ns. The bar of
 * a run is stacked as its timeline is: solid is work, hatched is waiting. A bar of which only the value is known is
 * pale, with an edge: nothing says that it was work.
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
     * name of an activity, for example {@code waiting}, looks as that does in a timeline.
     *
     * @throws IllegalArgumentException if the value is negative, infinite or not a number, or the label says nothing
     */
    public BarChart bar(String label, double value) {
        bars.add(Bar.of(label, value));
        return this;
    }

    /**
     * Adds how long a run took, in its strategy's colour, with the shares of what its workers did on average.
     *
     * @throws IllegalArgumentException if this chart's unit is not s, ms, µs or ns
     */
    public BarChart bar(Report report) {
        return bar(report.trace(), report.nanos());
    }

    /**
     * As {@link #bar(Report)}, from the start of a trace to the end of its last span, under the trace's name.
     *
     * @throws IllegalArgumentException if this chart's unit is not s, ms, µs or ns, or the trace has no name
     */
    public BarChart bar(Trace trace) {
        return bar(trace, trace.duration().toNanos());
    }

    private BarChart bar(Trace trace, long nanos) {
        bars.add(Bar.of(trace.name(), Unit.ofTime(unit, nanos), Shares.of(trace)));
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
