package concurrency.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.trace.Activity;
import concurrency.trace.Outcome;
import concurrency.trace.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Stretches: how the spans of a lane are drawn")
class StretchTest {
    /** A lane of these widths in tenths of a pixel; the time axis has 10 ns a pixel. */
    private static List<Span> lane(Object... activitiesAndTenths) {
        var lane = new ArrayList<Span>();
        long time = 0;
        for (var i = 0; i < activitiesAndTenths.length; i += 2) {
            var end = time + (Integer) activitiesAndTenths[i + 1];
            lane.add(new Span("part " + i, "a", (Activity) activitiesAndTenths[i], time, end, Outcome.OK));
            time = end;
        }
        return lane;
    }

    private static List<Stretch> stretches(List<Span> lane) {
        return Stretch.of(lane, time -> time / 10.0);
    }

    @Test
    @DisplayName("a span that can be seen is drawn as itself")
    void alone() {
        var lane = lane(Activity.WORKING, 30, Activity.WAITING, 100, Activity.WORKING, 20, Activity.WAITING, 500);
        assertEquals(
                lane.stream().map(List::of).toList(),
                stretches(lane).stream().map(Stretch::spans).toList());
    }

    @Test
    @DisplayName("a narrow span between two wide ones keeps its own width")
    void tick() {
        var drawn = stretches(lane(Activity.WAITING, 200, Activity.WORKING, 3, Activity.WAITING, 200));
        assertEquals(3, drawn.size());
        assertEquals(0.3, drawn.get(1).width(), 1e-9);
    }

    @Test
    @DisplayName("of a regular run of narrow spans each stretch has as much work as the next: no stripes")
    void regular() {
        var parts = new ArrayList<>();
        for (var i = 0; i < 160; i++) {
            parts.addAll(List.of(Activity.WORKING, 2, Activity.WAITING, 38));
        }
        var drawn = stretches(lane(parts.toArray()));
        assertTrue(drawn.size() > 10 && drawn.size() < 50, drawn.size() + " stretches");
        for (var stretch : drawn) {
            assertTrue(stretch.width() >= 16);
            assertEquals(0.05, Shares.of(stretch.spans()).of().get(Activity.WORKING), 0.01);
        }
    }

    @Test
    @DisplayName("many narrow spans of the same kind in a row are one")
    void alike() {
        var parts = new ArrayList<>();
        for (var i = 0; i < 1000; i++) {
            parts.addAll(List.of(Activity.WORKING, 7));
        }
        var drawn = stretches(lane(parts.toArray()));
        assertEquals(1, drawn.size());
        assertEquals(700, drawn.getFirst().width(), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    @DisplayName("whatever the lane, it is drawn without a gap, and the area of each activity is its time")
    void areasAreTimes(int seed) {
        var random = new Random(seed);
        var parts = new ArrayList<>();
        for (var i = 0; i < 400; i++) {
            parts.add(Activity.values()[random.nextInt(Activity.values().length)]);
            parts.add(1 + (int) Math.exp(random.nextDouble() * 6));
        }
        var lane = lane(parts.toArray());
        var drawn = stretches(lane);
        for (var i = 1; i < drawn.size(); i++) {
            assertEquals(drawn.get(i - 1).right(), drawn.get(i).left());
        }
        for (var activity : Activity.values()) {
            var time = lane.stream()
                    .filter(span -> span.activity() == activity)
                    .mapToLong(span -> span.end() - span.start())
                    .sum();
            var area = drawn.stream()
                    .mapToDouble(stretch ->
                            stretch.width() * Shares.of(stretch.spans()).of().getOrDefault(activity, 0.0))
                    .sum();
            assertEquals(time / 10.0, area, 1e-6, activity.name());
        }
    }
}
