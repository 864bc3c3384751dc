package concurrency.asyncio;

import concurrency.trace.Move.Entry;

/** A callback that the loop will call at a certain time. */
public final class TimerHandle extends Handle implements Comparable<TimerHandle> {
    private final long when;
    private final long number;
    private final Timers timers;
    private boolean scheduled;

    TimerHandle(Runnable callback, long when, long number, Timers timers) {
        super(callback);
        this.when = when;
        this.number = number;
        this.timers = timers;
    }

    /** When, in seconds on the loop's clock; infinity if never. */
    public double when() {
        return Seconds.of(when);
    }

    /** @throws IllegalStateException if its loop runs on another thread */
    @Override
    public void cancel() {
        timers.checkThread();
        var first = !cancelled() && scheduled;
        super.cancel();
        if (first) {
            timers.oneIsCancelled(this);
        }
    }

    /** By time, and in the order of their making where that is the same. */
    @Override
    public int compareTo(TimerHandle other) {
        var byTime = Long.compare(when, other.when);
        return byTime != 0 ? byTime : Long.compare(number, other.number);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }

    @Override
    Entry entry() {
        return Entry.callback("timer " + number);
    }

    long number() {
        return number;
    }

    long whenNanos() {
        return when;
    }

    void scheduled(boolean scheduled) {
        this.scheduled = scheduled;
    }
}
