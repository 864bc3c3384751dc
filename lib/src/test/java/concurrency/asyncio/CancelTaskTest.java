package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.currentTask;
import static concurrency.asyncio.Asyncio.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What cancelling a task promises. */
@BothWays
class CancelTaskTest extends Loops {

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
}
