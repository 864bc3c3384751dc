package concurrency.asyncio;

/**
 * A sign that tasks of one loop wait for: {@code asyncio.Event}. Once set, nobody waits until it is cleared.
 *
 * <p>Waiting is {@code await(event.await())}: the name {@code wait} is taken by {@link Object}. Not for threads.
 */
public final class Event {
    private final Waiters waiters = new Waiters(this, "event");
    private boolean set;

    /** A sign that is not set. */
    public Event() {}

    /** Whether it is set. */
    public boolean isSet() {
        return set;
    }

    /** Sets it; all who wait go on, even if it is cleared again before they run. */
    public void set() {
        if (!set) {
            set = true;
            waiters.wakeAll();
        }
    }

    /** Clears it: who comes from now on has to wait. */
    public void clear() {
        set = false;
    }

    /** Waits until it is set: {@code wait} in Python. */
    public Coroutine<Void> await() {
        return new Coroutine<>("await", () -> {
            if (!set) {
                waiters.await(waiters.join());
            }
            return null;
        });
    }

    /** {@code <Event [unset, waiters:1]>}. */
    @Override
    public String toString() {
        return "<Event [" + (set ? "set" : "unset") + waiters + "]>";
    }
}
