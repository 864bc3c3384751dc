package concurrency.asyncio;

import java.util.Locale;
import java.util.concurrent.BrokenBarrierException;

/**
 * Where a number of tasks of one loop wait for one another: {@code asyncio.Barrier}. When all have come they go on, and
 * it can be used again.
 *
 * <p>Waiting is {@code await(barrier.await())}: the name {@code wait} is taken by {@link Object}. Not for threads,
 * which have {@link java.util.concurrent.CyclicBarrier}. The rules are those of CPython's asyncio/locks.py.
 */
public final class Barrier {
    private final Condition changed = new Condition(); // of the state
    private final int parties;
    private State state = State.FILLING;
    private int inside; // who have come and not gone on

    private enum State {
        FILLING,
        DRAINING,
        RESETTING,
        BROKEN
    }

    /**
     * @param parties how many wait for one another
     * @throws IllegalArgumentException if that is less than 1: "parties must be &gt; 0"
     */
    public Barrier(int parties) {
        if (parties < 1) {
            throw new IllegalArgumentException("parties must be > 0");
        }
        this.parties = parties;
    }

    /** How many wait for one another. */
    public int parties() {
        return parties;
    }

    /** How many of them have come; 0 while they leave. */
    public int nWaiting() {
        return state == State.FILLING ? inside : 0;
    }

    /** Whether it was aborted. */
    public boolean broken() {
        return state == State.BROKEN;
    }

    /**
     * Waits until all have come: {@code wait} in Python.
     *
     * @return gives how many had come before, 0 to {@code parties - 1}; fails with a {@link BrokenBarrierException} if
     *     the barrier is reset meanwhile or is aborted
     */
    public Coroutine<Integer> await() {
        return new Coroutine<>(
                "await",
                () -> changed.run(() -> {
                    Asyncio.await(changed.waitFor(() -> state != State.DRAINING && state != State.RESETTING));
                    if (state == State.BROKEN) {
                        throw new BrokenBarrierException("Barrier aborted");
                    }
                    var index = inside++;
                    try {
                        if (inside == parties) {
                            change(State.DRAINING);
                        } else {
                            waitUntilFull();
                        }
                        return index;
                    } finally {
                        leave();
                    }
                }));
    }

    private void waitUntilFull() throws Exception {
        Asyncio.await(changed.waitFor(() -> state != State.FILLING));
        if (state == State.BROKEN || state == State.RESETTING) {
            throw new BrokenBarrierException("Abort or reset of barrier");
        }
    }

    private void leave() {
        inside--;
        if (inside == 0) {
            change(state == State.RESETTING || state == State.DRAINING ? State.FILLING : state);
        }
    }

    /** Sends away those who wait, with a {@link BrokenBarrierException}, and begins anew. */
    public Coroutine<Void> reset() {
        return new Coroutine<>("reset", () -> {
            changed.run(() -> change(inside > 0 ? State.RESETTING : State.FILLING));
            return null;
        });
    }

    /** Breaks it: who waits, and who comes until it is reset, gets a {@link BrokenBarrierException}. */
    public Coroutine<Void> abort() {
        return new Coroutine<>("abort", () -> {
            changed.run(() -> change(State.BROKEN));
            return null;
        });
    }

    private void change(State next) {
        state = next;
        changed.signalAll();
    }

    /** {@code <Barrier [filling, waiters:1/2]>}. */
    @Override
    public String toString() {
        return "<Barrier [" + state.name().toLowerCase(Locale.ROOT)
                + (broken() ? "" : ", waiters:" + nWaiting() + "/" + parties) + "]>";
    }
}
