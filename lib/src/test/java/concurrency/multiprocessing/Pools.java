package concurrency.multiprocessing;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What the tests of the pool have in common. */
final class Pools {
    private Pools() {}

    /** A pool whose workers take little memory. */
    static ProcessPoolBuilder of(int workers) {
        return ProcessPool.builder().workers(workers).heap(64);
    }

    /** How a task failed: within 5 s, which is the promise for all that goes wrong by itself. */
    static Throwable failureOf(Future<?> future) {
        return assertThrows(ExecutionException.class, () -> future.get(5, TimeUnit.SECONDS))
                .getCause();
    }

    static <T extends Throwable> T failureOf(Class<T> type, Future<?> future) {
        var cause = failureOf(future);
        assertTrue(type.isInstance(cause), cause::toString);
        return type.cast(cause);
    }

    /** Waits for what must come to be, and fails if it does not. */
    static void eventually(Duration patience, BooleanSupplier condition) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "not within " + patience);
            LockSupport.parkNanos(2_000_000);
        }
    }

    /**
     * Fails unless each of the tasks 0, 1, … that were given to a pool was run as its future says: those that have a
     * result once, all others at most once. Counted where they ran: each leaves a mark of its number first.
     */
    static void assertNoneLostOrTwice(List<? extends PoolFuture<?>> futures, Gate gate) {
        var marks = gate.marks();
        for (var number = 0; number < futures.size(); number++) {
            var state = futures.get(number).state();
            var ran = marks.getOrDefault(Integer.toString(number), 0);
            var wanted = state == Future.State.SUCCESS ? ran == 1 : state != Future.State.RUNNING && ran <= 1;
            assertTrue(wanted, "task " + number + " is " + state + " and ran " + ran + " times");
        }
    }

    /** One line for the totals that a run with all faults prints. */
    static void report(String fault, int count, String outcome) {
        System.getLogger("faults").log(System.Logger.Level.INFO, fault + ": " + count + " times; " + outcome);
    }

    /** How often to repeat a fault: a tenth of the full number, or all of it with {@code -Dfaults=full}. */
    static int times(int full) {
        return "full".equals(System.getProperty("faults")) ? full : Math.max(1, full / 10);
    }
}
