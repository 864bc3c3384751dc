package concurrency.chart;

import concurrency.trace.Activity;
import concurrency.trace.Outcome;
import concurrency.trace.Span;
import concurrency.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Who is at work at each moment of a run: as many lanes as there are at most at one moment. The name of a span in them
 * is that of the worker. The second lane is in use only while the first is.
 *
 * @param lanes from the start of the run to its end, idle where fewer work
 */
record AtWork(List<List<Span>> lanes) {

    static AtWork of(Trace trace) {
        var working = trace.lanes().values().stream()
                .flatMap(List::stream)
                .filter(span -> span.activity() == Activity.WORKING)
                .sorted(Comparator.comparingLong(Span::start))
                .toList();
        var lanes = new ArrayList<List<Span>>();
        for (var span : working) {
            lanes.stream()
                    .filter(lane -> lane.getLast().end() <= span.start())
                    .findFirst()
                    .ifPresentOrElse(
                            lane -> lane.add(work(span)), () -> lanes.add(new ArrayList<>(List.of(work(span)))));
        }
        if (lanes.isEmpty()) {
            lanes.add(List.of());
        }
        var end = trace.duration().toNanos();
        return new AtWork(lanes.stream().map(lane -> withIdle(lane, end)).toList());
    }

    private static Span work(Span span) {
        return new Span(span.worker(), "at work", Activity.WORKING, span.start(), span.end(), Outcome.OK);
    }

    private static List<Span> withIdle(List<Span> lane, long end) {
        var idle = new Span("idle", "at work", Activity.IDLE, 0, end, Outcome.OK);
        return new Trace(
                        "",
                        Map.of(),
                        Stream.concat(Stream.of(idle), lane.stream()).toList(),
                        List.of())
                .lanes()
                .get("at work");
    }

    /** A lane in which nothing is done. */
    List<Span> idle() {
        var lane = lanes.getFirst();
        return lane.isEmpty()
                ? List.of()
                : List.of(new Span(
                        "idle",
                        "at work",
                        Activity.IDLE,
                        lane.getFirst().start(),
                        lane.getLast().end(),
                        Outcome.OK));
    }

    /** How many work at once at most. */
    int most() {
        return lanes.getFirst().stream().allMatch(span -> span.activity() == Activity.IDLE) ? 0 : lanes.size();
    }

    /** How often the work of the first lane passes from one worker to another. */
    long turns() {
        var workers = lanes.getFirst().stream()
                .filter(span -> span.activity() == Activity.WORKING)
                .map(Span::name)
                .toList();
        return IntStream.range(1, workers.size())
                .filter(i -> !workers.get(i).equals(workers.get(i - 1)))
                .count();
    }
}
