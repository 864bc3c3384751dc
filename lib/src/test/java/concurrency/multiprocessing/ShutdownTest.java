package concurrency.multiprocessing;

import static concurrency.multiprocessing.Pools.eventually;
import static concurrency.multiprocessing.Pools.failureOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.CapturedLog;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How a pool ends: asked to, told to, dropped, or while it is in use. */
@Timeout(40)
class ShutdownTest {
    @TempDir
    private Path folder;

    private Gate gate() {
        return Gate.in(folder);
    }

    private static Task<Integer> waitFor(Gate gate, String name, int result) {
        return () -> {
            gate.mark("begun");
            gate.await(name);
            return result;
        };
    }

    private static void assertRejects(ProcessPool pool) {
        assertThrows(RejectedExecutionException.class, () -> pool.submit(() -> 1));
        assertThrows(RejectedExecutionException.class, () -> pool.execute(() -> {}));
        assertThrows(RejectedExecutionException.class, () -> pool.map(x -> x, List.of(1)));
        assertThrows(RejectedExecutionException.class, () -> pool.invokeAll(List.of(Task.of(() -> 1))));
        assertThrows(RejectedExecutionException.class, () -> pool.invokeAny(List.of(Task.of(() -> 1))));
    }

    @Test
    @DisplayName(
            "P06 P07 shutdown: tasks that wait are done, new ones rejected; terminated when all processes have ended")
    void shutdown() throws Exception {
        var gate = gate();
        var pool = Pools.of(1).start();
        var first = pool.submit(waitFor(gate, "go", 1));
        var second = pool.submit(waitFor(gate, "go", 2));
        pool.shutdown();
        assertRejects(pool);
        assertTrue(pool.isShutdown());
        assertFalse(pool.isTerminated());
        assertFalse(pool.awaitTermination(50, TimeUnit.MILLISECONDS));
        gate.open("go");
        assertEquals(3, first.get() + second.get());
        assertTrue(pool.awaitTermination(10, TimeUnit.SECONDS));
        assertTrue(pool.isTerminated());
        assertEquals(List.of(), pool.workers());
        pool.shutdown();
        assertEquals(List.of(), pool.shutdownNow());
        pool.close();
    }

    @Test
    @DisplayName("P06 P07 shutdownNow: what runs is interrupted, exactly what had not begun is returned and cancelled")
    void shutdownNow() throws Exception {
        var gate = gate();
        var pool = Pools.of(1).start();
        var running = pool.submit(waitFor(gate, "never", 1));
        gate.awaitMarks("begun", 1);
        var waiting = List.of(pool.submit(waitFor(gate, "never", 2)), pool.submit(waitFor(gate, "never", 3)));
        var cancelled = pool.submit(() -> 4);
        cancelled.cancel(false);
        assertEquals(waiting, pool.shutdownNow());
        assertRejects(pool);
        assertInstanceOf(InterruptedException.class, failureOf(running));
        assertTrue(waiting.stream().allMatch(Future::isCancelled));
        assertTrue(pool.awaitTermination(10, TimeUnit.SECONDS));
        assertEquals(1, gate.marks("begun"));
    }

    @Test
    @DisplayName("P07 P09 a task that takes no notice of its interrupt: its worker is killed when the grace is over")
    void stubborn() throws Exception {
        var gate = gate();
        var pool = Pools.of(1).grace(Duration.ofMillis(300)).start();
        SerializableRunnable stubborn = () -> {
            gate.mark("begun");
            while (!gate.isOpen("never")) {
                Thread.onSpinWait();
            }
        };
        var cancelled = pool.submit(stubborn);
        gate.awaitMarks("begun", 1);
        var victim = pool.workers().getFirst();
        assertTrue(cancelled.cancel(true));
        assertEquals(2, pool.submit(() -> 2).get());
        assertFalse(pool.workers().contains(victim));
        var running = pool.submit(stubborn);
        gate.awaitMarks("begun", 2);
        pool.shutdownNow();
        failureOf(WorkerDiedException.class, running);
        assertTrue(pool.awaitTermination(10, TimeUnit.SECONDS));
    }

    @Test
    @DisplayName("P08 close waits; interrupted, it stops all and keeps the interrupt; twice is fine")
    void close() throws Exception {
        var gate = gate();
        PoolFuture<Integer> done;
        try (var pool = Pools.of(1).start()) {
            done = pool.submit(() -> 1);
        }
        assertEquals(1, done.resultNow());
        var pool = Pools.of(1).start();
        var running = pool.submit(waitFor(gate, "never", 1));
        gate.awaitMarks("begun", 1);
        Thread.currentThread().interrupt();
        pool.close();
        assertTrue(Thread.interrupted());
        assertTrue(pool.isTerminated());
        assertInstanceOf(InterruptedException.class, failureOf(running));
        pool.close();
    }

    @Test
    @DisplayName(
            "P08 P10 interrupting a cell: after get or map was interrupted, leaving the try does not wait for the tasks")
    void interruptedCell() throws Exception {
        var gate = gate();
        for (var waiting : List.<Waiting>of(
                pool -> pool.submit(waitFor(gate, "never", 1)).get(),
                pool -> pool.map(
                        x -> {
                            try {
                                return waitFor(gate, "never", x).call();
                            } catch (Exception interrupted) {
                                return 0;
                            }
                        },
                        List.of(1, 2, 3)))) {
            var before = gate.marks("begun");
            var cell = Thread.currentThread();
            var interrupter = Thread.startVirtualThread(() -> {
                try {
                    gate.awaitMarks("begun", before + 1);
                    cell.interrupt();
                } catch (InterruptedException neverHappens) {
                    throw new AssertionError(neverHappens);
                }
            });
            assertThrows(InterruptedException.class, () -> {
                try (var pool = Pools.of(1).start()) {
                    waiting.in(pool);
                }
            });
            interrupter.join();
        }
        assertEquals(2, gate.marks("begun"));
    }

    private interface Waiting {
        void in(ProcessPool pool) throws InterruptedException, ExecutionException;
    }

    @Test
    @DisplayName(
            "P29 a pool that is dropped does what it was given, then its processes end, and a warning is logged; only then")
    void dropped() throws Exception {
        try (var log = new CapturedLog(ProcessPool.class)) {
            Pools.of(1).start().close();
            assertEquals(List.of(), log.messages());
            var future = dropPool();
            assertEquals(1, future.get());
            eventually(Duration.ofSeconds(20), () -> {
                System.gc();
                return ProcessHandle.current()
                        .children()
                        .noneMatch(child -> child.info().command().orElse("").endsWith("java"));
            });
            assertEquals(List.of("a process pool was dropped without being closed; workers: 1"), log.messages());
        }
    }

    private static PoolFuture<Integer> dropPool() {
        return Pools.of(1).start().submit(() -> 1);
    }

    @Test
    @DisplayName(
            "P33 eight threads submit, callbacks submit, then the pool is shut down: each task is done or was rejected")
    void race() throws Exception {
        var pool = Pools.of(2).start();
        pool.awaitReady();
        Set<PoolFuture<Integer>> accepted = ConcurrentHashMap.newKeySet();
        var rejected = new LinkedBlockingQueue<Exception>();
        var threads = IntStream.range(0, 8)
                .mapToObj(thread -> Thread.ofPlatform().start(() -> {
                    for (var i = 0; i < 50; i++) {
                        submit(pool, accepted, rejected, i % 10 == 0);
                    }
                }))
                .toList();
        eventually(Duration.ofSeconds(20), () -> accepted.size() > 100);
        pool.shutdown();
        for (var thread : threads) {
            thread.join();
        }
        assertTrue(pool.awaitTermination(20, TimeUnit.SECONDS));
        assertTrue(accepted.stream().allMatch(future -> future.state() == Future.State.SUCCESS));
        assertTrue(accepted.size() + rejected.size() >= 400, accepted.size() + " and " + rejected.size());
        assertTrue(rejected.stream().allMatch(RejectedExecutionException.class::isInstance));
    }

    private static void submit(
            ProcessPool pool,
            Set<PoolFuture<Integer>> accepted,
            LinkedBlockingQueue<Exception> rejected,
            boolean again) {
        try {
            var future = pool.submit(() -> 1);
            accepted.add(future);
            if (again) {
                future.whenDone(() -> submit(pool, accepted, rejected, false));
            }
        } catch (RejectedExecutionException late) {
            rejected.add(late);
        }
    }

    @Test
    @DisplayName("P34 sizes: 0, -1 and too many refused; one; more than cores; nothing left after many of them")
    void sizes() throws Exception {
        for (var size : new int[] {0, -1, 257}) {
            assertThrows(
                    IllegalArgumentException.class, () -> ProcessPool.builder().workers(size));
        }
        assertThrows(IllegalArgumentException.class, () -> ProcessPool.builder().maxTasksPerChild(0));
        assertThrows(IllegalArgumentException.class, () -> ProcessPool.builder().heap(0));
        assertThrows(IllegalArgumentException.class, () -> ProcessPool.builder().namePrefix("-cp x"));
        assertThrows(IllegalArgumentException.class, () -> ProcessPool.builder().grace(Duration.ZERO));
        var many = Runtime.getRuntime().availableProcessors() + 3;
        try (var pool = Pools.of(many).namePrefix("W").start()) {
            assertEquals(
                    many,
                    pool.map(x -> x, IntStream.range(0, many).boxed().toList()).size());
            pool.awaitReady();
            assertEquals(
                    many, pool.workers().stream().map(Worker::pid).distinct().count());
            assertTrue(
                    pool.workers().contains(pool.submit(() -> Worker.current()).get()));
        }
        var before = descriptors();
        for (var i = 0; i < Pools.times(50); i++) {
            try (var pool = Pools.of(1 + i % 2).start()) {
                if (i % 3 == 0) {
                    pool.submit(() -> 1).get();
                }
            }
        }
        eventually(Duration.ofSeconds(5), () -> descriptors() <= before);
    }

    @Test
    @DisplayName(
            "P34 more workers than this machine has memory for: refused before one is started, with the number that fits")
    void moreWorkersThanMemory() {
        var twoGigabytes = 2L << 30;
        ProcessPoolBuilder.checkMemory(42, twoGigabytes);
        var refused =
                assertThrows(IllegalArgumentException.class, () -> ProcessPoolBuilder.checkMemory(43, twoGigabytes));
        assertEquals(
                "43 workers need more memory than the 2048 MiB of this machine: each takes at least 48 MiB, so start at most 42",
                refused.getMessage());
    }

    private static int descriptors() {
        var open = Path.of("/proc/self/fd").toFile().list();
        return open == null ? 0 : open.length;
    }
}
