package concurrency.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.trace.Activity;
import concurrency.trace.Outcome;
import concurrency.trace.Span;
import concurrency.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Timeline: one thread above those that share it")
class OneThreadTest {
    private static final long MS = 1_000_000;

    /** Tasks that take turns: each works 1 ms, waits while all others do, and works 1 ms again. */
    static Trace takingTurns(int tasks) {
        var spans = new ArrayList<Span>();
        for (var task = 0; task < tasks; task++) {
            var name = "task-" + (task + 1);
            var first = task * MS;
            var second = (task + 2L * tasks) * MS;
            spans.add(new Span("in line", name, Activity.READY, 0, first, Outcome.OK));
            spans.add(new Span("step", name, Activity.WORKING, first, first + MS, Outcome.OK));
            spans.add(new Span("answer", name, Activity.WAITING, first + MS, second, Outcome.OK));
            spans.add(new Span("step", name, Activity.WORKING, second, second + MS, Outcome.OK));
        }
        spans.sort(Comparator.comparingLong(Span::start));
        return new Trace("asyncio", Map.of(), spans, List.of());
    }

    @Test
    @DisplayName("the thread's lane has the work of all tasks, and what is left is idle")
    void theThread() {
        var picture = Seen.good(Timeline.onOneThread(takingTurns(12)));
        assertEquals(
                "Timeline of asyncio on one thread, 36.0 ms in all; "
                        + "the thread: 67 % working, 33 % idle; it turns to another 23 times; "
                        + "the 12 that share it: 75 % waiting, 18 % ready, 7 % working.",
                picture.sentence());
        assertTrue(Seen.says(picture, "the thread: 67 % working, 33 % idle; it turns to another 23 times"));
        assertTrue(Seen.says(picture, "the 12 that share it: 75 % waiting, 18 % ready, 7 % working"));
    }

    @Test
    @DisplayName("work of the thread stands above the same work in a task's lane")
    void sameWorkSamePlace() {
        var picture = Timeline.onOneThread(takingTurns(4)); // the axis is 12 ms long
        var green = Look.colour("asyncio");
        var start = Seen.box(picture, "the thread").getMaxX() + 10;
        var end = Seen.box(picture, "12.0 ms").getX() - 5;
        for (var task = 0; task < 4; task++) {
            var x = start + (task + 0.25) / 12 * (end - start); // beside the number on the bar
            for (var lane : List.of("the thread", "task-" + (task + 1))) {
                var y = Seen.box(picture, lane).getCenterY();
                assertEquals(green.getRGB(), picture.getRGB((int) (2 * x), (int) (2 * (y - 6))), lane);
            }
        }
    }

    @Test
    @DisplayName("the number of each task is written on its work")
    void numbers() {
        var picture = Timeline.onOneThread(takingTurns(4));
        for (var number : List.of("1", "2", "3", "4")) {
            assertEquals(
                    2,
                    picture.labels().stream()
                            .filter(label -> label.text().equals(number)
                                    && label.box().getY()
                                            < Seen.box(picture, "task-1").getY())
                            .count());
        }
    }

    @Test
    @DisplayName("what all names begin with is not written, but never a part of a number")
    void samePrefix() {
        assertEquals("task-", WorkNames.samePrefix(List.of("task-1", "task-10", "task-12")));
        assertEquals("", WorkNames.samePrefix(List.of("ticker", "rude")));
        assertEquals("", WorkNames.samePrefix(List.of("main")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 12, 16, 17, 18, 160, 1000})
    @DisplayName("of many tasks some lanes are drawn, evenly chosen, and the thread's lane stays complete")
    void many(int tasks) {
        var picture = Seen.good(Timeline.onOneThread(takingTurns(tasks)));
        var drawn = picture.labels().stream()
                .map(Label::text)
                .filter(text -> text.startsWith("task-"))
                .distinct()
                .count();
        assertEquals(tasks <= 17 ? tasks : 16, drawn);
        assertEquals(tasks > 17, picture.sentence().contains("The picture shows the lanes of 16 of them."));
        assertTrue(picture.sentence().contains("67 % working, 33 % idle"), picture.sentence());
        if (tasks == 160) {
            assertTrue(Seen.says(picture, "task-151"));
        }
    }

    @Test
    @DisplayName("more at work than one thread can be is drawn and said, never hidden")
    void tooMany() {
        var trace = new Trace(
                "asyncio",
                Map.of(),
                List.of(
                        new Span("a", "task-1", Activity.WORKING, 0, 10 * MS, Outcome.OK),
                        new Span("b", "task-2", Activity.WORKING, 5 * MS, 15 * MS, Outcome.OK)),
                List.of());
        var one = Seen.good(Timeline.onOneThread(trace));
        assertTrue(Seen.says(one, "2 are at work at one moment, more than can be on one thread"));
        assertTrue(one.sentence().contains("2 are at work at one moment"), one.sentence());
        assertTrue(Seen.says(one, "2 at once"));
        var two = Seen.good(Timeline.onProcessors(trace, 2));
        assertFalse(two.sentence().contains("more than can be"), two.sentence());
        assertTrue(two.sentence().contains("2 processors: 67 % working, 33 % idle"), two.sentence());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    @DisplayName(
            "the first lanes of work are in use, as many as are at work, at each moment, and no work is lost or doubled")
    void lanesOfWork(int seed) {
        var random = new Random(seed);
        var spans = new ArrayList<Span>();
        for (var i = 0; i < 200; i++) {
            var start = random.nextInt(1000);
            spans.add(new Span(
                    "step",
                    "task-" + i % 20,
                    Activity.values()[random.nextInt(3)],
                    start,
                    start + random.nextInt(30),
                    Outcome.OK));
        }
        var trace = new Trace("asyncio", Map.of(), spans, List.of());
        var work = AtWork.of(trace, 20);
        assertEquals(trace.atOnce(Activity.WORKING), work.most());
        for (var time = 0; time < 1030; time++) {
            var moment = time;
            var working = trace.lanes().values().stream()
                    .flatMap(List::stream)
                    .filter(span -> span.activity() == Activity.WORKING && isAt(span, moment))
                    .map(Span::worker)
                    .sorted()
                    .toList();
            var inLanes = work.lanes().stream()
                    .limit(working.size())
                    .flatMap(List::stream)
                    .filter(span -> span.activity() == Activity.WORKING && isAt(span, moment))
                    .map(Span::name)
                    .sorted()
                    .toList();
            assertEquals(working, inLanes, "at " + time);
        }
        Seen.good(Timeline.onOneThread(trace));
    }

    private static boolean isAt(Span span, long time) {
        return span.start() <= time && time < span.end();
    }

    @Test
    @DisplayName("what failed is marked in the lanes, and nothing at all to do is a picture too")
    void failedAndIdle() {
        var failed = new Trace(
                "asyncio",
                Map.of(),
                List.of(new Span("a", "task-1", Activity.WAITING, 0, 10 * MS, Outcome.FAILED)),
                List.of());
        var picture = Seen.good(Timeline.onOneThread(failed));
        assertTrue(Seen.pixels(picture, Look.FAILURE) > 100);
        assertTrue(
                picture.sentence().contains("the thread: 100 % idle; the only one on it: 100 % waiting, 1 failed"),
                picture.sentence());
        Seen.good(Timeline.onProcessors(failed, 8));
        var instant = new Span("a", "", Activity.WORKING, 0, 0, Outcome.OK);
        Seen.good(Timeline.onOneThread(new Trace("", Map.of(), List.of(instant), List.of())));
        var early = new Span("a", "worker of another clock", Activity.WORKING, -2 * MS, 5 * MS, Outcome.OK);
        Seen.good(Timeline.onOneThread(new Trace("threading", Map.of(), List.of(early), List.of())));
    }

    @Test
    @DisplayName("no processors, or a trace without spans, is refused")
    void refused() {
        var none = assertThrows(IllegalArgumentException.class, () -> Timeline.onProcessors(takingTurns(1), 0));
        assertEquals("a run on 0 processors cannot be drawn: from 1 to 64 can", none.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> Timeline.onOneThread(new Trace("asyncio", Map.of(), List.of(), List.of())));
    }
}
