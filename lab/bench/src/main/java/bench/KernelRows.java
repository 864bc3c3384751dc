package bench;

import java.util.List;

/** What a reader waits for in JupyterLab. */
final class KernelRows {
    private KernelRows() {}

    static List<Benchmark> benchmarks(Tools tools, Options options) {
        var notebook =
                tools.folder().resolve("../../notebooks/01-synchronous.ipynb").normalize();
        return List.of(
                new Benchmark(
                        "kernel",
                        options.rounds(5),
                        List.of(
                                tools.python("ours, Java", "kernel", "java", "1 + 1"),
                                tools.python("ipykernel, Python", "kernel", "python3", "1 + 1")),
                        List.of(Row.time("Kernel: from its start to the first result", "seconds"))),
                new Benchmark(
                        "notebook",
                        options.count(2, 1),
                        List.of(tools.python("ours", "notebook", notebook)),
                        List.of(Row.time("Notebook 01-synchronous from start to end, kernel included", "seconds"))));
    }
}
