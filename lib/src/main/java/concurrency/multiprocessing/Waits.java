package concurrency.multiprocessing;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits of the pool's own threads, which nobody interrupts. Should somebody do it all the same, the wait ends. */
final class Waits {
    private Waits() {}

    /** A wait that answers interrupts. */
    private interface Wait<R> {
        R run() throws InterruptedException;
    }

    private static <R> R uninterrupted(Wait<R> wait, R otherwise) {
        try {
            return wait.run();
        } catch (InterruptedException neverHappens) {
            Thread.currentThread().interrupt();
            return otherwise;
        }
    }

    /** Whether the latch opened within this time. */
    static boolean opened(CountDownLatch latch, long ms) {
        return uninterrupted(() -> latch.await(ms, TimeUnit.MILLISECONDS), false);
    }

    /** Whether the thread ended within this time. */
    static boolean ended(Thread thread, long ms) {
        return uninterrupted(() -> thread.join(Duration.ofMillis(ms)), false);
    }

    /** Whether the process ended within this time. */
    static boolean ended(Process process, long ms) {
        return uninterrupted(() -> process.waitFor(ms, TimeUnit.MILLISECONDS), false);
    }

    /** The process's exit code, when it has ended. */
    static int exitCode(Process process) {
        return uninterrupted(process::waitFor, -1);
    }
}
