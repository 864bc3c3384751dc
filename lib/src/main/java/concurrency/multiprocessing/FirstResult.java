package concurrency.multiprocessing;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One {@code invokeAny}: gives all tasks to the pool, waits for the first that succeeds, and cancels the others. */
final class FirstResult<R> {
    private final Crew crew;
    private final Submission submission;
    private final List<PoolFuture<R>> futures = new ArrayList<>();
    private final LinkedBlockingQueue<PoolFuture<R>> ended = new LinkedBlockingQueue<>();

    FirstResult(Crew crew, Submission submission) {
        this.crew = crew;
        this.submission = submission;
    }

    /**
     * The first result.
     *
     * @param ns how long to wait for it
     * @throws ExecutionException if all fail: how the last one did
     */
    R of(Collection<? extends Callable<R>> tasks, long ns)
            throws InterruptedException, ExecutionException, TimeoutException {
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException("there is no first of no tasks");
        }
        var start = System.nanoTime();
        try {
            for (var task : tasks) {
                var future = submission.of(Objects.requireNonNull(task, "task"));
                future.atEnd(() -> ended.add(future));
                futures.add(submission.enqueue(future));
            }
            return await(start, ns);
        } catch (InterruptedException interrupted) {
            crew.waiterInterrupted();
            throw interrupted;
        } finally {
            futures.reversed().forEach(future -> future.cancel(true)); // those that wait first, as in Mapping
        }
    }

    private R await(long start, long ns) throws InterruptedException, ExecutionException, TimeoutException {
        var failure = new ExecutionException(new IllegalStateException("all were cancelled"));
        for (var left = futures.size(); left > 0; left--) {
            var future = ended.poll(ns - (System.nanoTime() - start), TimeUnit.NANOSECONDS);
            if (future == null) {
                throw new TimeoutException();
            }
            switch (future.state()) {
                case SUCCESS -> {
                    return future.resultNow();
                }
                case FAILED -> failure = new ExecutionException(future.exceptionNow());
                default -> {}
            }
        }
        throw failure;
    }
}
