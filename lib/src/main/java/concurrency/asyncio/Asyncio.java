package concurrency.asyncio;

import concurrency.asyncio.Coroutine.Body;
import concurrency.asyncio.Coroutine.Procedure;
import concurrency.trace.Moment;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/**
 * The functions of Python's {@code asyncio} module, to be imported statically, and its two keywords.
 * {@snippet class="concurrency.asyncio.ExamplesTest" region="gather"}
 *
 * <p>Times are in seconds, as there.
 */
public final class Asyncio {
    private Asyncio() {}

    /** A coroutine, {@code async def}: nothing of it runs yet. It bears the name of the method that calls this. */
    public static <T> Coroutine<T> async(Body<T> body) {
        return new Coroutine<>(Names.ofMaker(body), body);
    }

    /** A coroutine that returns nothing. */
    public static Coroutine<Void> async(Procedure body) {
        return new Coroutine<>(Names.ofMaker(body), () -> {
            body.runs();
            return null;
        });
    }

    /**
     * Waits for a result inside a coroutine, while others run. To be called by the body of a coroutine, or by a method
     * that it calls: unlike Python's, a method need not be a coroutine itself to wait in the middle of one.
     *
     * @throws IllegalStateException outside of a coroutine: "'await' outside async function"; if the coroutine has been
     *     awaited before: "cannot reuse already awaited coroutine"
     * @throws IllegalArgumentException if there is nothing to wait for
     * @throws Exception what the coroutine threw, or the future's exception
     */
    public static <T> T await(Awaitable<T> awaitable) throws Exception {
        return CoroutineFrame.await(awaitable);
    }

    /**
     * Runs that on a loop of its own, then cancels what is left, and closes the loop.
     *
     * @return what it returned
     * @throws IllegalStateException if a loop runs on this thread already
     * @throws InterruptedException if the thread was interrupted, which cancelled it
     * @throws Exception what it threw
     */
    public static <T> T run(Coroutine<T> main) throws Exception {
        if (EventLoop.runningOrNull() != null) {
            main.close();
            throw new IllegalStateException("asyncio.run() cannot be called from a running event loop");
        }
        try (var loop = new EventLoop()) {
            return loop.run(main);
        }
    }

    /**
     * The loop that runs on this thread.
     *
     * @throws IllegalStateException if there is none: "no running event loop"
     */
    public static EventLoop runningLoop() {
        var loop = EventLoop.runningOrNull();
        if (loop == null) {
            throw new IllegalStateException("no running event loop");
        }
        return loop;
    }

    /** The task that runs now, or null. */
    public static Task<?> currentTask() {
        return runningLoop().currentTaskOrNull();
    }

    /** A task of the running loop. */
    public static <T> Task<T> createTask(Coroutine<T> coroutine) {
        return runningLoop().createTask(coroutine);
    }

    /** A task of the running loop, of that name. */
    public static <T> Task<T> createTask(Coroutine<T> coroutine, String name) {
        return runningLoop().createTask(coroutine, name);
    }

    /** That future itself, or a task of the running loop for that coroutine. */
    public static <T> Future<T> ensureFuture(Awaitable<T> awaitable) {
        return awaitable instanceof Future<T> future ? future : runningLoop().ensureFuture(awaitable);
    }

    /**
     * Waits that many seconds; 0, or less, lets the others go first, once; infinity, or 9e9 s (285 years) and more,
     * waits until it is cancelled.
     *
     * @throws IllegalArgumentException when awaited, if that is not a number: "Invalid delay: NaN (not a number)"
     */
    public static Coroutine<Void> sleep(double seconds) {
        return sleep(seconds, null);
    }

    /** As {@link #sleep(double)}. */
    public static Coroutine<Void> sleep(Duration time) {
        return sleep(Seconds.of(time));
    }

    /** As {@link #sleep(double)}, and gives {@code result}. */
    public static <T> Coroutine<T> sleep(double seconds, T result) {
        return new Coroutine<>("sleep", () -> {
            if (seconds <= 0) {
                CoroutineFrame.current().handOver(null);
                return result;
            }
            Seconds.toNanos(seconds);
            var loop = runningLoop();
            Future<T> future = loop.createFuture();
            var timer = loop.callLater(seconds, () -> future.setResultUnlessDone(result));
            try {
                return await(future.about(new Sleep(seconds)));
            } finally {
                timer.cancel();
            }
        });
    }

    private record Sleep(double seconds) {
        @Override
        public String toString() {
            return "sleep " + Moment.seconds(Seconds.toNanos(seconds));
        }
    }

    /**
     * Runs all of them at once, and gives their results in the order of the arguments. The first exception is its
     * exception; the others go on. Cancelling it cancels all of them.
     */
    @SafeVarargs
    @SuppressWarnings("varargs") // they are only read
    public static <T> Future<List<T>> gather(Awaitable<? extends T>... awaitables) {
        return gather(List.of(awaitables));
    }

    /** As {@link #gather(Awaitable...)}. */
    public static <T> Future<List<T>> gather(Collection<? extends Awaitable<? extends T>> awaitables) {
        return Gathering.of(loopOf(awaitables), awaitables, false);
    }

    /**
     * As {@link #gather(Awaitable...)}, with {@code return_exceptions=True}: an exception stands where a result would.
     */
    public static Future<List<Object>> gatherReturningExceptions(Awaitable<?>... awaitables) {
        return gatherReturningExceptions(List.of(awaitables));
    }

    /** As {@link #gatherReturningExceptions(Awaitable...)}. */
    public static Future<List<Object>> gatherReturningExceptions(Collection<? extends Awaitable<?>> awaitables) {
        return Gathering.of(loopOf(awaitables), awaitables, true);
    }

    /** The loop of the first future among them, else the running one. */
    private static EventLoop loopOf(Collection<? extends Awaitable<?>> awaitables) {
        for (var awaitable : awaitables) {
            if (Objects.requireNonNull(awaitable, "awaitable") instanceof Future<?> future) {
                return future.loop();
            }
        }
        return runningLoop();
    }

    /**
     * Waits until all of them are done, and no exception of theirs is thrown. Inside a class, which has another
     * {@code wait} from {@link Object}, say {@code Asyncio.wait}.
     */
    public static <T> Coroutine<Waited<T>> wait(Collection<? extends Future<T>> futures) {
        return wait(futures, Double.POSITIVE_INFINITY, Waited.Until.ALL_COMPLETED);
    }

    /**
     * Waits until so many of them are done or so many seconds have passed, and cancels none. It lets others go first at
     * least once, even if enough are done already.
     */
    public static <T> Coroutine<Waited<T>> wait(
            Collection<? extends Future<T>> futures, double seconds, Waited.Until until) {
        return new Coroutine<>("wait", () -> {
            var each = List.copyOf(new LinkedHashSet<Future<T>>(futures)); // one that is given twice counts once
            return Waited.waitFor(runningLoop(), each, seconds, until);
        });
    }

    /**
     * Waits at most so many seconds, then cancels what it waits for and waits for the end of that.
     *
     * @return throws a {@link TimeoutException}, caused by the cancellation, if it took longer
     */
    public static <T> Coroutine<T> waitFor(Awaitable<T> awaitable, double seconds) {
        return new Coroutine<>("waitFor", () -> {
            if (!(seconds <= 0)) { // also for what is not a number, which is refused there
                return timeout(seconds).run(() -> await(awaitable));
            }
            var future = ensureFuture(awaitable);
            if (future.done()) {
                return future.result();
            }
            return Timeout.cancelAndWait(future);
        });
    }

    /** As {@link #waitFor(Awaitable, double)}. */
    public static <T> Coroutine<T> waitFor(Awaitable<T> awaitable, Duration time) {
        return waitFor(awaitable, Seconds.of(time));
    }

    /** A limit to how long a part of a coroutine may take, from when it begins. */
    public static Timeout timeout(double seconds) {
        return Timeout.after(runningLoop(), seconds);
    }

    /** As {@link #timeout(double)}, until the loop's {@link EventLoop#time} is that. */
    public static Timeout timeoutAt(double when) {
        return Timeout.at(runningLoop(), when);
    }

    /**
     * Its result, but cancelling the one who waits here does not cancel it. If it is cancelled itself, so is this, but
     * without the message. Keep the task, as the loop does not.
     */
    public static <T> Future<T> shield(Awaitable<T> awaitable) {
        var inner = ensureFuture(awaitable);
        if (inner.done()) {
            return inner;
        }
        Future<T> outer = inner.loop().createFuture();
        Future.DoneCallback<T> handOn = done -> Waited.handOn(done, outer);
        inner.addDoneCallback(handOn);
        outer.addDoneCallback(_ -> inner.removeDoneCallback(handOn));
        return outer.about("shield of " + inner.subject());
    }

    /**
     * Runs all of them at once, and gives their futures in the order of their ends: {@code for (var done :
     * asCompleted(awaitables)) …}. Each step waits, inside the coroutine that goes through them. To go through them
     * once. It is Python's {@code async for}; where several are done when it begins, they come in the order of the
     * arguments.
     */
    public static <T> Iterable<Future<T>> asCompleted(Collection<? extends Awaitable<T>> awaitables) {
        return asCompleted(awaitables, Double.POSITIVE_INFINITY);
    }

    /**
     * As {@link #asCompleted(Collection)}; a step throws a {@link TimeoutException}, though it does not declare it, if
     * not all are done after so many seconds. None is cancelled by that.
     */
    public static <T> Iterable<Future<T>> asCompleted(Collection<? extends Awaitable<T>> awaitables, double seconds) {
        return new AsCompleted<>(loopOf(awaitables), awaitables, seconds);
    }

    /**
     * Makes a call that blocks, on a virtual thread of its own, while others run.
     * {@snippet class="concurrency.asyncio.ExamplesTest" region="to-thread"}
     *
     * <p>Cancelling it interrupts that thread, and waits for it, as Java's structured concurrency does: no thread is
     * left behind that still uses what its task has closed. The cancellation is raised when the call has ended; what it
     * returns is lost then, and what it throws is a suppressed exception of the cancellation that is raised here,
     * unless it is an {@link InterruptedException}. So a call that does not answer an interrupt delays the
     * cancellation. (Python cannot interrupt a thread: there the task goes on at once, and the thread until it ends.)
     *
     * @return gives what the call returns; fails with what it throws, but with an
     *     {@link java.util.concurrent.ExecutionException} if that is an {@link InterruptedException} of its own, which
     *     would end the loop's run
     */
    public static <T> Coroutine<T> toThread(Body<T> call) {
        Objects.requireNonNull(call, "call");
        return new Coroutine<>("toThread", () -> new ThreadCall<>(runningLoop(), call::run).await());
    }

    /** As {@link #toThread(Body)}, for a call that returns nothing. */
    public static Coroutine<Void> toThread(Procedure call) {
        Objects.requireNonNull(call, "call");
        return toThread((Body<Void>) () -> {
            call.runs();
            return null;
        });
    }

    /**
     * A future of the running loop that is done when that stage is, on whatever thread that happens: Python's
     * {@code wrap_future}. Cancelling it cancels {@link CompletionStage#toCompletableFuture}, and the other way round.
     */
    public static <T> Future<T> wrapFuture(CompletionStage<T> stage) {
        return Bridge.fromStage(runningLoop(), stage);
    }

    /**
     * What Java's libraries take for a future of the running loop. If it is cancelled, or completed by somebody else,
     * the awaitable is cancelled, and the other way round. If the loop is closed before, it fails with an
     * {@link IllegalStateException}: "Event loop is closed".
     */
    public static <T> CompletableFuture<T> toCompletableFuture(Awaitable<T> awaitable) {
        return Bridge.toCompletableFuture(ensureFuture(awaitable));
    }

    /**
     * Runs a coroutine on a loop that runs on another thread: Python's {@code run_coroutine_threadsafe}. To be called
     * from anywhere but the loop's own thread, which must not block on what this returns.
     * {@snippet class="concurrency.asyncio.ExamplesTest" region="run-coroutine-threadsafe"}
     *
     * @return as {@link #toCompletableFuture} of the coroutine's task
     * @throws IllegalStateException if the loop is closed: "Event loop is closed"; the coroutine is closed then
     */
    public static <T> CompletableFuture<T> runCoroutineThreadsafe(Coroutine<T> coroutine, EventLoop loop) {
        return Bridge.run(coroutine, loop);
    }
}
