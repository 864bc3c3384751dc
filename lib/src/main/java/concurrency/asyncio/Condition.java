package concurrency.asyncio;

import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * A lock whose holder can wait for a sign of another holder: {@code asyncio.Condition}.
 *
 * <p>Java's names stand where {@link Object} has taken Python's: {@link #await} is {@code wait}, {@link #signal} is
 * {@code notify}, {@link #signalAll} is {@code notify_all}. Who waits may also be woken without a sign, and has to look
 * again; {@link #waitFor} does. Not for threads. The rules are those of CPython's asyncio/locks.py.
 */
public final class Condition implements Guard {
    private final Waiters waiters = new Waiters(this, "condition");
    private final Lock lock;

    /** A condition with a lock of its own. */
    public Condition() {
        this(new Lock());
    }

    /** A condition of that lock, which others may use too. */
    public Condition(Lock lock) {
        this.lock = lock;
    }

    /** Whether somebody has its lock. */
    public boolean locked() {
        return lock.locked();
    }

    @Override
    public Coroutine<Void> acquire() {
        return lock.acquire();
    }

    @Override
    public void release() {
        lock.release();
    }

    /**
     * Releases the lock, waits for a sign, and acquires the lock again, also when it is cancelled.
     *
     * @return fails with an {@link IllegalStateException} if nobody has the lock: "cannot wait on un-acquired lock"
     */
    public Coroutine<Void> await() {
        return new Coroutine<>("await", () -> {
            if (!locked()) {
                throw new IllegalStateException("cannot wait on un-acquired lock");
            }
            var turn = waiters.join();
            release();
            Exception failed = null;
            try {
                waiters.await(turn);
            } catch (Exception any) {
                failed = any;
            }
            try {
                acquireAgain();
                if (failed != null) {
                    throw failed;
                }
            } catch (Exception any) {
                waiters.wakeNext(); // the sign may have been for this task, and is for another now
                throw any;
            }
            return null;
        });
    }

    /** However often it is cancelled meanwhile; the last cancellation is raised when the lock is there. */
    private void acquireAgain() throws Exception {
        CancellationException last = null;
        while (true) {
            try {
                Asyncio.await(lock.acquire());
                break;
            } catch (CancellationException cancelled) {
                last = cancelled;
            }
        }
        if (last != null) {
            throw last;
        }
    }

    /** Waits, from sign to sign, until that is so; {@code wait_for} in Python. */
    public Coroutine<Void> waitFor(BooleanSupplier predicate) {
        return new Coroutine<>("waitFor", () -> {
            while (!predicate.getAsBoolean()) {
                Asyncio.await(await());
            }
            return null;
        });
    }

    /** Wakes one of those who wait, as {@link #signal(int)}. */
    public void signal() {
        signal(1);
    }

    /**
     * Wakes so many of those who wait, in the order of their coming. They go on when they have the lock.
     *
     * @throws IllegalStateException if nobody has the lock: "cannot notify on un-acquired lock"
     */
    public void signal(int count) {
        if (!locked()) {
            throw new IllegalStateException("cannot notify on un-acquired lock");
        }
        for (var left = count; left > 0 && waiters.wakeNext(); left--) {}
    }

    /** Wakes all who wait, as {@link #signal(int)}. */
    public void signalAll() {
        signal(Integer.MAX_VALUE);
    }

    /** {@code <Condition [locked, waiters:1]>}. */
    @Override
    public String toString() {
        return "<Condition [" + (locked() ? "locked" : "unlocked") + waiters + "]>";
    }
}
