package concurrency.asyncio;

import concurrency.trace.Move.Entry;
import java.util.function.Supplier;

/** A callback that the loop will call once, unless it is cancelled before. */
public sealed class Handle permits TimerHandle, SocketHandle {
    private static final Entry CALLBACK = Entry.callback("callback");

    private final Supplier<Entry> entry;
    private Runnable callback;

    Handle(Runnable callback) {
        this(callback, () -> CALLBACK);
    }

    /** @param entry how a record calls it; asked only while somebody records */
    Handle(Runnable callback, Supplier<Entry> entry) {
        this.callback = callback;
        this.entry = entry;
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

    Entry entry() {
        return entry.get();
    }

    @Override
    public String toString() {
        return entry().name();
    }
}
