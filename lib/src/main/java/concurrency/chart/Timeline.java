package concurrency.chart;

import concurrency.trace.Trace;
import java.util.Arrays;
import java.util.List;

/**
 * Who did what when: one lane a worker, one bar a span, time from left to right since the start of the trace.
 * {@snippet class="concurrency.chart.ExamplesTest" region="timeline"}
 *
 * <p>Working is solid in the strategy's colour, which the trace's name decides; waiting is pale and hatched; a span
 * that failed has a red frame and a cross. Where spans of one worker overlap, the one that works lies on top.
 *
 * <p>A picture has 32 lanes, shared among its traces, each at least 4: the first by their start. How many more there
 * are, and how many of their spans failed or were cancelled, is written below them and said in the sentence.
 */
public final class Timeline {
    /** Lanes in one picture: more would be thinner than their names. */
    static final int LANES = 32;

    private static final int LANES_OF_A_TRACE = 4;

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
        var lanes = Math.max(LANES_OF_A_TRACE, LANES / traces.size());
        var groups = traces.stream().map(trace -> LaneGroup.of(trace, lanes)).toList();
        return new TimelineRows(groups).draw();
    }
}
