package concurrency.interleaving;

import java.util.concurrent.Callable;

/**
 * What woven code calls: at each point where threads may meet, the thread waits for its turn. On threads that belong to
 * no scenario it does nothing. See {@link Weaver} for where the points are.
 */
public final class Points {
    private static final ThreadLocal<Runner> RUNNER = new ThreadLocal<>();

    private Points() {}

    static void enter(Runner runner) {
        RUNNER.set(runner);
    }

    /** @param what the place, a space, and what is touched there */
    public static void point(String what) {
        var runner = RUNNER.get();
        if (runner != null) {
            runner.arrive(what);
        }
    }

    /** The thread has got a lock; it keeps its turn while it has one. */
    public static void locked() {
        var runner = RUNNER.get();
        if (runner != null) {
            runner.locks++;
        }
    }

    /** The thread has let go of a lock. */
    public static void unlocked() {
        var runner = RUNNER.get();
        if (runner != null) {
            runner.locks--;
        }
    }

    /**
     * Waits in a system call, which nothing else could tell from work. A thread that waits for a lock, a condition or a
     * latch needs none of this.
     */
    public static <T> T asleep(Callable<T> wait) throws Exception {
        var runner = RUNNER.get();
        if (runner == null) {
            return wait.call();
        }
        runner.asleep = true;
        try {
            return wait.call();
        } finally {
            runner.asleep = false;
            runner.arrive("awake the end of a wait");
        }
    }
}
