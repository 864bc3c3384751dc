package concurrency.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.download.Strategy;
import concurrency.trace.Activity;
import concurrency.trace.Outcome;
import concurrency.trace.Span;
import concurrency.trace.Trace;
import java.awt.GraphicsEnvironment;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimelineTest {
    private static final long MS = 1_000_000;

    /**
     * Each worker waits 20 ms and works 1 ms for each of its pages; one in a hundred pages fails if {@code failing}.
     */
    private static Trace downloads(String name, String worker, int workers, int pagesOfEach, boolean failing) {
        var spans = new ArrayList<Span>();
        for (var page = 0; page < workers * pagesOfEach; page++) {
            var who = worker + (page % workers + 1);
            var start = page / workers * 21 * MS;
            var failed = failing && page % 100 == 57;
            spans.add(new Span(
                    "page " + page,
                    who,
                    Activity.WAITING,
                    start,
                    start + 20 * MS,
                    failed ? Outcome.FAILED : Outcome.OK));
            spans.add(new Span("page " + page, who, Activity.WORKING, start + 20 * MS, start + 21 * MS, Outcome.OK));
        }
        return new Trace(name, Map.of(), spans, List.of());
    }

    private static Trace of(String name, Span... spans) {
        return new Trace(name, Map.of(), List.of(spans), List.of());
    }

    private static Span span(String worker, Activity activity, long startMs, long endMs, Outcome outcome) {
        return new Span("a span", worker, activity, startMs * MS, endMs * MS, outcome);
    }

    @Test
    void isDrawnWithoutAScreen() {
        assertTrue(GraphicsEnvironment.isHeadless());
        Seen.good(Timeline.of(downloads("synchronous", "main-", 1, 160, false)));
    }

    @Test
    void saysLanesSpansTimeAndShares() {
        var picture = Timeline.of(downloads("synchronous", "main-", 1, 160, false));
        assertEquals("Timeline of synchronous: 1 lane, 3.36 s in all; 95 % waiting, 5 % working.", picture.sentence());
        assertTrue(Seen.says(picture, "3.36 s"));
        assertTrue(Seen.says(picture, "main-1"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 12, 31, 32, 33, 34, 160})
    void everyLaneIsDrawnOrCounted(int workers) {
        var picture = Seen.good(Timeline.of(downloads("threading", "ForkJoinPool-1-worker-", workers, 2, false)));
        var drawn = picture.labels().stream()
                .filter(label -> label.text().startsWith("ForkJoinPool-1-worker-"))
                .count();
        var more = "+ " + (workers - drawn) + " more lanes";
        assertEquals(workers > 33 ? 32 : workers, drawn);
        assertEquals(workers > 33, Seen.says(picture, more));
        assertEquals(workers > 33, picture.sentence().contains(more));
    }

    @Test
    void aFailureInALaneThatIsNotDrawnIsStillSaid() {
        var picture = Seen.good(Timeline.of(downloads("asyncio", "task-", 100, 1, true)));
        assertTrue(Seen.says(picture, "+ 68 more lanes (1 failed)"));
        assertTrue(picture.sentence().contains("1 failed"), picture.sentence());
    }

    @Test
    void longNamesKeepTheirEnd() {
        var long1 = "a-pool-of-workers-with-a-very-long-name-in-process-4242-worker-1";
        var long2 = "a-pool-of-workers-with-a-very-long-name-in-process-4242-worker-2";
        var picture = Seen.good(Timeline.of(of(
                "threading",
                span(long1, Activity.WORKING, 0, 5, Outcome.OK),
                span(long2, Activity.WAITING, 0, 7, Outcome.OK),
                span("\n", Activity.WAITING, 0, 7, Outcome.OK))));
        assertTrue(picture.labels().stream()
                .anyMatch(label ->
                        label.text().startsWith("a-pool") && label.text().endsWith("worker-2")));
    }

    @ParameterizedTest
    @EnumSource(Strategy.class)
    void waitingIsPalerThanWorkingWithoutColour(Strategy strategy) {
        var picture = Seen.good(Timeline.of(of(
                strategy.label(),
                span("one", Activity.WAITING, 0, 50, Outcome.OK),
                span("two", Activity.WORKING, 0, 50, Outcome.OK))));
        var waiting = Seen.box(picture, "one").getCenterY();
        var working = Seen.box(picture, "two").getCenterY();
        assertTrue(Seen.grey(picture, 200, waiting - 8, 200, 16) > Seen.grey(picture, 200, working - 8, 200, 16) + 0.2);
        assertTrue(Seen.pixels(picture, Look.colour(strategy)) > 1000);
    }

    @Test
    void theKeyExplainsWhatOccursAndNothingElse() {
        var all = Seen.good(Timeline.of(of(
                "multiprocessing",
                span("one", Activity.STARTING, 0, 50, Outcome.OK),
                span("one", Activity.READY, 50, 60, Outcome.OK),
                span("one", Activity.WORKING, 60, 70, Outcome.FAILED),
                span("two", Activity.WAITING, 0, 20, Outcome.CANCELLED))));
        for (var name : List.of("starting", "ready", "working", "waiting", "failed", "cancelled")) {
            assertTrue(all.labels().stream().anyMatch(label -> label.text().equals(name)), name);
        }
        var one = Seen.good(Timeline.of(of("multiprocessing", span("one", Activity.WORKING, 0, 50, Outcome.OK))));
        assertTrue(one.labels().stream().anyMatch(label -> label.text().equals("working")));
        assertFalse(one.labels().stream().anyMatch(label -> label.text().equals("waiting")));
    }

    @Test
    void aFailureIsMarkedEvenWhereItIsNarrow() {
        var good = Timeline.of(downloads("synchronous", "main-", 1, 160, false));
        var bad = Seen.good(Timeline.of(downloads("synchronous", "main-", 1, 160, true)));
        assertEquals(0, Seen.pixels(good, Look.FAILURE));
        assertTrue(Seen.pixels(bad, Look.FAILURE) > 300);
        assertTrue(bad.sentence().contains("2 failed"), bad.sentence());
    }

    @Test
    @DisplayName("time between two spans is idle, has a line and a name, and is counted")
    void idle() {
        var picture = Seen.good(Timeline.of(of(
                "threading",
                span("one", Activity.WORKING, 0, 10, Outcome.OK),
                span("one", Activity.WORKING, 50, 60, Outcome.OK),
                span("two", Activity.WAITING, 30, 60, Outcome.OK))));
        assertEquals(
                "Timeline of threading: 2 lanes, 60.0 ms in all; 45 % idle, 33 % waiting, 22 % working.",
                picture.sentence());
        var start = Seen.box(picture, "one").getMaxX() + 10;
        var end = Seen.box(picture, "60.0 ms").getX() - 5;
        var middle = start + (end - start) * 0.37; // at 22 ms, where no grid line is, one is idle, and two is not there
        var one = Seen.box(picture, "one").getCenterY();
        var two = Seen.box(picture, "two").getCenterY();
        assertTrue(Seen.grey(picture, middle, one - 2, 20, 4) < 0.9, "a line");
        assertEquals(1, Seen.grey(picture, middle, one - 12, 20, 8), 1e-9);
        assertEquals(1, Seen.grey(picture, middle, two - 12, 20, 24), 1e-9);
        assertTrue(Seen.says(picture, "idle"));
    }

    @Test
    @DisplayName("of a page in three parts that fails, one failure is counted")
    void partsOfAFailure() {
        var picture = Seen.good(Timeline.of(of(
                "synchronous",
                span("main", Activity.WORKING, 0, 5, Outcome.FAILED),
                span("main", Activity.WAITING, 5, 30, Outcome.FAILED),
                span("main", Activity.WORKING, 30, 31, Outcome.FAILED),
                span("main", Activity.WAITING, 40, 60, Outcome.FAILED))));
        assertTrue(picture.sentence().contains(" 2 failed"), picture.sentence());
    }

    @ParameterizedTest
    @ValueSource(ints = {160, 500, 1600})
    @DisplayName("however narrow its spans, a lane is as solid as there was work in it")
    void workIsNotOverstated(int pages) {
        var picture = Seen.good(Timeline.of(downloads("synchronous", "main-", 1, pages, false)));
        assertTrue(Seen.says(picture, "merged: height is share"));
        var lane = Seen.box(picture, "main-1");
        var start = lane.getMaxX() + 10;
        var end = picture.labels().stream()
                        .filter(label -> label.text().endsWith(" s"))
                        .findFirst()
                        .orElseThrow()
                        .box()
                        .getX()
                - 5;
        var solid = IntStream.range((int) (2 * start), (int) (2 * end))
                .mapToLong(x -> IntStream.range((int) (2 * lane.getCenterY() - 36), (int) (2 * lane.getCenterY() + 36))
                        .filter(y -> picture.getRGB(x, y)
                                == Look.colour("synchronous").getRGB())
                        .count())
                .sum();
        assertEquals(1.0 / 21, solid / (2 * (end - start) * 70.4), 0.012);
    }

    @Test
    void tracesShareOneAxis() {
        var fast = downloads("threading", "pool-1-thread-", 5, 32, false);
        var picture = Seen.good(Timeline.of(
                downloads("synchronous", "main-", 1, 160, false), fast, downloads("asyncio", "task-", 160, 1, false)));
        var end = Seen.box(picture, "3.36 s").getX();
        var start = Seen.box(picture, "main-1").getMaxX() + 15; // 10 px before the axis and 5 px before the text
        assertEquals(0.672 / 3.36, (Seen.box(picture, "0.672 s").getX() - start) / (end - start), 0.02);
        assertTrue(picture.sentence().contains("Timeline of threading: 5 lanes, 0.672 s in all"), picture.sentence());
    }

    @Test
    void theSameTraceGivesTheSamePixels() {
        var trace = downloads("virtual threads", "virtual-", 40, 4, true);
        assertArrayEquals(Seen.pixels(Timeline.of(trace)), Seen.pixels(Timeline.of(trace)));
    }

    @Test
    void aTraceOfNoLengthAndNoNameIsStillDrawn() {
        var picture = Seen.good(Timeline.of(of("", span("", Activity.WAITING, 0, 0, Outcome.OK))));
        assertEquals("Timeline of a run: 1 lane, 0 s in all.", picture.sentence());
    }

    @Test
    void tenThousandSpansAreDrawn() {
        var spans = IntStream.range(0, 10_000)
                .mapToObj(i -> span("loop", Activity.values()[i % 4], i, i + 1, Outcome.OK))
                .toArray(Span[]::new);
        assertTrue(Seen.good(Timeline.of(of("asyncio", spans))).sentence().contains("1 lane, 10.0 s"));
    }

    @Test
    void nothingToDrawIsRefused() {
        var empty = assertThrows(IllegalArgumentException.class, () -> Timeline.of(of("threading")));
        assertEquals("the trace \"threading\" has no spans: record something in it first", empty.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Timeline.of(List.of()));
    }
}
