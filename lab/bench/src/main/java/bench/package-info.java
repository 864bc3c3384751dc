/**
 * The benchmark, {@code mvn -Pbench}: this course's library, measured in one run on one machine beside what one would
 * use instead and beside what no program could beat.
 *
 * <p>A {@link bench.Benchmark} has {@link bench.Contestant}s, the first of them ours, and they run in turn: ours,
 * theirs, ours, theirs, so that a machine which gets busy gets busy for all. Each of those runs is a process of its own
 * that prints a line of JSON for each measurement; ours are in {@link bench.program}, theirs in {@code src/main/python}
 * and {@code src/main/c}. Each {@link bench.Row} then compares one number of them: ours divided by theirs, round by
 * round, which is what the {@link bench.Spread} of a ratio is made of, and its {@link bench.Goal}s say how large that
 * ratio may be.
 *
 * <p>Start with {@link bench.Main}; {@link bench.Catalogue} is what is measured.
 */
package bench;
