package concurrency.asyncio;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/**
 * A future of a loop, and one for all threads, that end together. What happens to the loop's always happens on the
 * loop's thread.
 */
final class Bridge<T> {
    private final EventLoop loop;
    private final CompletableFuture<T> outside = new CompletableFuture<>();
    private final Runnable loopClosed = this::loopClosed;
    private Coroutine<T> coroutine; // until a task drives it
    private Future<T> inside; // null until then

    private Bridge(EventLoop loop, Coroutine<T> coroutine) {
        this.loop = loop;
        this.coroutine = coroutine;
    }

    static <T> CompletableFuture<T> toCompletableFuture(Future<T> future) {
        var bridge = new Bridge<T>(future.loop(), null);
        bridge.open();
        bridge.link(future);
        return bridge.outside;
    }

    static <T> CompletableFuture<T> run(Coroutine<T> coroutine, EventLoop loop) {
        var bridge = new Bridge<>(loop, coroutine);
        try {
            bridge.open();
            loop.callSoonThreadsafe(bridge::start);
        } catch (IllegalStateException closed) {
            if (bridge.outside.completeExceptionally(closed)) { // else the loop has seen to it
                coroutine.close();
            }
            throw closed;
        }
        return bridge.outside;
    }

    private void open() {
        loop.toldOfClose(loopClosed);
        outside.whenComplete((_, _) -> loop.noLongerToldOfClose(loopClosed));
    }

    private void start() {
        var starting = coroutine;
        coroutine = null;
        if (outside.isDone()) { // cancelled in the meantime
            starting.close();
        } else {
            link(loop.createTask(starting));
        }
    }

    private void link(Future<T> future) {
        inside = future;
        future.addDoneCallback(_ -> handOut());
        outside.whenComplete((_, _) -> {
            if (!future.done()) { // what another thread sees of that may be old, and then it is cancelled in vain
                onLoop(loop, () -> future.cancel());
            }
        });
    }

    private void handOut() {
        if (inside.cancelled()) {
            outside.cancel(false);
        } else if (inside.exception() != null) {
            outside.completeExceptionally(inside.exception());
        } else {
            try {
                outside.complete(inside.result());
            } catch (Exception impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** After the loop has ended its tasks. */
    private void loopClosed() {
        if (inside != null && inside.done()) { // its last callback was not called any more
            handOut();
        } else if (outside.completeExceptionally(new IllegalStateException("Event loop is closed"))
                && coroutine != null) {
            coroutine.close();
        }
    }

    static <T> Future<T> fromStage(EventLoop loop, CompletionStage<T> stage) {
        Future<T> future = loop.createFuture();
        future.addDoneCallback(_ -> {
            if (future.cancelled()) {
                stage.toCompletableFuture().cancel(true);
            }
        });
        stage.whenComplete((result, failure) -> onLoop(loop, () -> handIn(result, failure, future)));
        return future.about("a stage of another thread");
    }

    private static <T> void handIn(T result, Throwable failure, Future<T> future) {
        if (future.done()) {
            return;
        }
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        switch (cause) {
            case null -> future.setResult(result);
            case CancellationException cancelled -> future.cancel(cancelled.getMessage());
            default -> future.setException(cause);
        }
    }

    private static void onLoop(EventLoop loop, Runnable callback) {
        try {
            loop.callSoonThreadsafe(callback);
        } catch (IllegalStateException closed) {
            // Then nobody waits there.
        }
    }
}
