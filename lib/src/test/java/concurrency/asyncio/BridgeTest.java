package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.run;
import static concurrency.asyncio.Asyncio.runCoroutineThreadsafe;
import static concurrency.asyncio.Asyncio.sleep;
import static concurrency.asyncio.Asyncio.toCompletableFuture;
import static concurrency.asyncio.Asyncio.wrapFuture;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Futures of a loop and those of all threads: results, failures and cancellations in both directions. */
@BothWays
class BridgeTest extends BothWays.Tests {
    private final EventLoop loop = new EventLoop();
    private final Troubled troubled = new Troubled(loop);
    private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    private final CountDownLatch waiting = new CountDownLatch(1);

    /** The loop runs on a thread of its own; what is to be done meanwhile is done on this one. */
    private interface Meanwhile {
        void happens() throws Exception;
    }

    private void whileLoopRuns(Meanwhile meanwhile) throws Exception {
        var chosen = way;
        var thread = Thread.ofPlatform()
                .start(() -> ScopedValue.where(Switching.CHOSEN, chosen).run(() -> {
                    try {
                        loop.runForever();
                    } catch (InterruptedException impossible) {
                        throw new IllegalStateException(impossible);
                    }
                }));
        try {
            meanwhile.happens();
        } finally {
            loop.callSoonThreadsafe(() -> loop.callSoon(loop::stop)); // after what has been handed over
            thread.join();
        }
    }

    private Coroutine<Void> waitForEver() {
        return async(() -> {
            waiting.countDown();
            try {
                await(loop.createFuture());
            } finally {
                seen.add("ended");
            }
        });
    }

    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(20, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName("F64 a coroutine that another thread hands in runs on the loop's thread; its result comes back")
    void result() throws Exception {
        try (loop) {
            whileLoopRuns(() -> {
                var ran = get(runCoroutineThreadsafe(
                        async(() -> {
                            await(sleep(0.001));
                            return EventLoop.runningOrNull();
                        }),
                        loop));
                assertSame(loop, ran);
            });
        }
    }

    @Test
    @DisplayName("F64 what the coroutine throws is the cause; its own cancellation is a cancellation")
    void failures() throws Exception {
        var failure = new IOException("no");
        try (loop) {
            whileLoopRuns(() -> {
                var failing = runCoroutineThreadsafe(
                        async(() -> {
                            throw failure;
                        }),
                        loop);
                assertSame(
                        failure,
                        assertThrows(ExecutionException.class, () -> get(failing))
                                .getCause());
                var cancelled = runCoroutineThreadsafe(
                        async(() -> {
                            Asyncio.currentTask().cancel();
                            await(sleep(9));
                        }),
                        loop);
                assertThrows(CancellationException.class, () -> get(cancelled));
            });
        }
        assertEquals(List.of(), troubled.messages());
    }

    @Test
    @DisplayName("F64 cancelling it from another thread cancels the coroutine, at its await")
    void cancelled() throws Exception {
        try (loop) {
            whileLoopRuns(() -> {
                var future = runCoroutineThreadsafe(waitForEver(), loop);
                waiting.await();
                assertTrue(future.cancel(true));
            });
            assertEquals(List.of("ended"), List.copyOf(seen));
            assertEquals(List.of(), loop.allTasks());
        }
        assertEquals(List.of(), troubled.messages());
    }

    @Test
    @DisplayName("F64 a time limit of Java's, which completes the future, cancels the coroutine too")
    void orTimeout() throws Exception {
        try (loop) {
            whileLoopRuns(() -> {
                var future = runCoroutineThreadsafe(waitForEver(), loop);
                waiting.await();
                var thrown =
                        assertThrows(ExecutionException.class, () -> get(future.orTimeout(1, TimeUnit.MILLISECONDS)));
                assertInstanceOf(TimeoutException.class, thrown.getCause());
            });
            assertEquals(List.of("ended"), List.copyOf(seen));
        }
    }

    @Test
    @DisplayName("F64 cancelled before the loop has taken it, the coroutine never runs")
    void cancelledEarly() throws Exception {
        try (loop) {
            var coroutine = waitForEver();
            runCoroutineThreadsafe(coroutine, loop).cancel(true);
            loop.step();
            assertEquals(Generator.State.CLOSED, coroutine.state());
            assertEquals(List.of(), loop.allTasks());
            assertEquals(1, waiting.getCount());
        }
    }

    private static void assertClosed(CompletableFuture<?> future) {
        var thrown = assertThrows(ExecutionException.class, () -> get(future));
        assertEquals(
                "Event loop is closed",
                assertInstanceOf(IllegalStateException.class, thrown.getCause()).getMessage());
    }

    @Test
    @DisplayName("F64 a loop that is closed before it has taken the coroutine ends the future and the coroutine")
    void closedBefore() {
        var coroutine = waitForEver();
        var future = runCoroutineThreadsafe(coroutine, loop);
        loop.close();
        assertClosed(future);
        assertEquals(Generator.State.CLOSED, coroutine.state());
        assertEquals(List.of(), troubled.messages());
    }

    @Test
    @DisplayName("F64 a loop that is closed while the coroutine waits ends it, and then the future")
    void closedMeanwhile() throws Exception {
        var future = runCoroutineThreadsafe(waitForEver(), loop);
        future.whenComplete((_, _) -> seen.add("told"));
        loop.step();
        loop.step();
        loop.close();
        assertClosed(future);
        assertEquals(List.of("ended", "told"), List.copyOf(seen));
    }

    @Test
    @DisplayName("F64 a loop that is closed when the coroutine has just ended still tells how")
    void closedAfter() throws Exception {
        var fatal = new InternalError("ends the run");
        var future = runCoroutineThreadsafe(
                async(() -> {
                    throw fatal;
                }),
                loop);
        assertThrows(InternalError.class, loop::runForever);
        loop.close();
        assertSame(
                fatal, assertThrows(ExecutionException.class, () -> get(future)).getCause());
    }

    @Test
    @DisplayName("F64 a loop that is closed ends what stands outside for one of its futures, too")
    void closedOutside() {
        var future = loop.<String>createFuture();
        CompletableFuture<String> outside = toCompletableFuture(future);
        loop.close();
        assertClosed(outside);
        assertEquals(
                "Event loop is closed",
                assertThrows(IllegalStateException.class, () -> toCompletableFuture(future))
                        .getMessage());
    }

    @Test
    @DisplayName("F64 a loop that lives on keeps nothing of what has gone over the bridge")
    void nothingKept() throws Exception {
        try (loop) {
            Garbage.awaitCollected(goneOver());
        }
    }

    private WeakReference<Object> goneOver() throws Exception {
        var large = new Object();
        var future = runCoroutineThreadsafe(async(() -> large), loop);
        for (var turn = 0; turn < 4; turn++) {
            loop.step();
        }
        assertSame(large, future.getNow(null));
        return new WeakReference<>(large);
    }

    @Test
    @DisplayName("F64 a closed loop refuses the coroutine, which is closed")
    void closed() {
        loop.close();
        var coroutine = waitForEver();
        var refused = assertThrows(IllegalStateException.class, () -> runCoroutineThreadsafe(coroutine, loop));
        assertEquals("Event loop is closed", refused.getMessage());
        assertEquals(Generator.State.CLOSED, coroutine.state());
    }

    @Test
    @DisplayName("F64 a stage is awaited, whatever thread completes it")
    void stage() throws Exception {
        loop.close();
        assertEquals("r", run(async(() -> await(wrapFuture(CompletableFuture.completedFuture("r"))))));
        assertEquals(
                "late",
                run(async(() -> await(wrapFuture(CompletableFuture.supplyAsync(
                        () -> "late", CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS)))))));
    }

    @Test
    @DisplayName("F64 a stage's failure comes without its wrapper, its cancellation as one")
    void stageFails() throws Exception {
        loop.close();
        var failure = new IOException("no");
        run(async(() -> {
            var failed = CompletableFuture.failedFuture(failure);
            var thrown = assertThrows(IOException.class, () -> await(wrapFuture(failed.thenApply(any -> any))));
            assertSame(failure, thrown);
            var cancelled = new CompletableFuture<String>();
            cancelled.cancel(true);
            assertThrows(CancellationException.class, () -> await(wrapFuture(cancelled)));
        }));
    }

    @Test
    @DisplayName("F64 cancelling the task that awaits a stage cancels the stage")
    void stageCancelled() throws Exception {
        loop.close();
        var stage = new CompletableFuture<String>();
        run(async(() -> {
            var task = createTask(async(() -> await(wrapFuture(stage))));
            await(sleep(0));
            task.cancel();
            assertThrows(CancellationException.class, () -> await(task));
            await(sleep(0));
            assertTrue(stage.isCancelled());
        }));
    }

    @Test
    @DisplayName("F64 a stage that is done after its loop was closed goes nowhere, quietly")
    void stageTooLate() throws Exception {
        var stage = new CompletableFuture<String>();
        try (loop) {
            loop.createTask(async(() -> await(wrapFuture(stage))));
            loop.step();
        }
        assertTrue(stage.complete("late"));
        assertEquals(List.of("Task was destroyed but it is pending!"), troubled.messages());
    }

    @Test
    @DisplayName("F64 a task of the loop as a CompletableFuture: there and back again")
    void thereAndBack() throws Exception {
        loop.close();
        run(async(() -> {
            var there = toCompletableFuture(sleep(0.001, "r")).thenApply(result -> result + "!");
            assertEquals("r!", await(wrapFuture(there)));
            var task = createTask(sleep(99));
            toCompletableFuture(task).cancel(true);
            assertThrows(CancellationException.class, () -> await(task));
            assertFalse(Asyncio.runningLoop().allTasks().contains(task));
        }));
    }
}
