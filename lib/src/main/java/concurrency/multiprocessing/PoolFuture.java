package concurrency.multiprocessing;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The result of a task that runs in a worker, as {@link java.util.concurrent.Future} says. A task that was given to the
 * pool is bytes already: changing what it captured afterwards changes nothing, and the result is a copy too.
 *
 * <p>{@code cancel(false)} keeps a task that has not begun from ever running; one that runs goes on to its end,
 * unheard. {@code cancel(true)} also interrupts the worker's thread if it runs, and if it has not ended when the pool's
 * grace is over, kills the worker, which is replaced.
 *
 * @param <R> what the task returns
 */
public final class PoolFuture<R> extends FutureTask<R> {
    private static final Callable<Object> ELSEWHERE = () -> {
        throw new IllegalStateException("a task of a pool runs in a worker");
    };

    private final Crew crew;
    private final String label;
    private final R fixedResult;
    private Runnable atEnd = () -> {};
    private volatile TaskRun run;

    /** What is sent, until it is done; guarded by the crew's lock once it is in there. */
    long id;

    Op op;
    Payload payload;
    Shared function;
    ClassLoader loader;

    /** Where it is: given to this worker, at which time, begun or not, how often; guarded by the crew's lock. */
    WorkerProcess worker;

    long sent;
    long started;
    int attempts;
    boolean stopped;
    boolean recalled;
    boolean uncaught;
    CountDownLatch handedOver; // written to the worker, or never will be
    CountDownLatch released;

    /** Where it belongs in its map, and how many bytes it is; used by that map only. */
    int position;

    long size;

    /** @param fixedResult what it returns whatever the worker says, for a task that has no result of its own */
    @SuppressWarnings("unchecked") // never called, so that it never returns the wrong thing
    PoolFuture(Crew crew, String label, R fixedResult) {
        super((Callable<R>) ELSEWHERE);
        this.crew = crew;
        this.label = label;
        this.fixedResult = fixedResult;
    }

    /** Where and when it ran; empty while it has not ended, and if it never began or its worker died with it. */
    public Optional<TaskRun> ran() {
        return Optional.ofNullable(run);
    }

    /** What the task is called in the pool's trace: what a map applies its function to, or its number. */
    public String label() {
        return label.isEmpty() ? "task " + id : label;
    }

    /**
     * Runs something, on a virtual thread, when this is done, however it ended; at once if it is. It may use the pool.
     */
    public void whenDone(Runnable action) {
        Objects.requireNonNull(action, "action");
        atEnd(() -> Thread.startVirtualThread(action));
    }

    /** Runs something short that waits for nothing, on whichever thread ends this. */
    void atEnd(Runnable action) {
        synchronized (crew) {
            if (!isDone()) {
                var before = atEnd;
                atEnd = () -> {
                    before.run();
                    action.run();
                };
                return;
            }
        }
        action.run();
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        var cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            crew.cancelled(this, mayInterruptIfRunning);
        }
        return cancelled;
    }

    /** Waits; if interrupted, the task goes on, but closing the pool from this thread then does not wait for it. */
    @Override
    public R get() throws InterruptedException, ExecutionException {
        try {
            return super.get();
        } catch (InterruptedException interrupted) {
            crew.waiterInterrupted();
            throw interrupted;
        }
    }

    @Override
    public R get(long timeout, TimeUnit unit) throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return super.get(timeout, unit);
        } catch (InterruptedException interrupted) {
            crew.waiterInterrupted();
            throw interrupted;
        }
    }

    /** Does nothing: the task runs in a worker. */
    @Override
    public void run() {}

    void succeed(Object value, TaskRun run) {
        this.run = run;
        @SuppressWarnings("unchecked") // the worker's task was a Callable<R>
        var result = fixedResult == null ? (R) value : fixedResult;
        set(result);
    }

    void fail(Throwable thrown, TaskRun run) {
        this.run = run;
        setException(thrown);
    }

    /** Lets go of what will not be sent again. */
    void forget() {
        payload = null;
        function = null;
        loader = null;
    }

    @Override
    protected void done() {
        Runnable action;
        synchronized (crew) {
            action = atEnd;
            atEnd = () -> {};
        }
        action.run();
    }
}
