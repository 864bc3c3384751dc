package concurrency.asyncio;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * Futures in the order of their ends: what {@link Asyncio#asCompleted} gives. Each step takes the next from a queue, so
 * it waits. The rules are those of {@code as_completed} in CPython's asyncio/tasks.py, 3.13.
 */
final class AsCompleted<T> implements Iterable<Future<T>>, Iterator<Future<T>> {
    private final Queue<Future<T>> done = new Queue<>(); // null stands for one that is too late
    private final Set<Future<T>> pending = new LinkedHashSet<>();
    private final Future.DoneCallback<T> finished = this::finished;
    private final TimerHandle limit; // null if there is none
    private int left; // to be given yet

    AsCompleted(EventLoop loop, Collection<? extends Awaitable<T>> awaitables, double seconds) {
        for (var awaitable : new LinkedHashSet<Awaitable<T>>(awaitables)) {
            pending.add(loop.ensureFuture(awaitable));
        }
        pending.forEach(future -> future.addDoneCallback(finished));
        left = pending.size();
        limit = left == 0 || seconds == Double.POSITIVE_INFINITY ? null : loop.callLater(seconds, this::tooLate);
    }

    @SuppressWarnings("unchecked") // a future that tells of itself
    private void finished(Future<? extends T> future) {
        if (!pending.remove(future)) {
            return;
        }
        done.putNowait((Future<T>) future);
        if (pending.isEmpty() && limit != null) {
            limit.cancel();
        }
    }

    private void tooLate() {
        for (var future : pending) {
            future.removeDoneCallback(finished);
            done.putNowait(null);
        }
        pending.clear();
    }

    @Override
    public Iterator<Future<T>> iterator() {
        return this;
    }

    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    public Future<T> next() {
        if (left == 0) {
            throw new NoSuchElementException();
        }
        left--;
        var step = done.get();
        try {
            var next = Asyncio.await(step);
            if (next == null) {
                throw new TimeoutException();
            }
            return next;
        } catch (Exception thrown) { // an iterator's step declares none
            step.close(); // if it could not be awaited here
            throw Sneaky.raise(thrown);
        }
    }
}
