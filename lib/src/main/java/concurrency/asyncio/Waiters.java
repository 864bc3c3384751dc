package concurrency.asyncio;

import java.util.LinkedHashSet;

/**
 * Those who stand in line for something, in the order of their coming: a future for each, which is completed when it is
 * its turn. Who is woken leaves the line when it runs, who is called at once.
 */
final class Waiters {
    private final LinkedHashSet<Future<Void>> line = new LinkedHashSet<>();
    private final Object owner;
    private final String what;
    private EventLoop loop; // of the first who waited

    /**
     * @param owner what they wait for
     * @param what the same in a word or two, for whoever reads a trace
     */
    Waiters(Object owner, String what) {
        this.owner = owner;
        this.what = what;
    }

    /**
     * Joins the line.
     *
     * @throws IllegalStateException if others have waited in another loop: "… is bound to a different event loop"
     */
    Future<Void> join() {
        var running = Asyncio.runningLoop();
        if (loop == null) {
            loop = running;
        }
        if (loop != running) {
            throw new IllegalStateException(owner + " is bound to a different event loop");
        }
        Future<Void> turn = loop.createFuture();
        line.add(turn.about(what));
        return turn;
    }

    /** Waits until it is that one's turn, and leaves the line, however the waiting ends. */
    void await(Future<Void> turn) throws Exception {
        try {
            Asyncio.await(turn);
        } finally {
            line.remove(turn);
        }
    }

    /** Wakes the first in line, unless it is awake already. */
    void wakeFirst() {
        if (!line.isEmpty()) {
            wake(line.iterator().next());
        }
    }

    /** Wakes the first who is not awake; false if there is none. */
    boolean wakeNext() {
        for (var turn : line) {
            if (wake(turn)) {
                return true;
            }
        }
        return false;
    }

    /** Wakes everybody. */
    void wakeAll() {
        line.forEach(this::wake);
    }

    private boolean wake(Future<Void> turn) {
        if (turn.done() || loop.isClosed()) { // a closed loop ends its tasks itself, and nobody can be woken
            return false;
        }
        turn.setResult(null);
        return true;
    }

    /** Whether nobody stands in line but who was cancelled and has not noticed yet. */
    boolean allCancelled() {
        return line.stream().allMatch(Future::cancelled);
    }

    /** Wakes the first who is not awake, and takes it and all before it out of the line. */
    void callNext() {
        while (!line.isEmpty()) {
            if (wake(line.removeFirst())) {
                return;
            }
        }
    }

    /** Wakes everybody, and takes them out of the line. */
    void callAll() {
        wakeAll();
        line.clear();
    }

    /** How many stand in line. */
    int count() {
        return line.size();
    }

    /** {@code , waiters:2}, as the end of a description; nothing if nobody waits. */
    @Override
    public String toString() {
        return line.isEmpty() ? "" : ", waiters:" + line.size();
    }
}
