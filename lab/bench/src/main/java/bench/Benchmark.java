package bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Contestants that do the same, in turn, and the rows that are made of their numbers.
 *
 * @param name to choose it by, for example with {@code -Drows}
 * @param rounds how often each has its turn
 * @param contestants ours is the first
 * @param rows what is compared
 */
record Benchmark(String name, int rounds, List<Contestant> contestants, List<Row> rows) {

    /** Runs it: all contestants in turn, round after round. Who cannot be measured has no more turns. */
    List<Result> run() throws InterruptedException {
        var samples = new LinkedHashMap<String, List<Sample>>();
        var reasons = new HashMap<String, String>();
        for (int round = 0; round < rounds; round++) {
            for (var contestant : contestants) {
                if (!reasons.containsKey(contestant.name())) {
                    try {
                        samples.computeIfAbsent(contestant.name(), _ -> new ArrayList<>())
                                .add(contestant.run().once());
                    } catch (NotMeasured none) {
                        reasons.put(contestant.name(), none.getMessage());
                    }
                }
            }
        }
        return rows.stream().map(row -> result(row, samples, reasons)).toList();
    }

    private Result result(Row row, Map<String, List<Sample>> samples, Map<String, String> reasons) {
        var ours = contestants.getFirst().name();
        var entries = new ArrayList<Entry>();
        for (var contestant : contestants) {
            var reason = reasons.get(contestant.name());
            var numbers = samples.getOrDefault(contestant.name(), List.of()).stream()
                    .map(sample -> sample.numbers().get(row.number()))
                    .toList();
            if (reason == null && numbers.contains(null)) {
                reason = "there is no such number here";
            }
            entries.add(
                    reason != null
                            ? Entry.notMeasured(contestant.name(), reason)
                            : Entry.of(
                                    contestant.name(),
                                    numbers,
                                    entries.isEmpty()
                                            ? List.of()
                                            : entries.getFirst().samples()));
        }
        var oursEntry = entries.getFirst();
        row.limit()
                .filter(_ -> oursEntry.measured())
                .ifPresent(limit -> entries.add(Entry.of(
                        Row.LIMIT, samples.get(ours).stream().map(limit::of).toList(), oursEntry.samples())));
        return new Result(
                name,
                row.title(),
                row.quantity(),
                row.limit().map(Limit::name).orElse(""),
                entries,
                row.goals().stream().map(goal -> Judgement.of(goal, entries)).toList());
    }
}
