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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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

    private static SerializableCallable<Integer> waitFor(Gate gate, String name, int result) {
        return () -> {
            gate.mark("begun");
            gate.await(name);
            return result;
        };
    }

    @Test
    @DisplayName("P07 shutdown: tasks that wait are done; terminated when all processes have ended")
    void shutdown() throws Exception {
        var gate = gate();
        var pool = Pools.of(1).start();
        var first = pool.submit(waitFor(gate, "go", 1));
        var second = pool.submit(waitFor(gate, "go", 2));
        pool.shutdown();
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
    @DisplayName("P07 shutdownNow: what runs is interrupted, exactly what had not begun is returned and cancelled")
    void shutdownNow() throws Exception {
        var gate = gate();
        var pool = Pools.of(1).start();
        var running = pool.submit(waitFor(gate, "never", 1));
        gate.awaitMarks("begun", 1);
        var waiting = List.of(pool.submit(waitFor(gate, "never", 2)), pool.submit(waitFor(gate, "never", 3)));
        var cancelled = pool.submit(() -> 4);
        cancelled.cancel(false);
        assertEquals(waiting, pool.shutdownNow());
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
}
