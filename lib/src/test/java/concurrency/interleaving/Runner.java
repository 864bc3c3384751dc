package concurrency.interleaving;

import java.util.concurrent.locks.LockSupport;

/** One thread of one try: stands at a point until it is its turn, and then goes on to its next point. */
final class Runner {
    /** What a thread stands before when it has done nothing yet. */
    static final String BEGINNING = "the beginning";

    private final Scenario.Strand strand;
    private final Thread director;
    private final Thread thread;
    private volatile String at; // the point where it stands; null while it goes on
    private volatile boolean waking; // has the turn and has not taken it: parked still, and yet not waiting
    private volatile boolean ended;
    private volatile boolean free;
    private volatile Throwable failure;

    /** In a system call that waits. */
    volatile boolean asleep;

    /** How many locks it holds; used by its own thread only. */
    int locks;

    /** Makes the thread, which waits for its first turn. */
    Runner(Scenario.Strand strand) {
        this.strand = strand;
        this.director = Thread.currentThread();
        this.thread = Thread.ofPlatform().name(strand.name()).start(this::live);
    }

    private void live() {
        Points.enter(this);
        try {
            arrive("start " + BEGINNING);
            strand.body().run();
        } catch (Throwable thrown) {
            failure = thrown;
        } finally {
            ended = true;
            LockSupport.unpark(director);
        }
    }

    /** On its own thread: waits for its turn. A thread that holds a lock goes on, or the others could not. */
    void arrive(String point) {
        if (locks > 0 || free) {
            return;
        }
        at = point;
        LockSupport.unpark(director);
        var interrupted = false;
        while (at != null) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted(); // else park would not wait; it is kept for the code
        }
        waking = false;
        if (interrupted) {
            thread.interrupt();
        }
    }

    void go() {
        waking = true;
        at = null;
        LockSupport.unpark(thread);
    }

    /** Where it waits for its turn; null if it does not. */
    String at() {
        return at;
    }

    boolean ended() {
        return ended;
    }

    /** Whether it goes on by itself: it neither stands at a point nor waits for another thread. */
    boolean busy() {
        return waking
                || at == null
                        && !ended
                        && !asleep
                        && thread.getState() != Thread.State.WAITING
                        && thread.getState() != Thread.State.TIMED_WAITING;
    }

    Throwable failure() {
        return failure;
    }

    String name() {
        return strand.name();
    }

    StackTraceElement[] stack() {
        return thread.getStackTrace();
    }

    /** Has it go on without turns to its end, interrupted if it waits. */
    void release() throws InterruptedException {
        free = true;
        go();
        for (var patience = 200; !thread.join(java.time.Duration.ofMillis(10)) && patience > 0; patience--) {
            thread.interrupt();
            go();
        }
    }
}
