package bench;

import java.util.List;
import java.util.stream.Stream;

/** Everything that is measured, in the order of the course. */
final class Catalogue {
    private Catalogue() {}

    static List<Benchmark> all(Tools tools, Options options) {
        return Stream.of(
                        DownloadRows.benchmarks(tools, options),
                        CpuRows.benchmarks(tools, options),
                        PoolRows.benchmarks(tools, options),
                        GeneratorRows.benchmarks(tools, options),
                        LoopRows.benchmarks(tools, options),
                        KernelRows.benchmarks(tools, options))
                .flatMap(List::stream)
                .toList();
    }
}
