package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.await;

import java.util.ArrayList;
import java.util.List;

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
        var timer = seconds == Double.POSITIVE_INFINITY ? null : loop.callLater(seconds, () -> settle(enough));
        Future.DoneCallback<T> check = _ -> {
            if (isEnough(futures, until)) {
                settle(enough);
            }
        };
        futures.forEach(future -> future.addDoneCallback(check));
        try {
            if (!isEnough(futures, until)) {
                await(enough.about("wait for " + futures.size()));
            }
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

    private static void settle(Future<Boolean> enough) {
        if (!enough.done()) {
            enough.setResult(true);
        }
    }

    private static boolean isEnough(List<? extends Future<?>> futures, Until until) {
        return futures.stream().allMatch(Future::done)
                || switch (until) {
                    case ALL_COMPLETED -> false;
                    case FIRST_COMPLETED -> futures.stream().anyMatch(Future::done);
                    case FIRST_EXCEPTION ->
                        futures.stream().anyMatch(future -> future.done() && future.failure() != null);
                };
    }

    /** Completes one future as another one ended. */
    static <T> void handOn(Future<? extends T> inner, Future<T> outer) throws Exception {
        if (outer.done()) {
            if (!inner.cancelled()) {
                inner.exception(); // nobody is left to hear of it
            }
        } else if (inner.cancelled()) {
            outer.cancel(inner.cancelMessage());
        } else if (inner.exception() != null) {
            outer.setException(inner.exception());
        } else {
            outer.setResult(inner.result());
        }
    }
}
