package concurrency.asyncio;

import concurrency.trace.Move;

/** A callback that the loop will call once, unless it is cancelled before. */
public sealed class Handle permits TimerHandle, SocketHandle {
    private Runnable callback;
    private final Task<?> task;
    private final Future<?> future;

    Handle(Runnable callback) {
        this(callback, null, null);
    }

    /**
     * @param task the task of which this is the next step, or null
     * @param future the future that is done, which is why; or null
     */
    Handle(Runnable callback, Task<?> task, Future<?> future) {
        this.callback = callback;
        this.task = task;
        this.future = future;
    }

    /** Keeps the callback from being called, if it has not been, and lets go of it. */
    public void cancel() {
        callback = null;
    }

    /** Whether it was cancelled. */
    public final boolean cancelled() {
        return callback == null;
    }

    final void run() {
        callback.run();
    }

    final Task<?> task() {
        return task;
    }

    /** How a record calls it. */
    final Move.Entry entry() {
        return task != null ? Move.Entry.task(task.name()) : Move.Entry.callback(toString());
    }

    @Override
    public String toString() {
        return task != null ? task.name() : future != null ? "callback of " + future.subject() : "callback";
    }
}
