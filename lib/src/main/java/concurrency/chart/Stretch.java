package concurrency.chart;

import concurrency.trace.Activity;
import concurrency.trace.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/**
 * A piece of a lane as it is drawn: one span, or several in a row of which at least one is too narrow to be seen. Those
 * are drawn as what they are together. Each at its own place, rounded to pixels, they would show stripes that are in no
 * data, and more work than there was.
 *
 * @param spans what happened there, in order
 * @param left x of its start in nominal px
 * @param right x of its end
 */
record Stretch(List<Span> spans, double left, double right) {
    /** A span below this width cannot be told from the line between two. */
    private static final double NARROW = 2;
    /** A span from this width on stands for itself, whatever its neighbours are. */
    private static final double WIDE = 12;
    /** As wide as merged spans are at least: the hatch of what they did has to be known by sight. */
    private static final double MERGED = 16;

    /**
     * The stretches of a lane from left to right. Merged ones end where a span ends, so that of a regular run each has
     * as much of everything as the next.
     *
     * @param lane without gaps and overlaps
     * @param x where a time is
     */
    static List<Stretch> of(List<Span> lane, LongToDoubleFunction x) {
        var stretches = new ArrayList<Stretch>();
        var crowd = new ArrayList<Stretch>();
        for (var alone : alike(lane, x)) {
            if (alone.width() < WIDE) {
                crowd.add(alone);
            } else {
                stretches.addAll(merged(crowd));
                crowd.clear();
                stretches.add(alone);
            }
        }
        stretches.addAll(merged(crowd));
        return stretches;
    }

    /** One for each span, but one for those in a row that do the same, if one of two is too narrow to be seen. */
    private static List<Stretch> alike(List<Span> lane, LongToDoubleFunction x) {
        var alike = new ArrayList<Stretch>();
        for (var span : lane) {
            var next = new Stretch(List.of(span), x.applyAsDouble(span.start()), x.applyAsDouble(span.end()));
            var last = alike.isEmpty() ? next : alike.getLast();
            var joined =
                    last != next && last.activity() == span.activity() && Math.min(last.width(), next.width()) < NARROW;
            alike.add(joined ? alike.removeLast().with(next) : next);
        }
        return alike;
    }

    private static List<Stretch> merged(List<Stretch> crowd) {
        if (crowd.stream().noneMatch(Stretch::isNarrow)) {
            return crowd;
        }
        var merged = new ArrayList<Stretch>();
        for (var next : crowd) {
            if (merged.isEmpty() || merged.getLast().width() >= MERGED) {
                merged.add(next);
            } else {
                merged.add(merged.removeLast().with(next));
            }
        }
        if (merged.size() > 1 && merged.getLast().width() < MERGED) {
            var rest = merged.removeLast();
            merged.add(merged.removeLast().with(rest));
        }
        return merged;
    }

    /** Both as one piece; {@code next} starts later. */
    Stretch with(Stretch next) {
        var both = new ArrayList<>(spans);
        both.addAll(next.spans);
        return new Stretch(both, left, Math.max(right, next.right));
    }

    double width() {
        return right - left;
    }

    /** Whether different things happened, whose height is their share of its time. */
    boolean isMerged() {
        return spans.stream().anyMatch(span -> span.activity() != activity());
    }

    /** What happened there, or where that is several things, what happened first. */
    Activity activity() {
        return spans.getFirst().activity();
    }

    /** Whether it is too narrow to be seen. */
    boolean isNarrow() {
        return width() < NARROW;
    }
}
