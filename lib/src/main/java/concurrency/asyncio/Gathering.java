package concurrency.asyncio;

import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * The future of several results: what {@link Asyncio#gather} gives. Cancelling it cancels its parts, and it is done
 * when they are. The rules are those of {@code gather} in CPython's asyncio/tasks.py.
 */
final class Gathering<T> extends Future<List<T>> {
    private final List<? extends Future<? extends T>> parts;
    private final boolean returnExceptions;
    private int pending;
    private boolean cancelRequested;
    private String message;

    private Gathering(EventLoop loop, List<? extends Future<? extends T>> parts, boolean returnExceptions) {
        super(loop);
        this.parts = parts;
        this.returnExceptions = returnExceptions;
        about("gather of " + parts.size());
    }

    /** @param returnExceptions whether an exception is a result like any other; then {@code T} must be Object */
    static <T> Future<List<T>> of(
            EventLoop loop, Collection<? extends Awaitable<? extends T>> awaitables, boolean returnExceptions) {
        var parts = new ArrayList<Future<? extends T>>();
        var known = new IdentityHashMap<Awaitable<?>, Future<? extends T>>();
        for (var awaitable : awaitables) {
            parts.add(known.computeIfAbsent(awaitable, _ -> loop.ensureFuture(awaitable)));
        }
        var all = new Gathering<T>(loop, parts, returnExceptions);
        if (parts.isEmpty()) {
            all.finish(List.of());
        }
        all.watch(new LinkedHashSet<>(parts)); // each once; in the order of the arguments, which settles who is first
        return all;
    }

    /** Parts that are done already count at once, after the others have been asked to tell. */
    private void watch(Set<? extends Future<? extends T>> each) {
        pending = each.size();
        var done = new ArrayList<Future<? extends T>>();
        for (var part : each) {
            if (part.done()) {
                done.add(part);
            } else {
                part.addDoneCallback(this::partDone);
            }
        }
        done.forEach(this::partDone);
    }

    @Override
    public boolean cancel(String why) {
        loop().checkThread();
        if (done()) {
            return false;
        }
        var any = false;
        for (var part : parts) {
            any |= part.cancel(why);
        }
        if (any) { // to be told when all are done: one of them may ignore it
            cancelRequested = true;
            message = why;
        }
        return any;
    }

    private void partDone(Future<?> part) {
        pending--;
        if (done()) {
            if (!part.cancelled()) {
                part.exception(); // too late for anyone to hear of it
            }
            return;
        }
        var failure = returnExceptions ? null : failureOf(part); // not asked for before it is passed on
        if (failure != null) {
            fail(failure);
        } else if (pending == 0) {
            complete();
        }
    }

    private void complete() {
        var results = new ArrayList<T>();
        for (var part : parts) {
            results.add(resultOf(part));
        }
        if (cancelRequested) {
            var last = parts.getLast().cancelMessage(); // which is what CPython passes on, or else forgets the message
            fail(new CancellationException(last != null ? last : message));
            return;
        }
        finish(results);
    }

    @SuppressWarnings("unchecked") // a part is a Future<? extends T>; an exception is an Object, which T then is
    private T resultOf(Future<? extends T> part) {
        var failure = failureOf(part);
        try {
            return failure != null ? (T) failure : part.result();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Throwable failureOf(Future<?> part) {
        return part.cancelled() ? part.cancellation() : part.exception();
    }
}
