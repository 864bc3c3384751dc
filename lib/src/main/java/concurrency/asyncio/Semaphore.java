package concurrency.asyncio;

import java.util.concurrent.CancellationException;

/**
 * Lets a number of tasks of one loop in at once, and the others wait in the order of asking: {@code asyncio.Semaphore}.
 * {@snippet class="concurrency.asyncio.ExamplesTest" region="semaphore"}
 *
 * <p>Not for threads, which have {@link java.util.concurrent.Semaphore}. The rules are those of CPython's
 * asyncio/locks.py.
 */
public sealed class Semaphore implements Guard permits BoundedSemaphore {
    private final Waiters waiters = new Waiters(this, "semaphore");
    private int value;

    /** Lets one in at a time. */
    public Semaphore() {
        this(1);
    }

    /**
     * @param value how many it lets in
     * @throws IllegalArgumentException if that is negative: "Semaphore initial value must be &gt;= 0"
     */
    public Semaphore(int value) {
        if (value < 0) {
            throw new IllegalArgumentException("Semaphore initial value must be >= 0");
        }
        this.value = value;
    }

    /** Whether who acquires it now has to wait. */
    public final boolean locked() {
        return value == 0 || !waiters.allCancelled();
    }

    @Override
    public final Coroutine<Void> acquire() {
        return new Coroutine<>("acquire", () -> {
            if (locked()) {
                waitForTurn();
            } else {
                value--;
            }
            return null;
        });
    }

    private void waitForTurn() throws Exception {
        var turn = waiters.join();
        try {
            waiters.await(turn);
        } catch (CancellationException cancelled) {
            if (turn.done() && !turn.cancelled()) { // it was let in already, and will not go in
                value++;
            }
            throw cancelled;
        } finally {
            wakeAsMany();
        }
    }

    private void wakeAsMany() {
        while (value > 0 && waiters.wakeNext()) {
            value--;
        }
    }

    @Override
    public void release() {
        value++;
        if (waiters.wakeNext()) {
            value--;
        }
    }

    final int value() {
        return value;
    }

    /** {@code <Semaphore [unlocked, value:1]>}. */
    @Override
    public final String toString() {
        return "<" + getClass().getSimpleName() + " [" + (locked() ? "locked" : "unlocked, value:" + value) + waiters
                + "]>";
    }
}
