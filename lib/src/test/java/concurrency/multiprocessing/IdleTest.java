package concurrency.multiprocessing;

import static concurrency.multiprocessing.Pools.assertNoneLostOrTwice;
import static concurrency.multiprocessing.Pools.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Workers that have nothing to do for too long. */
@Timeout(40)
class IdleTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("P27 an idle worker ends after its timeout and not before; a task brings back one, and not all")
    void endsAndComesBack() throws Exception {
        var timeout = Duration.ofMillis(150);
        try (var pool = Pools.of(2).idleTimeout(timeout).start()) {
            pool.awaitReady();
            var submitted = System.nanoTime();
            var first = pool.submit(() -> Worker.current()).get();
            eventually(Duration.ofSeconds(10), () -> !pool.workers().contains(first));
            assertTrue(System.nanoTime() - submitted >= timeout.toNanos());
            eventually(Duration.ofSeconds(10), () -> pool.workers().isEmpty());
            var second = pool.submit(() -> Worker.current()).get();
            assertNotEquals(first, second);
            assertTrue(pool.workers().size() <= 1, () -> pool.workers().toString());
        }
    }

    @Test
    @DisplayName("P27 a worker that works for longer than the timeout is not idle")
    void busyIsNotIdle() throws Exception {
        var gate = Gate.in(folder);
        try (var pool = Pools.of(2).idleTimeout(Duration.ofMillis(50)).start()) {
            var busy = pool.submit(() -> {
                gate.open("begun");
                gate.await("go on");
                return Worker.current();
            });
            gate.await("begun");
            pool.awaitReady();
            eventually(Duration.ofSeconds(10), () -> pool.workers().size() == 1); // the other one has ended
            gate.open("go on");
            var worker = busy.get();
            assertEquals(worker, busy.ran().orElseThrow().worker());
        }
    }

    @Test
    @DisplayName(
            "P27 a task that comes while the only worker is about to end, and waits there, runs in a new one at once")
    void whileItEnds() throws Exception {
        var gate = Gate.in(folder);
        try (var pool = Pools.of(1)
                .idleTimeout(Duration.ofMillis(20))
                .grace(Duration.ofSeconds(20))
                .start()) {
            var first = pool.submit(() -> {
                        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                            gate.open("ending");
                            try {
                                gate.await("end");
                            } catch (InterruptedException neverHappens) {
                                throw new AssertionError(neverHappens);
                            }
                        }));
                        return Worker.current();
                    })
                    .get();
            gate.await("ending");
            assertNotEquals(first, pool.submit(() -> Worker.current()).get());
            assertTrue(ProcessHandle.of(first.pid()).isPresent());
            gate.open("end");
        }
    }

    @Test
    @DisplayName(
            "P27 tasks that come around the moment of the timeout, before, at and after it: none lost, none run twice")
    void race() throws Exception {
        var gate = Gate.in(folder);
        var random = new Random(27);
        var timeout = Duration.ofMillis(15);
        var futures = new ArrayList<PoolFuture<Integer>>();
        try (var pool = Pools.of(1).idleTimeout(timeout).start()) {
            for (var i = 0; i < Pools.times(100); i++) {
                var number = futures.size();
                futures.add(pool.submit(() -> {
                    gate.mark(Integer.toString(number));
                    return number;
                }));
                assertEquals(number, futures.get(number).get());
                LockSupport.parkNanos(timeout.toNanos() + random.nextLong(-3_000_000, 3_000_000));
            }
        }
        assertNoneLostOrTwice(futures, gate);
    }
}
