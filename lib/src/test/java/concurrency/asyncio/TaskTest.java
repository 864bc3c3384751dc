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

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What tasks promise. */
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
                () -> run(() -> CoroutineFrame.current().yield(5)));
        assertSays("Task got bad yield: 5", failed);
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
    @DisplayName("F24 memory that runs out ends the loop's run, and is the task's exception too")
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
    @DisplayName("F15 a future that is handed over without await is refused")
    void yieldsFuture() {
        var future = loop.createFuture();
        var failed = assertThrows(
                IllegalStateException.class,
                () -> run(() -> CoroutineFrame.current().yield(future)));
        assertSays(
                "yield was used instead of await in task <Task pending name='Task-1' coro=<main()>>"
                        + " with <Future pending>",
                failed);
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
}
