package concurrency.asyncio;

import concurrency.replay.LoopState.Doing;
import concurrency.replay.LoopState.TaskState;
import concurrency.trace.Move.Awaited;
import concurrency.trace.Move.Awaited.Kind;
import concurrency.trace.Move.Entry;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * A future that drives a coroutine, and whose result is the coroutine's: {@code asyncio.Task}.
 *
 * <p>All of it is one method. {@link #step} resumes the coroutine; what comes out is the future that the coroutine
 * waits for; the task asks that future to call it when it is done, and then takes the next step. In between, the task
 * is nowhere but in the future's list of callbacks, and its coroutine is a suspended frame.
 *
 * <p>To cancel a task is to raise a {@link CancellationException} at the await where its coroutine stands. The
 * coroutine may clean up, wait while it does, or ignore it. The rules are those of CPython's asyncio/tasks.py, 3.13.
 *
 * @param <T> what its coroutine returns
 */
public final class Task<T> extends Future<T> {
    private final String name; // null if it goes by its number
    private final int number;
    private final Coroutine<? extends T> coroutine;
    private final Troubles.Watch destroyedWhilePending;
    private final Wakeup wakeup = new Wakeup(this);
    private final Runnable nextStep = () -> step(null);
    private Future<?> waiter; // what the coroutine waits for; null while it is ready or running
    private boolean mustCancel; // cancelled while it waited for nothing: to be raised at the next step
    private int cancelRequests;
    private boolean started;
    private int line; // where the coroutine last awaited; known only while somebody records

    Task(EventLoop loop, Coroutine<? extends T> coroutine, String name, int number) {
        super(loop);
        this.name = name;
        this.number = number;
        this.coroutine = coroutine;
        var coroutineName = coroutine.name();
        this.destroyedWhilePending = Troubles.whenCollected(
                this,
                loop.troubles(),
                () -> new Trouble(
                        "Task was destroyed but it is pending!",
                        described("pending", name(name, number), coroutineName),
                        null));
        loop.listener().created(this);
        callSoon(null);
    }

    /** What a future calls to wake up the task that waits for it. */
    record Wakeup(Task<?> task) implements DoneCallback<Object> {
        @Override
        public void done(Future<?> future) {
            task.step(null);
        }
    }

    /** Its name: given, or {@code Task-1} and so on. */
    public String name() {
        return name(name, number);
    }

    private static String name(String given, int number) {
        return given != null ? given : "Task-" + number;
    }

    /** The coroutine that it drives. */
    public Coroutine<? extends T> coroutine() {
        return coroutine;
    }

    /**
     * Asks for the cancellation of the coroutine, which happens at the await where it stands or at its next one.
     *
     * @return whether it was still pending
     */
    @Override
    public boolean cancel(String message) {
        loop().checkThread();
        if (done()) {
            retrieved();
            return false;
        }
        cancelRequests++;
        if (waiter != null && waiter.cancel(message)) {
            return true; // its callback brings us back to step(), where the await finds it cancelled
        }
        mustCancel = true;
        cancelMessage(message);
        return true;
    }

    /** How often its cancellation was asked for, less {@link #uncancel}. */
    public int cancelling() {
        return cancelRequests;
    }

    /** Takes back one request for cancellation, which whoever handled it should do; returns how many are left. */
    public int uncancel() {
        loop().checkThread();
        if (cancelRequests > 0) {
            cancelRequests--;
            if (cancelRequests == 0) {
                mustCancel = false;
            }
        }
        return cancelRequests;
    }

    /** @throws UnsupportedOperationException always: only its coroutine gives a task its result */
    @Override
    public void setResult(T value) {
        throw new UnsupportedOperationException("Task does not support setResult operation");
    }

    /** @throws UnsupportedOperationException always: only its coroutine gives a task its exception */
    @Override
    public void setException(Throwable thrown) {
        throw new UnsupportedOperationException("Task does not support setException operation");
    }

    @Override
    public String toString() {
        return described(outcome(), name(), coroutine.name());
    }

    private static String described(String outcome, String name, String coroutine) {
        return "<Task " + outcome + " name='" + name + "' coro=<" + coroutine + "()>>";
    }

    /**
     * Runs the coroutine to the next future that it has to wait for.
     *
     * <p>What the coroutine throws becomes the task's exception. What is {@link Fatal} is also thrown on, so that it
     * ends the loop's run.
     *
     * @param toRaise what to raise where it stands, or null
     */
    void step(Throwable toRaise) {
        if (done()) {
            throw new IllegalStateException("step(): already done: " + this);
        }
        var raising = toRaise;
        if (mustCancel) {
            mustCancel = false;
            if (!(raising instanceof CancellationException) && !awaitWillCancel()) {
                raising = cancellation();
            }
        }
        waiter = null;
        loop().enter(this);
        try {
            loop().listener().resumed(this, started);
            if (!started) {
                started = true;
                coroutine.toldBy(loop().listener());
            }
            var yielded = coroutine.resume(null, raising);
            if (yielded == Frame.ENDED) {
                end();
            } else {
                waitFor(yielded);
            }
        } catch (CancellationException cancelled) {
            cancelMessage(cancelled.getMessage());
            super.cancel(cancelled.getMessage());
        } catch (Throwable thrown) {
            fail(thrown);
            if (Fatal.is(thrown)) {
                throw Sneaky.raise(thrown);
            }
        } finally {
            loop().listener().paused(this);
            loop().leave(this);
            if (done()) {
                destroyedWhilePending.settle();
                loop().listener().ended(this);
            }
        }
    }

    /** Whether what it waited for raises a cancellation anyway: a later one does not take the place of that. */
    private boolean awaitWillCancel() {
        return waiter != null && (waiter.cancelled() || waiter.failure() instanceof CancellationException);
    }

    @SuppressWarnings("unchecked") // what a Coroutine<T> returns
    private void end() {
        var result = (T) coroutine.takeResult();
        if (mustCancel) { // asked for too late for an await, but before the end
            mustCancel = false;
            super.cancel(cancelMessage());
        } else {
            finish(result);
        }
    }

    private void waitFor(Object yielded) {
        switch (yielded) {
            case null -> callSoon(null);
            case Future<?> future
            when !future.takeAwaited() ->
                callSoon(new IllegalStateException(
                        "yield was used instead of await in task " + this + " with " + future));
            case Future<?> future
            when future.loop() != loop() ->
                callSoon(new IllegalStateException(
                        "Task " + this + " got Future " + future + " attached to a different loop"));
            case Future<?> future
            when future == this -> callSoon(new IllegalStateException("Task cannot await on itself: " + this));
            case Future<?> future -> {
                waiter = future;
                loop().listener().awaiting(this, future);
                future.addDoneCallback(wakeup);
                if (mustCancel && future.cancel(cancelMessage())) {
                    mustCancel = false;
                }
            }
            default -> callSoon(new IllegalStateException("Task got bad yield: " + yielded));
        }
    }

    /** Its loop is closed, so it will never be done. */
    void destroy() {
        destroyedWhilePending.settle();
        try {
            loop().report("Task was destroyed but it is pending!", toString(), null);
        } finally { // a handler may fail for good, and the coroutine is to clean up all the same
            closeCoroutine();
        }
    }

    private void closeCoroutine() {
        try {
            coroutine.close();
        } catch (Exception failed) {
            loop().report("Exception ignored while closing a coroutine", toString(), failed);
        }
    }

    /** How it stands between two turns, while it is not done. */
    TaskState taskState() {
        var waits = waiter != null && !waiter.done();
        return new TaskState(
                name(),
                "",
                waits ? Doing.WAITING : Doing.READY,
                waits ? waiter.awaited() : null,
                null,
                line,
                List.of());
    }

    /** What it waits for; null if it does not. */
    Future<?> waiter() {
        return waiter;
    }

    int number() {
        return number;
    }

    int line() {
        return line;
    }

    void line(int line) {
        this.line = line;
    }

    /** Its next step, as the ready queue holds it. */
    private void callSoon(Throwable toRaise) {
        loop().callSoon(new Handle(toRaise == null ? nextStep : () -> step(toRaise), this::entry));
    }

    /** How a record calls its next step. */
    Entry entry() {
        return Entry.task(name());
    }

    @Override
    Awaited awaited() {
        return new Awaited(name(), Kind.TASK);
    }

    @Override
    String subject() {
        return name();
    }

    @Override
    String kind() {
        return "Task";
    }
}
