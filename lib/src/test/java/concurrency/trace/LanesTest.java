package concurrency.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Lanes: what each worker did at each moment")
class LanesTest {
    private static Span span(String worker, Activity activity, long start, long end) {
        return new Span(activity + " from " + start, worker, activity, start, end, Outcome.OK);
    }

    private static Trace trace(Span... spans) {
        return new Trace("run", Map.of(), List.of(spans), List.of());
    }

    private static List<String> lane(Trace trace, String worker) {
        return trace.lanes().get(worker).stream()
                .map(span -> span.activity() + " " + span.start() + "-" + span.end())
                .toList();
    }

    @Test
    @DisplayName("a gap between two spans is idle time, and what lies before the first and after the last is not")
    void gaps() {
        var trace = trace(
                span("a", Activity.WORKING, 10, 20),
                span("a", Activity.WAITING, 50, 60),
                span("b", Activity.WORKING, 0, 100));
        assertEquals(List.of("WORKING 10-20", "IDLE 20-50", "WAITING 50-60"), lane(trace, "a"));
        assertEquals(Duration.ofNanos(30), trace.total(Activity.IDLE));
    }

    @Test
    @DisplayName("a worker that works while it waits works, and the time is counted once")
    void overlaps() {
        var trace = trace(
                span("a", Activity.WAITING, 0, 100),
                span("a", Activity.WORKING, 20, 30),
                span("a", Activity.READY, 25, 40));
        assertEquals(List.of("WAITING 0-20", "WORKING 20-30", "READY 30-40", "WAITING 40-100"), lane(trace, "a"));
        assertEquals(Duration.ofNanos(80), trace.total(Activity.WAITING));
    }

    @Test
    @DisplayName("spans of no length take no time, and a lane of nothing else is empty")
    void noLength() {
        assertEquals(List.of(), lane(trace(span("a", Activity.WORKING, 5, 5)), "a"));
        assertEquals(
                List.of("WAITING 0-9"),
                lane(trace(span("a", Activity.WAITING, 0, 9), span("a", Activity.WORKING, 5, 5)), "a"));
    }

    static IntStream seeds() {
        return IntStream.range(0, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("at every moment a lane says what a look at each span says, and nothing is left out")
    void likeALookAtEachMoment(int seed) {
        var random = new Random(seed);
        var spans = new ArrayList<Span>();
        for (var i = 0; i < 1 + random.nextInt(12); i++) {
            var start = random.nextInt(40);
            spans.add(span(
                    "a",
                    Activity.values()[random.nextInt(Activity.values().length)],
                    start,
                    start + random.nextInt(12)));
        }
        var lane = trace(spans.toArray(Span[]::new)).lanes().get("a");
        for (var i = 1; i < lane.size(); i++) {
            assertEquals(lane.get(i - 1).end(), lane.get(i).start());
        }
        for (var time = 0; time < 60; time++) {
            var moment = time;
            assertEquals(
                    atThatMoment(spans, moment),
                    lane.stream()
                            .filter(each -> each.start() <= moment && moment < each.end())
                            .map(Span::activity)
                            .toList(),
                    "at " + moment + " of " + spans);
        }
    }

    /** The activity that counts most; idle between the first start and the last end; none outside. */
    private static List<Activity> atThatMoment(List<Span> spans, int time) {
        var first = spans.stream().mapToLong(Span::start).min().orElseThrow();
        var last = spans.stream().mapToLong(Span::end).max().orElseThrow();
        var now = spans.stream()
                .filter(span -> span.start() <= time && time < span.end())
                .map(Span::activity)
                .toList();
        for (var activity :
                List.of(Activity.WORKING, Activity.READY, Activity.STARTING, Activity.OVERDUE, Activity.WAITING)) {
            if (now.contains(activity)) {
                return List.of(activity);
            }
        }
        return first <= time && time < last ? List.of(Activity.IDLE) : List.of();
    }

    @Test
    @DisplayName(
            "how many work at once is counted at the moment when it is most, and who hands over is not counted twice")
    void atOnce() {
        var trace = trace(
                span("a", Activity.WORKING, 0, 10),
                span("b", Activity.WORKING, 10, 20),
                span("c", Activity.WAITING, 0, 30),
                span("c", Activity.WORKING, 15, 16),
                span("c", Activity.WORKING, 15, 18),
                span("d", Activity.WORKING, 40, 50));
        assertEquals(2, trace.atOnce(Activity.WORKING));
        assertEquals(1, trace.atOnce(Activity.WAITING));
        assertEquals(0, trace.atOnce(Activity.READY));
    }

    @Test
    @DisplayName("the totals of all activities are the time that the workers were there")
    void totalsAddUp() {
        var trace = trace(
                span("a", Activity.STARTING, 3, 9),
                span("a", Activity.WORKING, 12, 30),
                span("b", Activity.WAITING, 0, 50),
                span("b", Activity.WORKING, 40, 70));
        assertEquals(
                27 + 70,
                Arrays.stream(Activity.values())
                        .mapToLong(activity -> trace.total(activity).toNanos())
                        .sum());
    }
}
