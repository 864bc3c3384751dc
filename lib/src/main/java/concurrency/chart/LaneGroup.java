package concurrency.chart;

import concurrency.trace.Activity;
import concurrency.trace.Outcome;
import concurrency.trace.Span;
import concurrency.trace.Trace;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One trace in a timeline, with what is said about it.
 *
 * @param trace what ran
 * @param lanes the workers that are drawn
 * @param hidden how many more workers there are
 */
record LaneGroup(Trace trace, List<String> lanes, int hidden) {

    static LaneGroup of(Trace trace, int most) {
        var workers = trace.workers();
        Check.that(
                !workers.isEmpty(),
                workers,
                "the trace \"" + trace.name() + "\" has no spans: record something in it first");
        // "+ 1 more lane" would take the room of the lane itself
        var drawn = workers.size() <= most + 1 ? workers.size() : most;
        return new LaneGroup(trace, workers.subList(0, drawn), workers.size() - drawn);
    }

    /** The spans of a lane in the order in which they are painted: what works comes last and lies on top. */
    List<Span> spans(String lane) {
        var order = List.of(
                Activity.IDLE, Activity.WAITING, Activity.OVERDUE, Activity.STARTING, Activity.READY, Activity.WORKING);
        return trace.spans().stream()
                .filter(span -> span.worker().equals(lane))
                .sorted(Comparator.comparing(span -> order.indexOf(span.activity())))
                .toList();
    }

    /** How long the trace took, in seconds. */
    double seconds() {
        return trace.duration().toNanos() / 1e9;
    }

    /** What it is called in the picture and the sentence. */
    String name() {
        return trace.name().isBlank() ? "a run" : Type.clean(trace.name());
    }

    /** {@code 95 % waiting, 5 % working, 2 failed}: shares of the time of all spans together, the largest first. */
    String facts() {
        var all = trace.spans().stream()
                .mapToLong(span -> span.end() - span.start())
                .sum();
        var shares = Arrays.stream(Activity.values())
                .filter(activity -> trace.total(activity).toNanos() > 0)
                .sorted(Comparator.comparing((Activity activity) -> trace.total(activity))
                        .reversed())
                .map(activity ->
                        Numbers.percent((double) trace.total(activity).toNanos() / all) + " " + name(activity));
        return Stream.concat(shares, troubles(trace.spans()).stream()).collect(Collectors.joining(", "));
    }

    /** {@code 2 failed}, {@code 1 cancelled}; nothing where all ended well. */
    private static List<String> troubles(List<Span> spans) {
        return Stream.of(Outcome.FAILED, Outcome.CANCELLED)
                .map(outcome -> Map.entry(
                        outcome,
                        spans.stream().filter(span -> span.outcome() == outcome).count()))
                .filter(entry -> entry.getValue() > 0)
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
                .filter(span -> !lanes.contains(span.worker()))
                .toList());
        return "+ " + Numbers.count(hidden, "more lane")
                + (troubles.isEmpty() ? "" : " (" + String.join(", ", troubles) + ")");
    }

    /** What the picture shows of this trace. */
    String sentence(Unit unit) {
        var facts = facts();
        return "Timeline of " + name() + ": " + Numbers.count(lanes.size() + hidden, "lane") + ", "
                + unit.three(seconds()) + " in all"
                + (facts.isEmpty() ? "" : "; " + facts) + "."
                + (hidden == 0
                        ? ""
                        : " The picture shows the first " + Numbers.count(lanes.size(), "lane") + " " + more() + ".");
    }

    static String name(Activity activity) {
        return activity.name().toLowerCase(Locale.ROOT);
    }
}
