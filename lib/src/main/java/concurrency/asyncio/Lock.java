package concurrency.asyncio;

import java.util.concurrent.CancellationException;

/**
 * A lock for tasks of one loop, acquired in the order of asking: {@code asyncio.Lock}.
 * {@snippet class="concurrency.asyncio.ExamplesTest" region="lock"}
 *
 * <p>Between two awaits no other task runs, so it is needed only where a part that must not be disturbed awaits. It
 * belongs to no task: another one may release it. Not for threads. The rules are those of CPython's asyncio/locks.py.
 */
public final class Lock implements Guard {
    private final Waiters waiters = new Waiters(this, "lock");
    private boolean locked;

    /** A lock that nobody has. */
    public Lock() {}

    /** Whether somebody has it. */
    public boolean locked() {
        return locked;
    }

    @Override
    public Coroutine<Void> acquire() {
        return new Coroutine<>("acquire", () -> {
            if (locked || !waiters.allCancelled()) {
                waitForTurn();
            }
            locked = true;
            return null;
        });
    }

    private void waitForTurn() throws Exception {
        try {
            waiters.await(waiters.join());
        } catch (CancellationException cancelled) {
            if (!locked) { // it was this task's turn, or was passed over for it
                waiters.wakeFirst();
            }
            throw cancelled;
        }
    }

    /** @throws IllegalStateException if nobody has it: "Lock is not acquired." */
    @Override
    public void release() {
        if (!locked) {
            throw new IllegalStateException("Lock is not acquired.");
        }
        locked = false;
        waiters.wakeFirst();
    }

    /** {@code <Lock [locked, waiters:1]>}. */
    @Override
    public String toString() {
        return "<Lock [" + (locked ? "locked" : "unlocked") + waiters + "]>";
    }
}
