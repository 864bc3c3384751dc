package bench;

import static bench.Goal.notMoreThan;

import java.util.List;

/** What an event loop costs. */
final class LoopRows {
    private static final String ASYNCIO = "CPython asyncio";

    private LoopRows() {}

    static List<Benchmark> benchmarks(Tools tools, Options options) {
        return List.of(
                micro(
                        tools,
                        options,
                        "callback",
                        "Event loop: one callback of a callSoon chain",
                        "LoopSteps.callSoon",
                        "call-soon",
                        100_000),
                micro(
                        tools,
                        options,
                        "switch",
                        "Event loop: one switch between two tasks",
                        "LoopSteps.taskSwitch",
                        "switch",
                        100_000),
                micro(
                        tools,
                        options,
                        "echo",
                        "Event loop: 64 bytes over a socket and back",
                        "LoopSteps.echo",
                        "echo",
                        5_000),
                sleepers(tools, options));
    }

    private static Benchmark micro(
            Tools tools, Options options, String name, String title, String method, String what, int count) {
        var times = options.count(count, count / 10);
        return new Benchmark(
                "loop-" + name,
                options.rounds(5),
                List.of(
                        Micro.ours(tools, options, method),
                        tools.python(ASYNCIO, "loops", what, "asyncio", times),
                        tools.python("uvloop", "loops", what, "uvloop", times)),
                List.of(Row.time(title, "seconds").goal(notMoreThan(ASYNCIO), notMoreThan("uvloop"))));
    }

    private static Benchmark sleepers(Tools tools, Options options) {
        var tasks = options.count(100_000, 10_000);
        var seconds = 2;
        var title = tasks + " tasks asleep for " + seconds + " s";
        return new Benchmark(
                "loop-sleepers",
                options.rounds(3),
                List.of(
                        tools.java("ours", "Sleepers", tasks, seconds),
                        tools.python(ASYNCIO, "loops", "sleepers", "asyncio", tasks, seconds),
                        tools.python("uvloop", "loops", "sleepers", "uvloop", tasks, seconds)),
                List.of(
                        Row.time(title, "seconds")
                                .limit(Limit.of("their sleep", seconds))
                                .goal(notMoreThan(ASYNCIO)),
                        Row.memory(title + ", memory on top", "megabytes").goal(notMoreThan(ASYNCIO))));
    }
}
