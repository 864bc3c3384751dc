package concurrency.multiprocessing;

import static concurrency.multiprocessing.Pools.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A pool that was told to end takes no task, in whichever way it is given. */
@Timeout(40)
class RejectionTest {
    @TempDir
    private Path folder;

    private enum End {
        SHUTDOWN(ProcessPool::shutdown),
        SHUTDOWN_NOW(ProcessPool::shutdownNow),
        CLOSE(ProcessPool::close);

        private final Consumer<ProcessPool> way;

        End(Consumer<ProcessPool> way) {
            this.way = way;
        }
    }

    private static List<Executable> waysToGive(ProcessPool pool, Gate gate) {
        SerializableRunnable runnable = () -> gate.mark("ran");
        SerializableCallable<Integer> task = () -> {
            gate.mark("ran");
            return 1;
        };
        return List.of(
                () -> pool.submit(task),
                () -> pool.submit(runnable),
                () -> pool.submit(runnable, 1),
                () -> pool.submit((Callable<Integer>) task),
                () -> pool.submit((Runnable) runnable),
                () -> pool.submit((Runnable) runnable, 1),
                () -> pool.execute(runnable),
                () -> pool.execute((Runnable) runnable),
                () -> pool.map(x -> runAndReturn(runnable, x), List.of(1)),
                () -> pool.map(x -> runAndReturn(runnable, x), List.of(1, 2, 3), 2),
                () -> pool.forEach(_ -> runnable.run(), List.of(1)),
                () -> pool.invokeAll(List.of(task)),
                () -> pool.invokeAll(List.of(task), 1, TimeUnit.SECONDS),
                () -> pool.invokeAny(List.of(task)),
                () -> pool.invokeAny(List.of(task), 1, TimeUnit.SECONDS));
    }

    private static int runAndReturn(SerializableRunnable runnable, int value) {
        runnable.run();
        return value;
    }

    @ParameterizedTest
    @DisplayName("P06 after shutdown, shutdownNow and close each way to give a task is rejected, and none of them runs")
    @EnumSource
    void rejects(End end) throws Exception {
        var gate = Gate.in(folder);
        var pool = Pools.of(1).grace(Duration.ofSeconds(20)).start();
        var running = pool.submit(() -> {
            gate.open("begun");
            while (!gate.isOpen("go on")) {
                Thread.onSpinWait(); // takes no notice of its interrupt
            }
            return 1;
        });
        gate.await("begun");
        var ender = Thread.ofPlatform().start(() -> end.way.accept(pool));
        eventually(Duration.ofSeconds(10), pool::isShutdown);
        assertFalse(pool.isTerminated());
        for (var way : waysToGive(pool, gate)) {
            assertThrows(RejectedExecutionException.class, way);
        }
        gate.open("go on");
        assertEquals(1, running.get());
        ender.join();
        assertTrue(pool.awaitTermination(10, TimeUnit.SECONDS));
        for (var way : waysToGive(pool, gate)) {
            assertThrows(RejectedExecutionException.class, way);
        }
        assertEquals(0, gate.marks("ran"));
    }
}
