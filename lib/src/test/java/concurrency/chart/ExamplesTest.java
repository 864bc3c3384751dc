package concurrency.chart;

import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.asyncio.Asyncio;
import concurrency.asyncio.EventLoop;
import concurrency.download.Strategy;
import concurrency.trace.Activity;
import concurrency.trace.Outcome;
import concurrency.trace.Recorder;
import concurrency.trace.Span;
import concurrency.trace.Trace;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples of this package's Javadoc, which shows the regions. */
class ExamplesTest {
    @Test
    void bars() {
        // @start region=bars
        var picture = BarChart.of("Time to download 160 pages", "s")
                .bar(Strategy.SYNCHRONOUS, 3.41)
                .ideal(3.2)
                .guess(5.0)
                .bar(run("threading")) // stacked: what its workers did
                .draw();
        // @end
        assertSays(picture, "3.41");
        assertSays(picture, "threading");
    }

    @Test
    void curves() {
        double[] pages = {10, 20, 40};
        double[] seconds = {0.21, 0.43, 0.9};
        double[] ideals = {0.2, 0.4, 0.8};
        // @start region=curves
        var picture = CurveChart.of("Time against number of pages", "pages", "s")
                .line(Strategy.SYNCHRONOUS, pages, seconds)
                .ideal("number of pages × latency", pages, ideals)
                .draw();
        // @end
        assertSays(picture, "Time against number of pages");
    }

    @Test
    void aLoopTurnByTurn() throws Exception {
        var trace = recorded();
        // @start region=loop
        var beginning = LoopChart.of(trace); // the first 12 turns
        var rest = LoopChart.of(trace, 2); // 12 turns from the second on
        // @end
        assertSays(beginning, "turn");
        assertSays(rest, "turn");
    }

    @Test
    void aSequence() throws Exception {
        var trace = recorded();
        // @start region=sequence
        var all = SequenceDiagram.of(trace); // the whole run
        var part = SequenceDiagram.of(trace, 1, 10); // what happened from event 1 to event 10
        // @end
        assertSays(all, "arrow");
        assertSays(part, "arrow");
    }

    @Test
    void aTimeline() {
        var synchronous = run("synchronous");
        var threading = run("threading");
        // @start region=timeline
        var one = Timeline.of(synchronous);
        var two = Timeline.of(synchronous, threading); // one under the other, on one time axis
        // @end
        assertSays(one, "synchronous");
        assertSays(two, "threading");
    }

    @Test
    void aTimelineOfOneThread() {
        var trace = run("asyncio");
        // @start region=oneThread
        var loop = Timeline.onOneThread(trace);
        var pool = Timeline.onProcessors(trace, Runtime.getRuntime().availableProcessors());
        // @end
        assertSays(loop, "on one thread");
        assertSays(pool, "asyncio");
    }

    private static Trace run(String name) {
        var span = new Span("a page", "worker", Activity.WAITING, 0, 20_000_000, Outcome.OK);
        return new Trace(name, Map.of(), List.of(span), List.of());
    }

    private static Trace recorded() throws Exception {
        var recorder = new Recorder();
        try (var loop = new EventLoop(recorder)) {
            loop.run(Asyncio.async(() -> Asyncio.await(Asyncio.sleep(0.001))));
        }
        return recorder.trace("one sleep");
    }

    private static void assertSays(Picture picture, String text) {
        assertTrue(picture.toString().contains(text), picture.toString());
    }
}
