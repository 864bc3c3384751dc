package bench;

import static bench.Goal.notMoreThan;
import static bench.Goal.ofLimit;

import java.util.ArrayList;
import java.util.List;

/**
 * 160 pages in each way of the course, once in a fresh process and then again in it, with and without latency; and
 * 10,000 pages.
 *
 * <p>A cold run counts from the start of the process to its last page: Java loads its classes on the way, Python
 * imports its modules before, and who waits for the result waits for both. A warm run opens sessions, threads or
 * processes anew and only the process is the same.
 */
final class DownloadRows {
    private static final int PAGES = 160;
    private static final int CROWD = 10_000;
    /** How far above its limit a way of downloading may be. */
    private static final double NEAR = 1.10;

    private final Tools tools;
    private final Options options;

    private DownloadRows(Tools tools, Options options) {
        this.tools = tools;
        this.options = options;
    }

    static List<Benchmark> benchmarks(Tools tools, Options options) {
        var rows = new DownloadRows(tools, options);
        var cores = Runtime.getRuntime().availableProcessors();
        var all = new ArrayList<Benchmark>();
        for (var latency : List.of(20, 0)) {
            all.add(rows.at(
                    latency,
                    "synchronous",
                    PAGES,
                    PAGES + " × latency",
                    3,
                    latency == 0 ? 20 : 2,
                    List.of(new Peer("requests", "synchronous")),
                    latency == 0
                            ? List.of(new Peer("JDK HttpClient", "jdk"), new Peer("OkHttp, plain", "okhttp"))
                            : List.of()));
            all.add(rows.at(
                    latency,
                    "threading",
                    PAGES / 5.,
                    PAGES + " ÷ 5 × latency",
                    3,
                    latency == 0 ? 20 : 4,
                    List.of(new Peer("ThreadPoolExecutor, requests", "threads")),
                    List.of()));
            all.add(rows.at(
                    latency,
                    "asyncio",
                    1,
                    "one latency",
                    5,
                    20,
                    List.of(new Peer("aiohttp", "asyncio")),
                    List.of(new Peer("JDK HttpClient, sendAsync", "jdk-asynchronous"))));
            all.add(rows.at(
                    latency,
                    "multiprocessing",
                    (double) PAGES / cores,
                    PAGES + " ÷ cores × latency",
                    3,
                    2,
                    List.of(new Peer("multiprocessing, fork", "fork"), new Peer("multiprocessing, spawn", "spawn")),
                    List.of()));
            all.add(rows.at(
                    latency,
                    "virtual-threads",
                    1,
                    "one latency",
                    5,
                    20,
                    List.of(),
                    List.of(new Peer("JDK HttpClient, virtual threads", "jdk-virtual-threads"))));
        }
        all.add(rows.crowd());
        return all;
    }

    /** Somebody else, and the name of what it does in its program. */
    private record Peer(String name, String way) {}

    private Benchmark at(
            int latency,
            String way,
            double latencies,
            String limit,
            int rounds,
            int runs,
            List<Peer> pythons,
            List<Peer> javas) {
        var contestants = new ArrayList<Contestant>();
        var port = tools.site(latency);
        var many = options.count(runs, 2);
        contestants.add(tools.java("ours", "Downloads", way, port, PAGES, many));
        pythons.forEach(peer -> contestants.add(tools.python(peer.name(), "downloads", peer.way(), port, PAGES, many)));
        javas.forEach(peer -> contestants.add(tools.java(peer.name(), "Downloads", peer.way(), port, PAGES, many)));
        var title = PAGES + " pages at " + latency + " ms, " + way.replace('-', ' ') + ", ";
        var goals = pythons.stream().map(peer -> notMoreThan(peer.name())).toArray(Goal[]::new);
        var warm = Row.time(title + "warm", "seconds").goal(goals);
        return new Benchmark(
                "downloads-" + latency + "ms-" + way,
                options.rounds(rounds),
                contestants,
                List.of(
                        Row.time(title + "cold", Sample.COLD).goal(goals),
                        latency == 0
                                ? warm
                                : warm.limit(Limit.of(limit, latencies * latency / 1e3))
                                        .goal(ofLimit(NEAR))));
    }

    private Benchmark crowd() {
        var latency = 100;
        var pages = options.count(CROWD, 500);
        var port = tools.site(latency);
        var title = pages + " pages at " + latency + " ms at once, ";
        return new Benchmark(
                "crowd",
                options.rounds(3),
                List.of(
                        tools.java("ours, asyncio", "Downloads", "asyncio", port, pages, 1),
                        tools.python("aiohttp", "downloads", "asyncio", port, pages, 1),
                        tools.java("ours, virtual threads", "Downloads", "virtual-threads", port, pages, 1),
                        tools.java(
                                "JDK HttpClient, virtual threads", "Downloads", "jdk-virtual-threads", port, pages, 1)),
                List.of(
                        Row.time(title + "cold", Sample.COLD).goal(notMoreThan("aiohttp")),
                        Row.memory(title + "most memory", "megabytes")));
    }
}
