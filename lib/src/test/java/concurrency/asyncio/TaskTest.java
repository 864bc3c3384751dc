package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.currentTask;
import static concurrency.asyncio.Asyncio.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.CapturedLog;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What coroutines and tasks promise. */
@BothWays
class TaskTest extends Loops {

    private static void assertSays(String message, Throwable thrown) {
        assertEquals(message, thrown.getMessage());
    }

    private Coroutine<Object> sleeper() {
        return async(() -> {
            try {
                await(sleep(10));
                return "slept";
            } finally {
                seen.add("finally");
            }
        });
    }

    @Test
    @DisplayName("F13 a future of another loop cannot be awaited")
    void otherLoop() throws Exception {
        try (var other = new EventLoop()) {
            var foreign = other.createFuture();
            var failed = assertThrows(IllegalStateException.class, () -> run(() -> await(foreign)));
            assertTrue(
                    failed.getMessage().endsWith("got Future <Future pending> attached to a different loop"),
                    failed.getMessage());
        }
    }

    @Test
    @DisplayName("F13 the same future can be awaited twice, and by many")
    void sameFutureTwice() throws Exception {
        Future<String> future = loop.createFuture();
        loop.callLater(1, () -> future.setResult("r"));
        assertEquals("rr", run(() -> {
            var other = createTask(async(() -> await(future)));
            return await(future) + await(future) + (await(other).equals("r") ? "" : "?");
        }));
    }

    @Test
    @DisplayName("F14 a task that awaits itself is told so")
    void awaitsItself() {
        var failed = assertThrows(IllegalStateException.class, () -> run(() -> await(currentTask())));
        assertSays("Task cannot await on itself: <Task pending name='Task-1' coro=<main()>>", failed);
    }

    @Test
    @DisplayName("F15 what is no future cannot be given to a task")
    void badYield() {
        var failed = assertThrows(
                IllegalStateException.class,
                () -> run(() -> Switching.currentFrame().handOver(5)));
        assertSays("Task got bad yield: 5", failed);
    }

    @Test
    @DisplayName("F15 nothing cannot be awaited, and nobody can await outside of a coroutine")
    void badAwait() {
        assertSays(
                "object null can't be used in 'await' expression",
                assertThrows(IllegalArgumentException.class, () -> run(() -> await(null))));
        assertSays(
                "'await' outside async function",
                assertThrows(IllegalStateException.class, () -> await(loop.createFuture())));
        var gen = Generator.of(_ -> await(loop.createFuture()));
        assertSays("'await' outside async function", assertThrows(IllegalStateException.class, gen::next));
    }

    @Test
    @DisplayName("F15 a generator cannot yield from a coroutine")
    void yieldFromCoroutine() {
        var coroutine = sleeper();
        var gen = Generator.of(self -> self.yieldFrom(coroutine));
        assertSays(
                "cannot 'yield from' a coroutine object in a non-coroutine generator",
                assertThrows(IllegalArgumentException.class, gen::next));
        coroutine.close();
    }

    @Test
    @DisplayName("F16 a coroutine can be awaited once")
    void awaitTwice() throws Exception {
        var coroutine = async(() -> "r");
        run(() -> {
            assertEquals("r", await(coroutine));
            assertSays(
                    "cannot reuse already awaited coroutine",
                    assertThrows(IllegalStateException.class, () -> await(coroutine)));
        });
        assertThrows(IllegalStateException.class, () -> coroutine.send(null));
        assertThrows(IllegalStateException.class, () -> coroutine.raise(new IOException()));
        coroutine.close();
    }

    @Test
    @DisplayName("F16 not while another one awaits it, and not by itself")
    void awaitMeanwhile() throws Exception {
        var me = new Coroutine<?>[1];
        var coroutine = async(() -> {
            assertSays("coroutine already executing", assertThrows(IllegalStateException.class, () -> await(me[0])));
            return await(sleep(1, "r"));
        });
        me[0] = coroutine;
        run(() -> {
            var task = createTask(coroutine);
            await(sleep(0));
            assertSays(
                    "coroutine is being awaited already",
                    assertThrows(IllegalStateException.class, () -> await(coroutine)));
            assertEquals("r", await(task));
        });
    }

    @Test
    @DisplayName("F16 a coroutine can be driven by hand, as a task does")
    void byHand() {
        Future<String> future = loop.createFuture();
        var inner = async(() -> await(future) + "!");
        var outer = async(() -> "<" + await(inner) + ">");
        assertEquals(Generator.State.CREATED, outer.state());
        assertSame(future, outer.send(null));
        assertEquals(Generator.State.SUSPENDED, outer.state());
        assertEquals(Generator.State.SUSPENDED, inner.state());
        future.setResult("r");
        assertEquals(
                "<r!>",
                assertThrows(StopIteration.class, () -> outer.send(null)).value());
        assertEquals(Generator.State.CLOSED, outer.state());
        assertEquals(Generator.State.CLOSED, inner.state());
    }

    @Test
    @DisplayName("F16 closing one runs its finally blocks, the innermost first")
    void closeCoroutine() {
        var outer = async(() -> {
            try {
                return await(sleeper());
            } finally {
                seen.add("outer finally");
            }
        });
        loop.callSoon(() -> {
            outer.send(null);
            outer.close();
        });
        assertThrows(IllegalStateException.class, () -> {
            loop.callSoon(loop::stop);
            loop.runUntilComplete(loop.createFuture());
        });
        assertEquals(List.of("finally", "outer finally"), seen);
    }

    @Test
    @DisplayName("F17 a coroutine that nobody awaits is reported by its name")
    void neverAwaited() throws Exception {
        loop.callSoon(this::forgetCoroutine);
        loop.step();
        Garbage.awaitAfterCollection(() -> !troubled.all().isEmpty());
        assertEquals(
                "coroutine 'forgetCoroutine' was never awaited",
                troubled.all().getFirst().message());
    }

    private void forgetCoroutine() {
        async(() -> "never");
    }

    @Test
    @DisplayName("F17 where no loop runs, to the log")
    void neverAwaitedWithoutLoop() {
        try (var log = new CapturedLog(EventLoop.class)) {
            forgetCoroutine();
            Garbage.awaitAfterCollection(() -> !log.messages().isEmpty());
            assertEquals(List.of("coroutine 'forgetCoroutine' was never awaited: forgetCoroutine"), log.messages());
        }
    }

    @Test
    @DisplayName("F18 a task ends as its coroutine does")
    void ends() throws Exception {
        run(() -> {
            assertEquals("r", await(createTask(async(() -> "r"))));
            assertNull(await(createTask(async(() -> {}))));
            var bad = new IOException("bad");
            var failing = createTask(async(() -> {
                throw bad;
            }));
            assertSame(bad, assertThrows(IOException.class, () -> await(failing)));
            assertSame(bad, failing.exception());
            var stopping = createTask(async(() -> {
                throw new StopIteration("s");
            }));
            assertSays(
                    "coroutine raised StopIteration", assertThrows(IllegalStateException.class, () -> await(stopping)));
        });
    }

    @Test
    @DisplayName("F18 only its coroutine gives it a result")
    void setResult() throws Exception {
        run(() -> {
            assertSays(
                    "Task does not support setResult operation",
                    assertThrows(
                            UnsupportedOperationException.class,
                            () -> currentTask().setResult(null)));
            assertSays(
                    "Task does not support setException operation",
                    assertThrows(
                            UnsupportedOperationException.class,
                            () -> currentTask().setException(new Exception())));
        });
    }

    @Test
    @DisplayName("F19 a task that is cancelled before its first step never runs")
    void cancelBeforeStart() throws Exception {
        run(() -> {
            var task = createTask(sleeper());
            assertTrue(task.cancel("early"));
            assertSays("early", assertThrows(CancellationException.class, () -> await(task)));
            assertTrue(task.cancelled());
        });
        assertEquals(List.of(), seen);
    }

    @Test
    @DisplayName("F20 cancelling a task cancels what it waits for; its finally may itself wait")
    void cancelWhileWaiting() throws Exception {
        var future = loop.createFuture();
        run(() -> {
            var task = createTask(async(() -> {
                try {
                    return await(future);
                } finally {
                    await(sleep(1));
                    seen.add("cleaned up at " + loop.time());
                }
            }));
            await(sleep(1));
            task.cancel();
            assertThrows(CancellationException.class, () -> await(task));
        });
        assertTrue(future.cancelled());
        assertEquals(List.of("cleaned up at 2.0"), seen);
    }

    @Test
    @DisplayName("F21 a task may ignore a cancellation")
    void ignoresCancel() throws Exception {
        run(() -> {
            var task = createTask(async(() -> {
                try {
                    return await(sleeper());
                } catch (CancellationException ignored) {
                    return "ignored";
                }
            }));
            await(sleep(1));
            task.cancel();
            assertEquals("ignored", await(task));
            assertFalse(task.cancelled());
        });
    }

    @Test
    @DisplayName("F21 or fail on it")
    void failsOnCancel() throws Exception {
        run(() -> {
            var task = createTask(async(() -> {
                try {
                    return await(sleeper());
                } catch (CancellationException cancelled) {
                    throw new IOException("on cancel", cancelled);
                }
            }));
            await(sleep(1));
            task.cancel();
            assertThrows(IOException.class, () -> await(task));
            assertEquals(Future.State.FINISHED, task.state());
        });
    }

    @Test
    @DisplayName("F22 a task that cancels itself goes on to its next await")
    void cancelsItself() throws Exception {
        var task = loop.createTask(async(() -> {
            currentTask().cancel("self");
            seen.add("goes on");
            await(sleep(0));
            seen.add("never");
        }));
        assertSays("self", assertThrows(CancellationException.class, () -> loop.runUntilComplete(task)));
        assertEquals(List.of("goes on"), seen);
    }

    @Test
    @DisplayName("F22 and is cancelled if there is none")
    void cancelsItselfAtEnd() {
        var task = loop.createTask(async(() -> {
            currentTask().cancel();
            return "unheard";
        }));
        assertThrows(CancellationException.class, () -> loop.runUntilComplete(task));
        assertTrue(task.cancelled());
    }

    @Test
    @DisplayName("F23 requests for cancellation are counted, and can be taken back")
    void counts() throws Exception {
        run(() -> {
            var task = createTask(sleeper());
            assertEquals(0, task.cancelling());
            task.cancel();
            task.cancel();
            assertEquals(2, task.cancelling());
            assertEquals(1, task.uncancel());
            assertEquals(0, task.uncancel());
            assertEquals(0, task.uncancel());
            assertEquals("slept", await(task), "taken back before it was delivered");
        });
    }

    @Test
    @DisplayName("F24 an Error ends the loop's run, and is the task's exception too")
    void error() throws Exception {
        var task = loop.createTask(async(() -> {
            throw new OutOfMemoryError("pretended");
        }));
        assertSays("pretended", assertThrows(OutOfMemoryError.class, () -> loop.runUntilComplete(task)));
        assertSays("pretended", task.exception());
        assertEquals("alive", run(() -> "alive"));
    }

    @Test
    @DisplayName("F24 so does an interrupt that a task meets while it blocks")
    void interruptInStep() throws Exception {
        var task = loop.createTask(async(() -> {
            Thread.currentThread().interrupt();
            new CountDownLatch(1).await();
        }));
        assertThrows(InterruptedException.class, () -> loop.runUntilComplete(task));
        assertTrue(task.exception() instanceof InterruptedException);
        assertFalse(Thread.interrupted());
        assertEquals("alive", run(() -> "alive"));
    }

    @Test
    @DisplayName("F25 a task that is pending when its loop is closed is reported, and its finally runs")
    void pendingAtClose() throws Exception {
        loop.createTask(sleeper(), "forgotten");
        loop.step();
        loop.close();
        assertEquals(List.of("Task was destroyed but it is pending!"), troubled.messages());
        assertEquals(
                "<Task pending name='forgotten' coro=<sleeper()>>",
                troubled.all().getFirst().source());
        assertEquals(List.of("finally"), seen);
    }

    @Test
    @DisplayName(
            "F25 so is one that is collected, once; with threads it is not, and is reported when its loop is closed")
    void pendingWhenCollected() throws Exception {
        forgetTask();
        loop.step();
        if (way == Switching.CONTINUATION) {
            Garbage.awaitAfterCollection(() -> !troubled.all().isEmpty());
        } else {
            Garbage.awaitCollected(new WeakReference<>(new Object()));
            assertEquals(List.of(), troubled.messages());
            assertEquals(1, loop.allTasks().size());
        }
        loop.close();
        assertEquals(List.of("Task was destroyed but it is pending!"), troubled.messages());
        assertEquals(
                "<Task pending name='Task-1' coro=<forgetTask()>>",
                troubled.all().getFirst().source());
    }

    private void forgetTask() {
        loop.createTask(async(() -> await(new Future<>(loop))));
    }

    @Test
    @DisplayName("all coroutines of a loop run on the loop's thread; with threads, each task has its own")
    void oneThread() throws Exception {
        run(() -> {
            for (var i = 0; i < 3; i++) {
                await(createTask(async(() -> {
                    seen.add(Thread.currentThread());
                    await(sleep(1));
                    seen.add(Thread.currentThread());
                })));
            }
        });
        var threads = seen.stream().distinct().toList();
        if (way == Switching.CONTINUATION) {
            assertEquals(List.of(Thread.currentThread()), threads);
        } else {
            assertEquals(3, threads.size(), "each has its own");
        }
        assertEquals(6, seen.size());
    }

    @Test
    @DisplayName("a method that is no coroutine may wait in the middle of one")
    void helperAwaits() throws Exception {
        assertEquals(
                List.of(1, 2, 3),
                run(() -> List.of(1, 2, 3).stream().map(TaskTest::sleptOn).toList()));
    }

    private static int sleptOn(int value) {
        try {
            return await(sleep(1, value));
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    @DisplayName("G42 awaits may be nested to any depth, suspended there, and fail there")
    void awaitsInDepth() throws Exception {
        assertEquals(10_000, run(() -> await(deep(10_000, false))));
        var failed = assertThrows(IOException.class, () -> run(() -> await(deep(10_000, true))));
        assertSays("from the depth", failed);
    }

    private static Coroutine<Integer> deep(int depth, boolean fail) {
        return async(() -> {
            if (depth > 0) {
                return 1 + await(deep(depth - 1, fail));
            }
            await(sleep(1));
            if (fail) {
                throw new IOException("from the depth");
            }
            return 0;
        });
    }

    @Test
    @DisplayName("G42 and be cancelled there, the innermost first")
    void cancelInDepth() throws Exception {
        run(() -> {
            var task = createTask(cleaning(200));
            await(sleep(1));
            task.cancel();
            assertThrows(CancellationException.class, () -> await(task));
        });
        assertEquals(IntStream.rangeClosed(0, 200).boxed().toList(), seen);
    }

    private Coroutine<Void> cleaning(int depth) {
        return async(() -> {
            try {
                await(depth > 0 ? cleaning(depth - 1) : sleep(9));
            } finally {
                seen.add(depth);
            }
        });
    }

    @Test
    @DisplayName("F15 a future that is handed over without await is refused")
    void yieldsFuture() {
        var future = loop.createFuture();
        var failed = assertThrows(
                IllegalStateException.class,
                () -> run(() -> Switching.currentFrame().handOver(future)));
        assertSays(
                "yield was used instead of await in task <Task pending name='Task-1' coro=<main()>>"
                        + " with <Future pending>",
                failed);
    }

    @Test
    @DisplayName("F22 a task that cancels itself and then waits for a future cancels that, with the message")
    void cancelsItselfAndWaits() throws Exception {
        var future = loop.createFuture();
        var task = loop.createTask(async(() -> {
            currentTask().cancel("self");
            await(future);
        }));
        assertSays("self", assertThrows(CancellationException.class, () -> loop.runUntilComplete(task)));
        assertTrue(future.cancelled());
        assertSays("self", assertThrows(CancellationException.class, future::result));
    }

    @Test
    @DisplayName("F22 at its end, too, the message is kept")
    void cancelsItselfAtEndWithMessage() {
        var task = loop.createTask(async(() -> currentTask().cancel("at the end")));
        assertSays("at the end", assertThrows(CancellationException.class, () -> loop.runUntilComplete(task)));
        assertSays("at the end", assertThrows(CancellationException.class, task::result));
    }

    @Test
    @DisplayName("F23 one of two requests that is taken back leaves the other")
    void oneIsLeft() throws Exception {
        run(() -> {
            var task = createTask(sleeper());
            assertTrue(task.cancel());
            assertTrue(task.cancel());
            task.uncancel();
            assertThrows(CancellationException.class, () -> await(task));
            assertFalse(task.cancel());
        });
    }

    @Test
    @DisplayName("F20 cancelling a task that waits is asked for, and done when the task says so")
    void cancelSays() throws Exception {
        run(() -> {
            var task = createTask(sleeper());
            await(sleep(1));
            assertTrue(task.cancel());
            assertFalse(task.cancelled());
            assertThrows(CancellationException.class, () -> await(task));
            assertTrue(task.cancelled());
        });
    }

    @Test
    @DisplayName("F25 a finally that fails while its loop is closed is reported, and the other tasks are closed too")
    void failsAtClose() throws Exception {
        loop.createTask(async(() -> {
            try {
                await(sleep(9));
            } finally {
                failing();
            }
        }));
        loop.createTask(sleeper());
        loop.step();
        loop.close();
        assertEquals(
                List.of(
                        "Task was destroyed but it is pending!",
                        "Exception ignored while closing a coroutine",
                        "Task was destroyed but it is pending!"),
                troubled.messages());
        assertSays("failing", troubled.all().get(1).exception());
        assertEquals(List.of("finally"), seen);
        assertEquals(List.of(), loop.allTasks());
    }

    private static void failing() throws IOException {
        throw new IOException("failing");
    }

    @Test
    @DisplayName("F16 raising by hand: what is caught gives the next future, nothing cannot be raised")
    void raiseByHand() throws IOException {
        var first = loop.createFuture();
        var second = loop.createFuture();
        var coroutine = async(() -> {
            try {
                return await(first);
            } catch (IOException caught) {
                return await(second);
            }
        });
        assertSame(first, coroutine.send(null));
        assertThrows(IllegalArgumentException.class, () -> coroutine.raise((RuntimeException) null));
        assertSame(second, coroutine.raise(new IOException("by hand")));
        assertEquals("<coroutine raiseByHand SUSPENDED>", coroutine.toString());
        coroutine.close();
        assertEquals("<coroutine raiseByHand CLOSED>", coroutine.toString());
    }
}
