package concurrency.chart;

import concurrency.trace.Outcome;
import concurrency.trace.Span;
import concurrency.trace.Trace;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One trace in a timeline, with what is said about it.
 *
 * @param trace what ran
 * @param lanes what each worker did at each moment
 * @param drawn the workers whose lanes are drawn
 */
record LaneGroup(Trace trace, Map<String, List<Span>> lanes, List<String> drawn) {

    /** The first lanes, at most that many. */
    static LaneGroup of(Trace trace, int most) {
        var lanes = lanes(trace);
        return new LaneGroup(trace, lanes, first(lanes, most));
    }

    /** At most that many lanes, evenly chosen among all of them. */
    static LaneGroup spread(Trace trace, int most) {
        var lanes = lanes(trace);
        var workers = List.copyOf(lanes.keySet());
        var drawn = first(lanes, most);
        var chosen = new ArrayList<String>();
        for (var i = 0; i < drawn.size(); i++) {
            chosen.add(workers.get((int) ((long) i * workers.size() / drawn.size())));
        }
        return new LaneGroup(trace, lanes, chosen);
    }

    private static Map<String, List<Span>> lanes(Trace trace) {
        var lanes = trace.lanes();
        Check.that(
                !lanes.isEmpty(),
                lanes,
                "the trace \"" + trace.name() + "\" has no spans: record something in it first");
        return lanes;
    }

    /** "+ 1 more lane" would take the room of the lane itself, so one more than that is not too many. */
    private static List<String> first(Map<String, List<Span>> lanes, int most) {
        return lanes.keySet().stream()
                .limit(lanes.size() <= most + 1 ? lanes.size() : most)
                .toList();
    }

    /** The spans of a worker as they were recorded. */
    List<Span> spans(String worker) {
        return trace.spans().stream()
                .filter(span -> span.worker().equals(worker))
                .toList();
    }

    /** How many lanes are not drawn. */
    int hidden() {
        return lanes.size() - drawn.size();
    }

    /** How long the trace took, in seconds. */
    double seconds() {
        return trace.duration().toNanos() / 1e9;
    }

    /** What it is called in the picture and the sentence. */
    String name() {
        return trace.name().isBlank() ? "a run" : Type.clean(trace.name());
    }

    /** Which part of the time of all lanes went into what. */
    Shares shares() {
        return Shares.of(lanes.values().stream().flatMap(List::stream).toList());
    }

    /** {@code 95 % waiting, 5 % working, 2 failed}: shares of the time of all lanes together, the largest first. */
    String facts() {
        return Stream.concat(Stream.of(shares().said()), troubles(trace.spans()).stream())
                .filter(fact -> !fact.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** {@code 2 failed}, {@code 1 cancelled}; nothing where all ended well. Parts of one thing count once. */
    private static List<String> troubles(List<Span> spans) {
        var last = new HashMap<String, Span>();
        var counts = new EnumMap<Outcome, Integer>(Outcome.class);
        for (var span : spans) {
            var before = last.put(span.worker(), span);
            if (before == null || !LanePaint.goesOn(before, span)) {
                counts.merge(span.outcome(), 1, Integer::sum);
            }
        }
        counts.remove(Outcome.OK);
        return counts.entrySet().stream()
                .map(entry -> String.format(
                        Locale.ROOT,
                        "%,d %s",
                        entry.getValue(),
                        entry.getKey().name().toLowerCase(Locale.ROOT)))
                .toList();
    }

    /** What is written below the lanes where some are left out: {@code + 128 more lanes (2 failed)}. */
    String more() {
        var troubles = troubles(trace.spans().stream()
                .filter(span -> !drawn.contains(span.worker()))
                .toList());
        return "+ " + Numbers.count(hidden(), "more lane")
                + (troubles.isEmpty() ? "" : " (" + String.join(", ", troubles) + ")");
    }

    /** What the picture shows of this trace. */
    String sentence(Unit unit) {
        var facts = facts();
        return "Timeline of " + name() + ": " + Numbers.count(lanes.size(), "lane") + ", " + unit.three(seconds())
                + " in all"
                + (facts.isEmpty() ? "" : "; " + facts) + "."
                + (hidden() == 0
                        ? ""
                        : " The picture shows the first " + Numbers.count(drawn.size(), "lane") + " " + more() + ".");
    }
}
