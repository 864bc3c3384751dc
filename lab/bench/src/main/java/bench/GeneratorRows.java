package bench;

import static bench.Goal.notMoreThan;

import java.util.List;

/** What a generator costs. */
final class GeneratorRows {
    private GeneratorRows() {}

    static List<Benchmark> benchmarks(Tools tools, Options options) {
        var steps = options.count(2_000_000, 100_000);
        return List.of(
                new Benchmark(
                        "generator-next",
                        options.rounds(5),
                        List.of(
                                Micro.ours(tools, options, "GeneratorSteps.next"),
                                tools.python("CPython", "generators", "next", steps)),
                        List.of(Row.time("Generator: one next()", "seconds").goal(notMoreThan("CPython")))),
                new Benchmark(
                        "generator-yield-from",
                        options.rounds(5),
                        List.of(
                                Micro.ours(tools, options, "GeneratorSteps.yieldFromTenDeep"),
                                tools.python("CPython", "generators", "yield-from", steps)),
                        List.of(Row.time("Generator: one next() through yieldFrom ten deep", "seconds")
                                .goal(notMoreThan("CPython")))));
    }
}
