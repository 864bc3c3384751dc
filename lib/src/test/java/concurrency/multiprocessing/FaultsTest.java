package concurrency.multiprocessing;

import static concurrency.multiprocessing.Pools.eventually;
import static concurrency.multiprocessing.Pools.report;
import static concurrency.multiprocessing.Pools.times;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Faults, many times over: a tenth of the full counts in every build, all of them with {@code -Dfaults=full}. The rule
 * for each: every task has a result or a typed failure within its time, none has run twice, and the pool goes on.
 */
@Tag("thorough")
@Timeout(600)
class FaultsTest {
    @TempDir
    private Path folder;

    /** How many results, and how many deaths of workers; anything else fails the test. */
    private record Outcome(int ok, int died) {
        /** Each is to return its place in the list. */
        static Outcome of(List<PoolFuture<Integer>> futures) throws Exception {
            var died = 0;
            for (var number = 0; number < futures.size(); number++) {
                try {
                    assertEquals(number, futures.get(number).get(30, TimeUnit.SECONDS));
                } catch (ExecutionException failed) {
                    assertEquals(WorkerDiedException.class, failed.getCause().getClass(), failed::toString);
                    died++;
                }
            }
            return new Outcome(futures.size() - died, died);
        }
    }

    @ParameterizedTest(name = "{0} workers")
    @DisplayName("P14 P15 workers are killed while they run tasks, at random moments: 0 tasks lost, 0 run twice")
    @CsvSource({"1, 200", "2, 300", "5, 300", "13, 200"})
    void killedAtWork(int workers, int full) throws Exception {
        var gate = Gate.in(folder);
        var random = new Random(workers);
        var kills = 0;
        try (var pool = Pools.of(workers).start()) {
            var futures = new ArrayList<PoolFuture<Integer>>();
            while (kills < times(full)) {
                for (var i = 0; i < 2 * workers; i++) {
                    var number = futures.size();
                    var ms = random.nextInt(20);
                    futures.add(pool.submit(() -> {
                        gate.mark(Integer.toString(number));
                        Thread.sleep(ms);
                        return number;
                    }));
                }
                Thread.sleep(random.nextInt(15));
                var victims = pool.workers();
                if (!victims.isEmpty()) {
                    Deaths.kill(victims.get(random.nextInt(victims.size())).pid());
                    kills++;
                }
                eventually(Duration.ofSeconds(30), futures.get(futures.size() - 1)::isDone);
            }
            var outcome = Outcome.of(futures);
            Pools.assertNoneLostOrTwice(futures, gate);
            assertTrue(outcome.died() > 0, "no worker was killed while it ran a task");
            assertTrue(outcome.ok() > 0, "no task was done");
            report(
                    "killed at work, " + workers + " workers",
                    kills,
                    outcome + " of " + futures.size() + ", none run twice");
            assertEquals(1, pool.submit(() -> 1).get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    @DisplayName("P14 idle workers are killed: no task notices")
    void killedIdle() throws Exception {
        try (var pool = Pools.of(2).start()) {
            pool.awaitReady();
            var victims = new HashSet<Worker>();
            for (var i = 0; i < times(100); i++) {
                var victim = pool.workers().getFirst();
                assertTrue(victims.add(victim), "it was killed before: " + victim);
                Deaths.kill(victim);
                eventually(
                        Duration.ofSeconds(5),
                        () -> ProcessHandle.of(victim.pid()).isEmpty());
                var number = i;
                assertEquals(number, pool.submit(() -> number).get(10, TimeUnit.SECONDS));
                eventually(Duration.ofSeconds(5), () -> !pool.workers().contains(victim));
            }
            report("killed when idle", victims.size(), "all tasks done");
        }
    }

    @Test
    @DisplayName("P13 starting workers are killed: another is started, or the pool is broken; nobody waits for ever")
    void killedStarting() throws Exception {
        var broken = 0;
        for (var i = 0; i < times(100); i++) {
            try (var pool = Pools.of(1).start()) {
                var future = pool.submit(() -> 1);
                eventually(Duration.ofSeconds(10), () -> !pool.workers().isEmpty());
                pool.workers().forEach(worker -> Deaths.kill(worker.pid()));
                try {
                    assertEquals(1, future.get(10, TimeUnit.SECONDS));
                } catch (ExecutionException failed) {
                    assertEquals(BrokenPoolException.class, failed.getCause().getClass());
                    broken++;
                }
            }
        }
        report("killed when starting", times(100), broken + " pools broken, all others did their task");
    }

    @Test
    @DisplayName("P13 workers are killed in the initializer: the pool is broken, at once")
    void killedInitializing() throws Exception {
        for (var i = 0; i < times(100); i++) {
            var gate = new Gate(folder.toString());
            var begun = "begun-" + i;
            try (var pool = Pools.of(1)
                    .initializer(() -> {
                        gate.open(begun);
                        Deaths.sleepForEver();
                    })
                    .start()) {
                var future = pool.submit(() -> 1);
                gate.await(begun);
                pool.workers().forEach(worker -> Deaths.kill(worker.pid()));
                Pools.failureOf(BrokenPoolException.class, future);
            }
        }
        report("killed in the initializer", times(100), "all pools broken");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName(
            "P14 workers that end themselves: exit, halt, a full heap; and a full stack, which is an exception only")
    @CsvSource({"exit 0, 0, 100", "exit 1, 1, 100", "halt, 134, 100", "stack, -1, 100", "heap, 3, 50"})
    void endThemselves(String way, int expected, int full) throws Exception {
        var count = times(full);
        try (var pool = Pools.of(2).heap(32).start()) {
            for (var i = 0; i < count; i++) {
                var future = pool.submit(() -> {
                    switch (way) {
                        case "exit 0", "exit 1" -> System.exit(expected);
                        case "halt" -> Runtime.getRuntime().halt(134);
                        case "stack" -> Deaths.recurse(1);
                        default -> Deaths.fillTheHeap();
                    }
                });
                if (way.equals("stack")) {
                    Pools.failureOf(StackOverflowError.class, future);
                } else {
                    assertEquals(
                            expected,
                            Pools.failureOf(WorkerDiedException.class, future).exitCode());
                }
            }
            report("ends itself: " + way, count, "all tasks failed with the right code");
        }
    }

    @Test
    @DisplayName("P09 tasks are cancelled at random moments: each is cancelled or done, and the pool goes on")
    void cancelled() throws Exception {
        var gate = Gate.in(folder);
        var random = new Random(9);
        var futures = new ArrayList<PoolFuture<Integer>>();
        var cancelled = 0;
        try (var pool = Pools.of(2).start()) {
            pool.awaitReady();
            var before = pool.workers();
            for (var i = 0; i < times(2000); i++) {
                var number = i;
                var ms = random.nextInt(10);
                var future = pool.submit(() -> {
                    gate.mark(Integer.toString(number));
                    Thread.sleep(ms);
                    return number;
                });
                futures.add(future);
                Thread.sleep(random.nextInt(12));
                var inTime = future.cancel(random.nextInt(4) > 0);
                assertTrue(future.isDone());
                if (inTime) {
                    cancelled++;
                } else {
                    assertEquals(number, future.resultNow());
                }
            }
            assertEquals(List.of(1, 2, 3, 4), pool.map(x -> x, List.of(1, 2, 3, 4)));
            assertEquals(before, pool.workers());
        }
        Pools.assertNoneLostOrTwice(futures, gate);
        assertTrue(cancelled > 0 && cancelled < times(2000), cancelled + " cancelled in time");
        report("cancelled", times(2000), cancelled + " in time; no worker was lost by it");
    }
}
