package concurrency.chart;

import concurrency.trace.Activity;
import concurrency.trace.Outcome;
import concurrency.trace.Span;
import concurrency.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Who is at work at each moment of a run. The second lane is in use only while the first is, and so on: a worker that
 * goes on while the one before it stops moves up. The name of a span is that of the worker.
 *
 * @param lanes from the start of the run to its end, idle where fewer work
 * @param most how many work at once at most
 */
record AtWork(List<List<Span>> lanes, int most) {
    private static final String WORKER = "at work";

    /** @param count how many lanes; who works besides is in none */
    static AtWork of(Trace trace, int count) {
        var starts = new TreeMap<Long, List<Span>>(); // and, without a span, each moment at which one ends
        trace.lanes().values().stream()
                .flatMap(List::stream)
                .filter(span -> span.activity() == Activity.WORKING)
                .forEach(span -> {
                    starts.computeIfAbsent(span.start(), _ -> new ArrayList<>()).add(span);
                    starts.computeIfAbsent(span.end(), _ -> new ArrayList<>());
                });
        var end = trace.duration().toNanos();
        starts.computeIfAbsent(Math.min(0, starts.isEmpty() ? 0 : starts.firstKey()), _ -> new ArrayList<>());
        starts.computeIfAbsent(end, _ -> new ArrayList<>());
        var lanes = IntStream.range(0, count)
                .<List<Span>>mapToObj(_ -> new ArrayList<>())
                .toList();
        var working = new ArrayList<Span>();
        var most = 0;
        for (var time : starts.keySet()) {
            working.removeIf(span -> span.end() <= time);
            working.addAll(starts.get(time));
            most = Math.max(most, working.size());
            var until = starts.higherKey(time);
            for (var i = 0; i < count && until != null; i++) {
                var name = i < working.size() ? working.get(i).worker() : "idle";
                add(lanes.get(i), name, i < working.size() ? Activity.WORKING : Activity.IDLE, time, until);
            }
        }
        return new AtWork(lanes, most);
    }

    /** Adds what is done next, as part of the same span where nothing has changed. */
    private static void add(List<Span> lane, String name, Activity activity, long start, long end) {
        var last = lane.isEmpty() ? null : lane.getLast();
        var goesOn = last != null && last.name().equals(name) && last.activity() == activity;
        lane.add(new Span(name, WORKER, activity, goesOn ? lane.removeLast().start() : start, end, Outcome.OK));
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
