package concurrency.asyncio;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what the collector does, and no longer than it takes. */
final class Garbage {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Garbage() {}

    static void awaitCollected(WeakReference<?> reference) {
        awaitAfterCollection(() -> reference.refersTo(null));
    }

    /** Collects until it is so. */
    static void awaitAfterCollection(BooleanSupplier so) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!so.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "nothing happened after collecting garbage for " + PATIENCE);
            System.gc();
            LockSupport.parkNanos(1_000_000);
            assertFalse(Thread.interrupted(), "interrupted while waiting for the collector");
        }
    }
}
