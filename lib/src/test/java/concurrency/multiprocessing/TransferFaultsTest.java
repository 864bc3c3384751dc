package concurrency.multiprocessing;

import static concurrency.multiprocessing.Pools.failureOf;
import static concurrency.multiprocessing.Pools.report;
import static concurrency.multiprocessing.Pools.times;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Workers that are killed while 64 MB are half sent, half packed or half unpacked: at that point, and not by luck. */
@Tag("thorough")
@Timeout(300)
class TransferFaultsTest {
    private static final int MUCH = 64 << 20;
    /** For each of the four points; together they are the 100 of the list of faults, and some more. */
    private static final int FULL = 30;

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "counts a process's bytes in /proc")
    @DisplayName(
            "P21 P15 a worker is killed when an argument of 64 MB is half sent: it had not begun, so another does it")
    void argumentHalfSent() throws Exception {
        try (var pool = Pools.of(1).heap(512).start()) {
            var argument = new byte[MUCH];
            for (var killed = 0; killed < times(FULL); ) {
                pool.awaitReady();
                var worker = pool.workers().getFirst();
                var before = Traffic.of(worker.pid()).read();
                var future = pool.submit(() -> argument.length);
                if (Traffic.freezeHalfWay(
                        worker.pid(), MUCH, () -> Traffic.of(worker.pid()).read() - before)) {
                    Deaths.kill(worker);
                    killed++;
                }
                assertEquals(MUCH, future.get(20, TimeUnit.SECONDS));
            }
            report("killed when 64 MB were half sent to it", times(FULL), "all tasks done by another worker");
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "counts a process's bytes in /proc")
    @DisplayName("P21 P14 a worker is killed when a result of 64 MB is half sent: its task fails with its death")
    void resultHalfSent() throws Exception {
        try (var pool = Pools.of(1).heap(512).start()) {
            for (var killed = 0; killed < times(FULL); ) {
                pool.awaitReady();
                var worker = pool.workers().getFirst();
                var before = Traffic.of(worker.pid()).written();
                var future = pool.submit(() -> new byte[MUCH]);
                if (Traffic.freezeHalfWay(
                        worker.pid(), MUCH, () -> Traffic.of(worker.pid()).written() - before)) {
                    Deaths.kill(worker);
                    killed++;
                    var died = failureOf(WorkerDiedException.class, future);
                    assertEquals(137, died.exitCode());
                    assertEquals(worker, died.worker());
                } else {
                    assertEquals(MUCH, future.get(20, TimeUnit.SECONDS).length);
                }
            }
            assertEquals(1, pool.submit(() -> 1).get(10, TimeUnit.SECONDS));
            report("killed when 64 MB were half received from it", times(FULL), "all tasks failed with its death");
        }
    }

    /** Kills the worker that it is packed or unpacked in when 32 of its 64 MB are. */
    private static final class Deadly implements Serializable {
        private final byte[] firstHalf = new byte[MUCH / 2];
        private final boolean whenPacked;

        Deadly(boolean whenPacked) {
            this.whenPacked = whenPacked;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            out.defaultWriteObject();
            die(whenPacked);
            out.writeObject(new byte[MUCH / 2]);
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            die(!whenPacked);
            in.readObject();
        }

        private static void die(boolean now) {
            if (now && Worker.isCurrent()) {
                Deaths.killMyself("KILL");
            }
        }
    }

    @ParameterizedTest(name = "packed: {0}")
    @DisplayName(
            "P21 P14 a worker dies when 64 MB are half packed or half unpacked there: its task fails with its death")
    @ValueSource(booleans = {true, false})
    void halfPacked(boolean packed) throws Exception {
        try (var pool = Pools.of(1).heap(512).start()) {
            var argument = new Deadly(false);
            for (var i = 0; i < times(FULL); i++) {
                var future =
                        packed ? pool.submit(() -> new Deadly(true)) : pool.submit(() -> argument.firstHalf.length);
                assertEquals(137, failureOf(WorkerDiedException.class, future).exitCode());
            }
            assertEquals(1, pool.submit(() -> 1).get(10, TimeUnit.SECONDS));
            report("killed when 64 MB were half " + (packed ? "packed" : "unpacked"), times(FULL), "all tasks failed");
        }
    }
}
