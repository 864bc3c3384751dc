package concurrency.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Makes of a worker's spans, which may overlap and leave gaps, what it did at each moment. Where spans overlap, the
 * activity that says more counts: a worker that works while it waits works.
 */
final class Lane {
    private static final List<Activity> MOST_FIRST = List.of(
            Activity.WORKING, Activity.READY, Activity.STARTING, Activity.OVERDUE, Activity.WAITING, Activity.IDLE);

    /** Of spans with the same activity the one that started last counts. */
    private static final Comparator<Indexed> BEST_FIRST = Comparator.comparingInt(
                    (Indexed each) -> MOST_FIRST.indexOf(each.span().activity()))
            .thenComparing(each -> -each.span().start())
            .thenComparing(Indexed::index);

    private final String worker;
    private final TreeSet<Indexed> running = new TreeSet<>(BEST_FIRST);
    private final TreeSet<Indexed> byEnd = new TreeSet<>(
            Comparator.comparingLong((Indexed each) -> each.span().end()).thenComparing(Indexed::index));
    private final List<Span> lane = new ArrayList<>();
    private long now;

    private Lane(String worker) {
        this.worker = worker;
    }

    /** A span with its number, so that two equal ones can run at the same time. */
    private record Indexed(Span span, int index) {}

    /** Without gaps and overlaps, from the start of the first to the end of the last span; {@code spans} by start. */
    static List<Span> of(String worker, List<Span> spans) {
        var lane = new Lane(worker);
        lane.now = spans.getFirst().start();
        var index = 0;
        for (var span : spans) {
            lane.endedBy(span.start());
            lane.until(span.start());
            var indexed = new Indexed(span, index++);
            lane.running.add(indexed);
            lane.byEnd.add(indexed);
        }
        lane.endedBy(Long.MAX_VALUE);
        return lane.lane;
    }

    private void endedBy(long time) {
        while (!byEnd.isEmpty() && byEnd.first().span().end() <= time) {
            var ended = byEnd.pollFirst();
            until(ended.span().end());
            running.remove(ended);
        }
    }

    /** Takes down what was done up to then. */
    private void until(long time) {
        if (time <= now) {
            return;
        }
        if (running.isEmpty()) {
            lane.add(new Span("idle", worker, Activity.IDLE, now, time, Outcome.OK));
        } else {
            var span = running.first().span();
            var last = lane.isEmpty() ? null : lane.getLast();
            var goesOn = last != null
                    && last.end() == now
                    && piece(span, last.start(), now).equals(last);
            lane.add(piece(span, goesOn ? lane.removeLast().start() : now, time));
        }
        now = time;
    }

    private static Span piece(Span span, long start, long end) {
        return new Span(span.name(), span.worker(), span.activity(), start, end, span.outcome());
    }
}
