package concurrency.asyncio;

import concurrency.replay.LoopState;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The timers of a loop, the next one first. A cancelled timer stays until it comes up, because to find it would take a
 * search; when half of more than a hundred are cancelled, all of those are taken out at once. The rule is that of
 * asyncio.
 */
final class Timers {
    private static final int FEW = 100;

    private final PriorityQueue<TimerHandle> queue = new PriorityQueue<>();
    private final LoopListener listener;
    private final Runnable checkThread; // refuses another thread than the loop's
    private int cancelled;
    private long made;

    Timers(LoopListener listener, Runnable checkThread) {
        this.listener = listener;
        this.checkThread = checkThread;
    }

    TimerHandle add(long when, Runnable callback) {
        var timer = new TimerHandle(callback, when, ++made, this);
        timer.scheduled(true);
        queue.add(timer);
        return timer;
    }

    void checkThread() {
        checkThread.run();
    }

    void oneIsCancelled(TimerHandle timer) {
        listener.timerCancelled(timer);
        cancelled++;
        if (cancelled > FEW && cancelled > queue.size() / 2) {
            queue.removeIf(Handle::cancelled);
            cancelled = 0;
        }
    }

    /** The next one to come due, or null. */
    private TimerHandle first() {
        var first = queue.peek();
        while (first != null && first.cancelled()) {
            remove();
            first = queue.peek();
        }
        return first;
    }

    /** When the next one comes due, in ns; {@link Clock#FOREVER} if none ever does. */
    long next() {
        var first = first();
        return first == null ? Clock.FOREVER : first.whenNanos();
    }

    /** Takes the first one if it is due, else null. */
    TimerHandle takeDue(long now) {
        var first = first();
        return first != null && first.whenNanos() <= now ? remove() : null;
    }

    private TimerHandle remove() {
        var timer = queue.remove();
        timer.scheduled(false);
        if (timer.cancelled()) {
            cancelled--;
        }
        return timer;
    }

    /** Those that are set, in the order of their making. */
    List<LoopState.Timer> state() {
        return queue.stream()
                .filter(timer -> !timer.cancelled())
                .sorted(Comparator.comparing(TimerHandle::number))
                .map(timer -> new LoopState.Timer(timer.toString(), "", timer.whenNanos()))
                .toList();
    }

    int size() {
        return queue.size();
    }

    void clear() {
        queue.clear();
    }
}
