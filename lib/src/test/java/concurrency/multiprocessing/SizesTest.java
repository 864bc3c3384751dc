package concurrency.multiprocessing;

import static concurrency.multiprocessing.Pools.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How many workers a pool has, and what is left of many pools. */
@Tag("thorough")
@Timeout(60)
class SizesTest {
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @DisplayName("P34 a pool of 0, of -1 or of too many workers is refused with the number")
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE, 257})
    void refused(int size) {
        var builder = ProcessPool.builder();
        var refused = assertThrows(IllegalArgumentException.class, () -> builder.workers(size));
        assertEquals("a pool has 1 to 256 workers, not " + size, refused.getMessage());
    }

    @Test
    @DisplayName("P34 what else a pool cannot be is refused too")
    void otherSettings() {
        var builder = ProcessPool.builder();
        assertThrows(IllegalArgumentException.class, () -> builder.maxTasksPerChild(0));
        assertThrows(IllegalArgumentException.class, () -> builder.heap(15));
        assertThrows(IllegalArgumentException.class, () -> builder.grace(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> builder.idleTimeout(Duration.ofNanos(-1)));
        assertThrows(IllegalArgumentException.class, () -> builder.startTimeout(Duration.ZERO));
        assertThrows(NullPointerException.class, () -> builder.initializer(null));
        assertThrows(NullPointerException.class, () -> builder.recorder(null));
        assertThrows(NullPointerException.class, () -> builder.output(null));
    }

    @ParameterizedTest(name = "{0} more than one")
    @DisplayName("P34 a pool of one worker, and one of more than there are cores: so many tasks run at one moment")
    @ValueSource(ints = {0, 3})
    void atOneMoment(int more) throws Exception {
        var size = more == 0 ? 1 : CORES + more;
        var gate = Gate.in(folder);
        try (var pool = Pools.of(size).start()) {
            var pids = pool.map(
                    _ -> {
                        gate.mark("here");
                        try {
                            gate.awaitMarks("here", size);
                        } catch (InterruptedException cancelled) {
                            throw new IllegalStateException(cancelled);
                        }
                        return Worker.current().pid();
                    },
                    IntStream.range(0, size).boxed().toList());
            assertEquals(size, pids.stream().distinct().count());
            assertEquals(size, pool.workers().size());
        }
    }

    @Test
    @DisplayName("P34 a pool that is not told its size has a worker for each core")
    void defaultSize() throws Exception {
        try (var pool = new ProcessPool()) {
            pool.awaitReady();
            assertEquals(CORES, pool.workers().size());
        }
    }

    /** What this process has at one moment. */
    private record Held(int threads, long processes, int descriptors) {
        static Held now() {
            return new Held(
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    ProcessHandle.current().descendants().count(),
                    Objects.requireNonNull(Path.of("/proc/self/fd").toFile().list()).length);
        }

        boolean isWithin(Held other) {
            return threads <= other.threads && processes <= other.processes && descriptors <= other.descriptors;
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "counts descriptors in /proc")
    @DisplayName("P34 threads, processes and descriptors are what they were after 50 pools, closed at every stage")
    void fiftyPools() throws Exception {
        cycle(2); // what is loaded and started once
        var before = Held.now();
        for (var i = 0; i < 50; i++) {
            cycle(i);
        }
        // Threads of the JDK itself that come and go (its compilers' and those that wait for processes) may add some.
        var most = new Held(before.threads + 5, before.processes, before.descriptors);
        eventually(Duration.ofSeconds(5), () -> Held.now().isWithin(most));
    }

    private static void cycle(int number) throws Exception {
        try (var pool = Pools.of(1 + number % 2).start()) {
            switch (number % 10) {
                case 2 -> assertEquals(1, pool.submit(() -> 1).get());
                case 4 -> pool.awaitReady();
                case 5 -> pool.shutdownNow();
                case 7 ->
                    eventually(Duration.ofSeconds(10), () -> !pool.workers().isEmpty());
                case 8 -> assertTrue(pool.submit(() -> 1).cancel(true));
                default -> {}
            }
        }
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
}
