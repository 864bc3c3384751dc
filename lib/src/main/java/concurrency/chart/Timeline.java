package concurrency.chart;

import concurrency.trace.Trace;
import java.util.Arrays;
import java.util.List;

/**
 * Who did what when: one lane a worker, one bar a span, time from left to right since the start of the trace.
 * {@snippet class="concurrency.chart.ExamplesTest" region="timeline"}
 *
 * <p>Working is solid in the strategy's colour, which the trace's name decides; waiting is pale and hatched; ready, in
 * line for the thread, is dotted; what failed has a red frame and a cross. Where spans of one worker overlap, the one
 * that works lies on top. A thin line is idle time, between two spans of a worker; left of its first and right of its
 * last span a worker is not there. The shares that are said are of the time that the workers were there, idle time
 * included, and add to 100 %.
 *
 * <p>Spans that are too narrow to be drawn are drawn together, and the height of each activity is its share of their
 * time.
 *
 * <p>A picture of one trace has up to 32 lanes, one of several up to 6 for each: the first in the order of their names.
 * How many more there are, and how much in them failed or was cancelled, is written below them and said in the
 * sentence.
 */
public final class Timeline {
    /** Lanes in one picture: more would be thinner than their names. */
    static final int LANES = 32;

    /** Where several runs are compared, one with many lanes must not push the others apart. */
    private static final int LANES_OF_ONE_OF_SEVERAL = 6;

    private Timeline() {}

    /**
     * The timelines of these traces, in this order, on one time axis.
     *
     * @throws IllegalArgumentException if there is no trace, or one has no spans
     */
    public static Picture of(Trace... traces) {
        return of(Arrays.asList(traces));
    }

    /**
     * The timelines of these traces, in this order, on one time axis.
     *
     * @throws IllegalArgumentException if there is no trace, or one has no spans
     */
    public static Picture of(List<Trace> traces) {
        Check.that(!traces.isEmpty(), traces, "a timeline needs a trace, and there is none");
        var lanes = traces.size() == 1 ? LANES : LANES_OF_ONE_OF_SEVERAL;
        var groups = traces.stream().map(trace -> LaneGroup.of(trace, lanes)).toList();
        return new TimelineRows(groups).draw();
    }
}
