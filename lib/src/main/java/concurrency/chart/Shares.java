package concurrency.chart;

import concurrency.trace.Activity;
import concurrency.trace.Span;
import concurrency.trace.Trace;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which part of some time went into what: shares that add to 1.
 *
 * @param of the share of each activity that occurs, 0 to 1, in the order in which they are stacked
 */
record Shares(Map<Activity, Double> of) {
    /** From the axis or the bottom on: work first, so that the work of two bars can be compared. */
    static final List<Activity> STACK = List.of(
            Activity.WORKING, Activity.STARTING, Activity.READY, Activity.OVERDUE, Activity.WAITING, Activity.IDLE);

    /** Of time about which nothing is known. */
    static final Shares UNKNOWN = new Shares(Map.of());

    Shares {
        var stacked = new LinkedHashMap<Activity, Double>();
        for (var activity : STACK) {
            if (of.getOrDefault(activity, 0.0) > 0) {
                stacked.put(activity, of.get(activity));
            }
        }
        of = Collections.unmodifiableMap(stacked);
    }

    /** Of the time of all workers of a run. */
    static Shares of(Trace trace) {
        return of(trace.lanes().values().stream().flatMap(List::stream).toList());
    }

    /** Of the time of these spans together; nothing where they take no time. */
    static Shares of(Collection<Span> spans) {
        var times = new EnumMap<Activity, Double>(Activity.class);
        for (var span : spans) {
            times.merge(span.activity(), (double) span.end() - span.start(), Double::sum);
        }
        var all = times.values().stream().mapToDouble(time -> time).sum();
        times.replaceAll((_, time) -> all == 0 ? 0 : time / all);
        return new Shares(times);
    }

    /** {@code 95 % waiting, 5 % working}: the largest first. */
    String said() {
        var largestFirst = of.entrySet().stream()
                .sorted(Map.Entry.<Activity, Double>comparingByValue(Comparator.reverseOrder()))
                .toList();
        var percents = Numbers.percents(
                largestFirst.stream().mapToDouble(Map.Entry::getValue).toArray());
        return IntStream.range(0, percents.size())
                .mapToObj(i -> percents.get(i) + " "
                        + ActivityPaint.name(largestFirst.get(i).getKey()))
                .collect(Collectors.joining(", "));
    }
}
