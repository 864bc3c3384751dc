package concurrency.chart;

import concurrency.trace.Activity;
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

    /**
     * A run whose workers share one thread, as the tasks of an event loop do, or a generator and what consumes it:
     * above, the thread's lane, complete; below, a lane for each of up to 16 workers, evenly chosen among all; and an
     * arrow from the thread's work down to the lane of the worker it is for.
     * {@snippet class="concurrency.chart.ExamplesTest" region="oneThread"}
     *
     * <p>The thread works while one of them is {@link Activity#WORKING}. While none is, its lane says idle, though the
     * loop itself, the compiler or the garbage collector may have had the time: only what was recorded is known. If
     * more than one of them work at once, then the trace is not that of one thread: the picture has a lane for what is
     * too much, and says so.
     *
     * @throws IllegalArgumentException if the trace has no spans
     */
    public static Picture onOneThread(Trace trace) {
        return onProcessors(trace, 1);
    }

    /**
     * As {@link #onOneThread}, for workers that share so many processors. The second processor's lane is in use while
     * two work at once: which processor it was, no trace knows.
     *
     * @param processors how many can work at once; one is one thread
     * @throws IllegalArgumentException if the trace has no spans, or there are fewer than 1 or more than 64 processors
     */
    public static Picture onProcessors(Trace trace, int processors) {
        Check.that(
                processors >= 1 && processors <= 64,
                processors,
                "a run on " + processors + " processors cannot be drawn: from 1 to 64 can");
        return new SharedRows(trace, processors).draw();
    }
}
