package bench;

import static bench.Goal.notMoreThan;
import static bench.Goal.ofLimit;

import java.util.List;

/** The loop that computes: on one core beside C, and on all of them beside their number. */
final class CpuRows {
    /** How far above C's time the loop's may be. */
    private static final double BESIDE_C = 1.05;
    /** All cores are to give this share of what so many cores could. */
    private static final double OF_ALL_CORES = 0.9;

    private CpuRows() {}

    static List<Benchmark> benchmarks(Tools tools, Options options) {
        var repetitions = options.count(10, 2);
        var runs = options.count(10, 3);
        var ideal = Limit.measured("one core's time ÷ cores", "ideal");
        return List.of(
                new Benchmark(
                        "cpu-one",
                        options.rounds(7),
                        List.of(
                                tools.java("ours", "Cpu", "one", repetitions, runs),
                                tools.c("C, cc -O2", "cpu", repetitions, runs),
                                tools.python("CPython", "cpu", "one", 1, 1)),
                        List.of(Row.time("Sums of squares below 20 numbers from 500,000, one core", "seconds")
                                .goal(new Goal("C, cc -O2", BESIDE_C), notMoreThan("CPython")))),
                new Benchmark(
                        "cpu-all",
                        options.rounds(5),
                        List.of(
                                tools.java("ours, processes", "Cpu", "processes", 2 * repetitions, runs),
                                tools.java("parallel stream", "Cpu", "stream", 2 * repetitions, runs),
                                tools.python("multiprocessing, fork", "cpu", "fork", 1, 2)),
                        List.of(Row.time("Sums of squares below 20 numbers from 500,000, all cores", "seconds")
                                .limit(ideal)
                                .goal(ofLimit(1 / OF_ALL_CORES), notMoreThan("multiprocessing, fork")))));
    }
}
