package bench.program;

import concurrency.multiprocessing.ProcessPool;
import java.util.stream.IntStream;

/**
 * {@code Pool start|trip|map count}: prints the seconds from making a pool to the first task's result, for each of so
 * many pools one after the other; of one {@code submit(…).get()}; or of a task of a map.
 */
final class Pool {
    private Pool() {}

    public static void main(String... arguments) throws Exception {
        var count = Integer.parseInt(arguments[1]);
        switch (arguments[0]) {
            case "start" -> start(count);
            case "trip" -> trip(count);
            case "map" -> map(count);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void start(int pools) throws Exception {
        for (int i = 0; i < pools; i++) {
            var start = System.nanoTime();
            try (var pool = new ProcessPool()) {
                pool.submit(() -> 1).get();
                Measured.say("seconds", Measured.since(start));
            }
        }
    }

    private static void trip(int trips) throws Exception {
        try (var pool = new ProcessPool()) {
            pool.awaitReady();
            for (int run = 0; run < 10; run++) {
                var start = System.nanoTime();
                for (int i = 0; i < trips; i++) {
                    pool.submit(() -> 1).get();
                }
                Measured.say("seconds", Measured.since(start) / trips);
            }
        }
    }

    private static void map(int tasks) throws Exception {
        var numbers = IntStream.range(0, tasks).boxed().toList();
        try (var pool = new ProcessPool()) {
            pool.awaitReady();
            for (int run = 0; run < 10; run++) {
                var start = System.nanoTime();
                pool.map(number -> number + 1, numbers);
                Measured.say("seconds", Measured.since(start) / tasks);
            }
        }
    }
}
