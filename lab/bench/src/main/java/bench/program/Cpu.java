package bench.program;

import concurrency.cpu.CpuBound;
import concurrency.multiprocessing.ProcessPool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * {@code Cpu one|processes|stream repetitions runs}: the sums of the source's twenty numbers, repeated so that there is
 * something to measure. Prints the seconds for the twenty; with several cores at work, also those that one of them
 * needs for the same, divided by how many there are, measured just before.
 */
final class Cpu {
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    /** Enough that no worker waits long for the last one, and few enough that talking about them is nothing. */
    private static final int CHUNKS_A_CORE = 8;

    private Cpu() {}

    public static void main(String... arguments) throws Exception {
        var repetitions = Integer.parseInt(arguments[1]);
        var runs = Integer.parseInt(arguments[2]);
        var numbers = numbers(repetitions);
        switch (arguments[0]) {
            case "one" -> {
                for (int run = 0; run < runs; run++) {
                    Measured.say("seconds", time(() -> CpuBound.findSums(numbers)) / repetitions);
                }
            }
            case "stream" ->
                several(
                        runs,
                        repetitions,
                        () -> CpuBound.findSums(numbers),
                        () -> CpuBound.findSumsInParallel(numbers));
            case "processes" -> {
                try (var pool = new ProcessPool()) {
                    pool.awaitReady();
                    several(
                            runs,
                            repetitions,
                            () -> pool.submit(() ->
                                            (long) CpuBound.findSums(numbers).size())
                                    .get(),
                            () -> pool.map(CpuBound::cpuBound, numbers, numbers.size() / CORES / CHUNKS_A_CORE));
                }
            }
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static List<Integer> numbers(int repetitions) {
        var all = new ArrayList<Integer>();
        for (int i = 0; i < repetitions; i++) {
            all.addAll(CpuBound.numbers());
        }
        return List.copyOf(all);
    }

    private static void several(int runs, int repetitions, Callable<?> onOne, Callable<?> onAll) throws Exception {
        for (int run = 0; run < runs; run++) {
            var one = time(onOne);
            var all = time(onAll);
            Measured.say("seconds", all / repetitions, "ideal", one / CORES / repetitions);
        }
    }

    private static double time(Callable<?> work) throws Exception {
        var start = System.nanoTime();
        if (work.call() == null) {
            throw new IllegalStateException("no sums");
        }
        return Measured.since(start);
    }
}
