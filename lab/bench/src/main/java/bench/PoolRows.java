package bench;

import static bench.Goal.notMoreThan;

import java.util.List;

/** What a pool of processes costs: to start, to ask once, to ask often. */
final class PoolRows {
    private static final String FORK = "multiprocessing, fork";
    private static final String SPAWN = "multiprocessing, spawn";
    /** How many times longer than CPython's spawn our start may take. */
    private static final double BESIDE_SPAWN = 5;

    private PoolRows() {}

    static List<Benchmark> benchmarks(Tools tools, Options options) {
        return List.of(
                benchmark(
                        tools,
                        options,
                        "start",
                        "Process pool: first result of a new pool",
                        1,
                        7,
                        new Goal(SPAWN, BESIDE_SPAWN)),
                benchmark(
                        tools,
                        options,
                        "trip",
                        "Process pool: one submit(…).get()",
                        options.count(500, 200),
                        5,
                        notMoreThan(FORK),
                        notMoreThan(SPAWN)),
                benchmark(
                        tools,
                        options,
                        "map",
                        "Process pool: a task of a map of 2,000",
                        2_000,
                        5,
                        notMoreThan(FORK),
                        notMoreThan(SPAWN)));
    }

    private static Benchmark benchmark(
            Tools tools, Options options, String what, String title, int count, int rounds, Goal... goals) {
        return new Benchmark(
                "pool-" + what,
                options.rounds(rounds),
                List.of(
                        tools.java("ours", "Pool", what, count),
                        tools.python(FORK, "pool", what, "fork", count),
                        tools.python(SPAWN, "pool", what, "spawn", count)),
                List.of(Row.time(title, "seconds").goal(goals)));
    }
}
