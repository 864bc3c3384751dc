package concurrency.asyncio;

import concurrency.trace.Move.Awaited;
import concurrency.trace.Move.Awaited.Kind;
import concurrency.trace.Move.Entry;
import concurrency.trace.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * A place for a result that is not there yet, and for those who wait for it: {@code asyncio.Future}.
 *
 * <pre>
 *   PENDING --setResult, setException--> FINISHED
 *   PENDING --cancel--> CANCELLED
 * </pre>
 *
 * <p>It belongs to one loop and to the loop's thread: from anywhere else, go through
 * {@link EventLoop#callSoonThreadsafe}; while the loop runs, what another thread would change is refused with an
 * {@link IllegalStateException}, and nothing changes. Callbacks are never called from within the method that completes
 * it; the loop calls them in its next turn.
 *
 * <p>Unlike Python's {@code CancelledError}, {@link CancellationException} is an {@code Exception}: a coroutine that
 * catches every {@code Exception} also catches its own cancellation.
 *
 * @param <T> what it will hold
 */
public sealed class Future<T> implements Awaitable<T> permits Task, Gathering {
    private final EventLoop loop;
    private Object about; // what it stands for, for whoever reads a trace
    private boolean named; // and that is more than a number
    private State state = State.PENDING;
    private T result;
    private Throwable exception;
    private String cancelMessage;
    private Troubles.Watch neverRetrieved; // set while it holds an exception that nobody has looked at
    private List<DoneCallback<? super T>> callbacks = List.of();
    private boolean awaited; // came out of a coroutine by an await, and not by another kind of yield

    /** A future of that loop; {@link EventLoop#createFuture} is the usual way. */
    public Future(EventLoop loop) {
        this.loop = Objects.requireNonNull(loop, "loop");
    }

    /** What a future can be. */
    public enum State {
        /** It has neither result nor exception. */
        PENDING,
        /** It was cancelled. */
        CANCELLED,
        /** It has a result, or an exception. */
        FINISHED
    }

    /** What is called when a future is done. */
    @FunctionalInterface
    public interface DoneCallback<T> {
        /** What it throws goes to the loop's exception handler. */
        void done(Future<? extends T> future) throws Exception;
    }

    /** Where it stands. */
    public final State state() {
        return state;
    }

    /** Whether it is finished or cancelled. */
    public final boolean done() {
        return state != State.PENDING;
    }

    /** Whether it was cancelled. */
    public final boolean cancelled() {
        return state == State.CANCELLED;
    }

    /** The loop that it belongs to. */
    public final EventLoop loop() {
        return loop;
    }

    /**
     * The result, at once.
     *
     * @throws IllegalStateException if there is none yet: "Result is not set."
     * @throws CancellationException if it was cancelled
     * @throws Exception its exception, as it was set
     */
    public final T result() throws Exception {
        switch (state) {
            case PENDING -> throw new IllegalStateException("Result is not set.");
            case CANCELLED -> throw cancellation();
            case FINISHED -> {
                if (exception != null) {
                    retrieved();
                    throw Sneaky.raise(exception);
                }
            }
        }
        return result;
    }

    /**
     * The exception, or null if it has a result.
     *
     * @throws IllegalStateException if it is pending: "Exception is not set."
     * @throws CancellationException if it was cancelled
     */
    public final Throwable exception() {
        switch (state) {
            case PENDING -> throw new IllegalStateException("Exception is not set.");
            case CANCELLED -> throw cancellation();
            case FINISHED -> retrieved();
        }
        return exception;
    }

    /** @throws IllegalStateException if it is done already: "invalid state" */
    public void setResult(T value) {
        loop.checkThread(); // before anything changes: who waits must not lose a result to a call that is refused
        finish(value);
    }

    /** @throws IllegalStateException if it is done already: "invalid state" */
    public void setException(Throwable thrown) {
        loop.checkThread();
        fail(thrown);
    }

    /** As {@link #cancel(String)}, without a message. */
    public final boolean cancel() {
        return cancel(null);
    }

    /**
     * Cancels it if it is pending.
     *
     * @param message what the {@link CancellationException} will say to those who wait; may be null
     * @return whether it was pending
     */
    public boolean cancel(String message) {
        loop.checkThread();
        if (done()) {
            retrieved(); // who cancels it does not care for what it ended with
            return false;
        }
        cancelMessage = message;
        complete(State.CANCELLED);
        return true;
    }

    /** Has the loop call {@code callback} once this is done; in its next turn if it is so already. */
    public final void addDoneCallback(DoneCallback<? super T> callback) {
        Objects.requireNonNull(callback, "callback");
        loop.checkThread();
        if (done()) {
            schedule(callback);
            return;
        }
        if (callbacks.isEmpty()) {
            callbacks = new ArrayList<>(1);
        }
        callbacks.add(callback);
    }

    /** Removes all of that callback, and returns how many there were. */
    public final int removeDoneCallback(DoneCallback<? super T> callback) {
        loop.checkThread();
        var before = callbacks.size();
        if (before > 0) {
            callbacks.removeIf(callback::equals);
        }
        return before - callbacks.size();
    }

    @Override
    public String toString() {
        return "<Future " + outcome() + ">";
    }

    // ---- for the loop and its tasks

    /** As {@link #setResult}, unless it is done already, for example cancelled in this same turn. */
    final void setResultUnlessDone(T value) {
        if (!done()) {
            setResult(value);
        }
    }

    final void finish(T value) {
        checkPending();
        result = value;
        complete(State.FINISHED);
    }

    final void fail(Throwable thrown) {
        checkPending();
        Objects.requireNonNull(thrown, "thrown");
        exception = thrown instanceof StopIteration
                ? new IllegalStateException(
                        "StopIteration interacts badly with generators and cannot be raised into a Future", thrown)
                : thrown;
        complete(State.FINISHED);
        var trouble = new Trouble(kind() + " exception was never retrieved", toString(), exception);
        neverRetrieved = Troubles.whenCollected(this, loop.troubles(), () -> trouble);
    }

    private void checkPending() {
        if (done()) {
            throw new IllegalStateException("invalid state");
        }
    }

    private void complete(State done) {
        state = done;
        loop.listener().futureDone(this);
        var waiting = callbacks;
        callbacks = List.of();
        for (var callback : waiting) {
            schedule(callback);
        }
    }

    private void schedule(DoneCallback<? super T> callback) {
        loop.listener().calledBack(this, callback);
        Supplier<Entry> entry = callback instanceof Task.Wakeup wakeup
                ? wakeup.task()::entry
                : () -> Entry.callback("callback of " + subject());
        loop.callSoon(new Handle(() -> call(callback), entry));
    }

    private void call(DoneCallback<? super T> callback) {
        try {
            callback.done(this);
        } catch (Exception thrown) {
            throw Sneaky.raise(thrown);
        }
    }

    final void retrieved() {
        if (neverRetrieved != null) {
            neverRetrieved.settle();
            neverRetrieved = null;
        }
    }

    /** Whether it holds an exception that nobody has looked at. */
    final boolean isNeverRetrieved() {
        return neverRetrieved != null;
    }

    /** To wait for it inside a coroutine: hands itself to whoever drives that one. */
    final T awaitIn(CoroutineFrame frame) throws Exception {
        if (!done()) {
            awaited = true;
            loop.listener().suspending();
            frame.handOver(this);
            if (!done()) {
                throw new IllegalStateException("await wasn't used with future");
            }
        }
        return result();
    }

    /** Its exception, if it has one, without counting as having been looked at. */
    final Throwable failure() {
        return exception;
    }

    /** Whether it came out of a coroutine by an await; asked once. */
    final boolean takeAwaited() {
        var was = awaited;
        awaited = false;
        return was;
    }

    final CancellationException cancellation() {
        return cancelMessage == null ? new CancellationException() : new CancellationException(cancelMessage);
    }

    final String cancelMessage() {
        return cancelMessage;
    }

    final void cancelMessage(String message) {
        cancelMessage = message;
    }

    /** Says what it stands for. */
    final Future<T> about(Object what) {
        about = what;
        named = true;
        return this;
    }

    /** What it stands for, in a word or two. */
    String subject() {
        if (about == null) {
            about = "future " + loop.nextFutureNumber();
        }
        if (!(about instanceof String)) {
            about = about.toString(); // once: a socket that is closed later has lost its name
        }
        return (String) about;
    }

    /** How a record calls it. */
    Awaited awaited() {
        return new Awaited(subject(), named ? Kind.NAMED : Kind.FUTURE);
    }

    String kind() {
        return "Future";
    }

    /** How it stands, with result or exception. */
    final String outcome() {
        return switch (state) {
            case PENDING -> "pending";
            case CANCELLED -> "cancelled";
            case FINISHED -> "finished " + (exception != null ? "exception=" + exception : "result=" + result);
        };
    }

    /** How it is done, of a length that a trace can keep. */
    final Result briefly() {
        return switch (state) {
            case PENDING -> throw new IllegalStateException("it is not done");
            case CANCELLED -> Result.cancelled(cancelMessage == null ? "" : Brief.of(cancelMessage));
            case FINISHED ->
                exception != null
                        ? Result.raised(Brief.of(exception))
                        : Result.returned(result == null ? "" : Brief.of(result));
        };
    }
}
