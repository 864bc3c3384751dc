package concurrency.chart;

import concurrency.chart.Lifeline.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the lifelines of a {@link SequenceDiagram} stand: {@code select}, the loop, each task in the order of its
 * making, and to the right of a task its coroutines. Coroutines that a task awaits one after the other share a place.
 */
final class Columns {
    /** From the left edge to the first one: the number of the turn stands before it. */
    private static final double FIRST = Look.MARGIN + 62;
    /** Between select and the loop, whose names are there all the time. */
    private static final double AFTER_SELECT = 86;
    /** Room at the right of the last one, for its name or for the time. */
    private static final double LEAST_LAST = 60;

    private static final double MOST_LAST = 150;
    private static final double NARROWEST = 32;
    private static final double WIDEST = 190;

    private final List<Lifeline> shown;
    private final List<List<Lifeline>> places = new ArrayList<>(); // those that share one
    private final boolean withSelect;
    private final double pitch;

    private Columns(List<Lifeline> shown) {
        this.shown = shown;
        this.withSelect = shown.stream().anyMatch(each -> each.kind() == Kind.SELECT);
        for (var line : shown) {
            var place = places.stream()
                    .filter(others -> others.getFirst().task() == line.task()
                            && others.getFirst().depth() == line.depth())
                    .findFirst();
            place.ifPresentOrElse(others -> others.add(line), () -> places.add(new ArrayList<>(List.of(line))));
        }
        var fixed = FIRST + (withSelect ? AFTER_SELECT : 0);
        var last = places.isEmpty()
                ? 0
                : places.getLast().stream()
                        .mapToDouble(line -> Type.width(Look.SMALL_STRONG, line.fullName()))
                        .max()
                        .orElse(0);
        var room = Look.MARGIN + Math.clamp(last + 8, LEAST_LAST, MOST_LAST);
        this.pitch = Math.min(WIDEST, (Look.WIDTH - room - fixed) / Math.max(1, places.size() - (withSelect ? 2 : 1)));
    }

    /** Those that take part, and the coroutines of the same tasks that live meanwhile. */
    static Columns of(List<Arrow> arrows, Collection<Lifeline> all) {
        Set<Lifeline> involved = new LinkedHashSet<>();
        arrows.forEach(arrow ->
                Stream.of(arrow.from(), arrow.to()).filter(Objects::nonNull).forEach(involved::add));
        var tasks = involved.stream().map(Lifeline::task).toList();
        var first = arrows.getFirst().event();
        var shown = all.stream()
                .filter(line -> line.kind() == Kind.LOOP
                        || involved.contains(line)
                        || tasks.contains(line.task()) && line.born() < first && line.died() >= first)
                .toList();
        var order = new ArrayList<>(all.stream().map(Lifeline::task).distinct().toList());
        return new Columns(shown.stream()
                .sorted(Comparator.comparingInt((Lifeline line) -> order.indexOf(line.task()))
                        .thenComparingInt(Lifeline::depth)
                        .thenComparingLong(Lifeline::born))
                .toList());
    }

    boolean isWideEnough() {
        return pitch >= NARROWEST;
    }

    /** How many of the arrows, from the first one on, would have room for their lifelines. */
    static int fitting(List<Arrow> arrows, Collection<Lifeline> all) {
        var count = arrows.size();
        while (count > 1 && !of(arrows.subList(0, count), all).isWideEnough()) {
            count--;
        }
        return count;
    }

    /** How many places there are. */
    int size() {
        return places.size();
    }

    /** All that are drawn, from left to right. */
    List<Lifeline> shown() {
        return shown;
    }

    /** The middle of its place. */
    double x(Lifeline line) {
        var place = 0;
        while (!places.get(place).contains(line)) {
            place++;
        }
        var fixed = FIRST + (withSelect && place > 0 ? AFTER_SELECT : 0);
        return fixed + pitch * Math.max(0, place - (withSelect ? 1 : 0));
    }

    /** How wide its name may be: up to the next task, or the edge. */
    double room(Lifeline line) {
        var next = shown.stream()
                .filter(other -> other.task() != line.task() && x(other) > x(line))
                .findFirst();
        return Math.max(
                pitch, next.map(other -> x(other) - x(line) - 4).orElse(Look.WIDTH - Look.MARGIN - x(line) + 12));
    }

    /** A number for the colour of its task, from 0. */
    int colour(Lifeline line) {
        return shown.stream()
                .map(Lifeline::task)
                .filter(task -> task.kind() == Kind.TASK)
                .distinct()
                .toList()
                .indexOf(line.task());
    }

    /** {@code select, the event loop, 2 tasks (main, B) and 3 coroutines}. */
    String said() {
        var tasks = shown.stream()
                .filter(line -> line.kind() == Kind.TASK)
                .map(Lifeline::name)
                .toList();
        var coroutines =
                shown.stream().filter(line -> line.kind() == Kind.COROUTINE).count();
        var words = new ArrayList<String>();
        if (withSelect) {
            words.add("select");
        }
        words.add("the event loop");
        if (!tasks.isEmpty()) {
            words.add(Numbers.count(tasks.size(), "task") + " (" + String.join(", ", tasks) + ")");
        }
        if (coroutines > 0) {
            words.add(Numbers.count(coroutines, "coroutine"));
        }
        return words.size() == 1
                ? words.getFirst()
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.getLast();
    }
}
