package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What {@link Asyncio#wait} found: some are done, some are not, each in the order asked.
 *
 * @param done finished or cancelled
 * @param pending still under way
 */
public record Waited<T>(List<Future<T>> done, List<Future<T>> pending) {

    /** How long to wait. */
    public enum Until {
        /** Until all are done. */
        ALL_COMPLETED,
        /** Until one is done. */
        FIRST_COMPLETED,
        /** Until one has failed, or all are done. */
        FIRST_EXCEPTION
    }

    static <T> Waited<T> waitFor(EventLoop loop, List<Future<T>> futures, double seconds, Until until)
            throws Exception {
        if (futures.isEmpty()) {
            throw new IllegalArgumentException("Set of Tasks/Futures is empty.");
        }
        Future<Boolean> enough = loop.createFuture();
        var timer = seconds == Double.POSITIVE_INFINITY
                ? null
                : loop.callLater(seconds, () -> enough.setResultUnlessDone(true));
        var left = new AtomicInteger(futures.size());
        Future.DoneCallback<T> check = future -> {
            if (left.decrementAndGet() == 0 || isEnough(future, until)) {
                enough.setResultUnlessDone(true);
            }
        };
        futures.forEach(future -> future.addDoneCallback(check));
        try {
            await(enough.about("wait for " + futures.size())); // even if enough are done: others go first, once
        } finally {
            if (timer != null) {
                timer.cancel();
            }
            futures.forEach(future -> future.removeDoneCallback(check));
        }
        var done = new ArrayList<Future<T>>(futures);
        done.removeIf(future -> !future.done());
        var pending = new ArrayList<Future<T>>(futures);
        pending.removeIf(Future::done);
        return new Waited<>(done, pending);
    }

    /** Whether the end of that one is enough, though others are under way. */
    private static boolean isEnough(Future<?> future, Until until) {
        return switch (until) {
            case ALL_COMPLETED -> false;
            case FIRST_COMPLETED -> true;
            case FIRST_EXCEPTION -> !future.cancelled() && future.exception() != null; // which counts as looked at
        };
    }

    /** Completes one future as another one ended. */
    static <T> void handOn(Future<? extends T> inner, Future<T> outer) throws Exception {
        if (outer.cancelled()) {
            if (!inner.cancelled()) {
                inner.exception(); // nobody is left to hear of it
            }
        } else if (inner.cancelled()) {
            outer.cancel(); // without the message, which was for the inner one
        } else if (inner.exception() != null) {
            outer.setException(inner.exception());
        } else {
            outer.setResult(inner.result());
        }
    }
}
