package bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One contestant in one row.
 *
 * @param name the contestant's, or {@link Row#LIMIT}
 * @param samples its numbers, round by round
 * @param spread of its numbers
 * @param ratio of ours to it, round by round; null for ours
 * @param notMeasured why it has no numbers; null where it has
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Entry(String name, List<Double> samples, Spread spread, Spread ratio, String notMeasured) {

    static Entry notMeasured(String name, String why) {
        return new Entry(name, List.of(), null, null, why);
    }

    /**
     * @param ours the numbers that are divided by these, round by round; empty if these are ours, or ours are missing
     */
    static Entry of(String name, List<Double> samples, List<Double> ours) {
        var rounds = Math.min(ours.size(), samples.size());
        var ratios = IntStream.range(0, rounds)
                .mapToObj(round -> ours.get(round) / samples.get(round))
                .toList();
        return new Entry(name, samples, Spread.of(samples), ratios.isEmpty() ? null : Spread.of(ratios), null);
    }

    boolean measured() {
        return notMeasured == null;
    }
}
