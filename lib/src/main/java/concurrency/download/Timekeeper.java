package concurrency.download;

import concurrency.trace.Activity;
import concurrency.trace.WaitListener;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Takes down what the time of one download consists of, as it passes. It hears of each wait where it happens: when a
 * name is looked up, and in every connect, read and write of a socket.
 *
 * <p>On a loop it hears also when the worker could go on. There, nobody else has the loop's thread from when a worker
 * goes on until it waits again, so all of that is its work. Elsewhere only the time that the thread had of a processor
 * counts.
 */
final class Timekeeper implements WaitListener {
    private static final long UNKNOWN = -1;

    private final LongSupplier clock;
    private final List<Part> parts = new ArrayList<>();
    private Activity activity = Activity.WORKING;
    private long since;
    private long worked; // time of the processor that the thread had had by then
    private final boolean hasThread; // from when it goes on until it waits again

    /**
     * @param clock ns since the run's start
     * @param onLoop whether the worker is a task of a loop
     */
    Timekeeper(LongSupplier clock, boolean onLoop) {
        this.clock = clock;
        this.hasThread = onLoop;
        this.since = clock.getAsLong();
        this.worked = processorTime();
    }

    private long processorTime() {
        return hasThread || Thread.currentThread().isVirtual() ? UNKNOWN : Platform.processorTime();
    }

    /** Apart, since it takes long to load, and neither a loop nor virtual threads need it. */
    private static final class Platform {
        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

        /** Only the thread itself can tell, and no virtual thread can. */
        static long processorTime() {
            return THREADS.isCurrentThreadCpuTimeSupported() ? THREADS.getCurrentThreadCpuTime() : UNKNOWN;
        }
    }

    @Override
    public void suspended() {
        change(Activity.WAITING);
    }

    @Override
    public void ready() {
        change(Activity.READY);
    }

    @Override
    public void resumed() {
        change(Activity.WORKING);
        worked = processorTime();
    }

    private void change(Activity next) {
        var now = clock.getAsLong();
        if (now > since) {
            parts.add(new Part(activity, since, now, activity == Activity.WORKING ? work(now - since) : 0));
        }
        activity = next;
        since = now;
    }

    private long work(long length) {
        var now = processorTime();
        return now == UNKNOWN || worked == UNKNOWN ? length : Math.min(length, now - worked);
    }

    /** When it began, or last changed what it does. */
    long since() {
        return since;
    }

    /** All parts from the start until now, one after the other and without a gap. Nothing is taken down after that. */
    List<Part> end() {
        change(Activity.WORKING);
        return List.copyOf(parts);
    }
}
