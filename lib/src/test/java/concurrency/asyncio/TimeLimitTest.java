package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.currentTask;
import static concurrency.asyncio.Asyncio.sleep;
import static concurrency.asyncio.Asyncio.timeout;
import static concurrency.asyncio.Asyncio.timeoutAt;
import static concurrency.asyncio.Asyncio.waitFor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What waitFor, timeout and sleep promise. */
@BothWays
class TimeLimitTest extends Loops {

    private Coroutine<String> slow() {
        return async(() -> {
            seen.add("started");
            try {
                return await(sleep(10, "slow"));
            } finally {
                await(sleep(1));
                seen.add("cleaned up");
            }
        });
    }

    private Coroutine<String> stubborn() {
        return async(() -> {
            try {
                return await(sleep(10, "slept"));
            } catch (CancellationException ignored) {
                return "ignored";
            }
        });
    }

    @Test
    @DisplayName("F32 what takes too long is cancelled, and its end is waited for")
    void tooLong() throws Exception {
        run(() -> {
            var failed = assertThrows(TimeoutException.class, () -> await(waitFor(slow(), 2)));
            assertTrue(failed.getCause() instanceof CancellationException);
            assertEquals(List.of("started", "cleaned up"), seen);
            assertEquals(3, loop.time(), 1e-9);
            assertEquals(0, currentTask().cancelling());
        });
    }

    @Test
    @DisplayName("F32 a task too")
    void tooLongTask() throws Exception {
        run(() -> {
            var task = createTask(slow());
            assertThrows(TimeoutException.class, () -> await(waitFor(task, Duration.ofSeconds(2))));
            assertTrue(task.cancelled());
            assertEquals(List.of("started", "cleaned up"), seen);
        });
    }

    @Test
    @DisplayName("F32 what is in time gives its result, and leaves no timer")
    void inTime() throws Exception {
        run(() -> assertEquals("slow", await(waitFor(slow(), 20))));
        loop.step();
        assertEquals(11, loop.time(), 1e-9);
    }

    @Test
    @DisplayName("F33 with no time at all, only what is done already has a result")
    void noTime() throws Exception {
        run(() -> {
            var done = loop.createFuture();
            done.setResult("r");
            assertEquals("r", await(waitFor(done, 0)));
            assertThrows(TimeoutException.class, () -> await(waitFor(slow(), -1)));
        });
        assertEquals(List.of(), seen, "never started");
    }

    @Test
    @DisplayName("F34 a result is not lost because it comes instead of a cancellation")
    void ignoredCancellation() throws Exception {
        run(() -> {
            assertEquals("ignored", await(waitFor(stubborn(), 1)));
            assertEquals("ignored", await(waitFor(createTask(stubborn()), 1)));
        });
    }

    @Test
    @DisplayName("F34 who waits may be cancelled meanwhile, and that wins")
    void cancelledMeanwhile() throws Exception {
        run(() -> {
            var task = createTask(async(() -> await(waitFor(slow(), 2))));
            loop.callLater(2, task::cancel);
            assertThrows(CancellationException.class, () -> await(task));
        });
    }

    @Test
    @DisplayName("F35 an inner timeout that is over does not touch the outer one")
    void nestedInner() throws Exception {
        run(() -> {
            var outer = timeout(9);
            assertEquals("went on", outer.run(() -> {
                var inner = timeout(1);
                assertThrows(TimeoutException.class, () -> inner.run(() -> await(sleep(5))));
                assertTrue(inner.expired());
                return await(sleep(1, "went on"));
            }));
            assertFalse(outer.expired());
        });
    }

    @Test
    @DisplayName("F35 an outer one that is over goes through the inner one as a cancellation")
    void nestedOuter() throws Exception {
        run(() -> {
            var outer = timeout(1);
            var inner = timeout(9);
            assertThrows(
                    TimeoutException.class,
                    () -> outer.run(() -> {
                        throw assertThrows(CancellationException.class, () -> inner.run(() -> await(sleep(20))));
                    }));
            assertFalse(inner.expired());
        });
    }

    @Test
    @DisplayName("F35 when the inner one is over and throws, the outer one that is over too prevails")
    void bothOver() throws Exception {
        run(() -> {
            var outer = timeoutAt(1);
            assertThrows(
                    TimeoutException.class, () -> outer.run(() -> timeoutAt(1).run(() -> await(sleep(9)))));
        });
    }

    @Test
    @DisplayName("F35 its end can be moved, in both directions")
    void reschedule() throws Exception {
        run(() -> {
            var later = timeout(1);
            assertEquals("r", later.run(() -> {
                later.reschedule(5);
                return await(sleep(3, "r"));
            }));
            var sooner = timeout(99);
            assertThrows(
                    TimeoutException.class,
                    () -> sooner.run(() -> {
                        sooner.reschedule(loop.time() - 1);
                        return await(sleep(3));
                    }));
            assertEquals(
                    "Cannot change state of expired Timeout",
                    assertThrows(IllegalStateException.class, () -> sooner.reschedule(9))
                            .getMessage());
            assertEquals(
                    "Timeout has already been entered",
                    assertThrows(IllegalStateException.class, () -> sooner.run(() -> 1))
                            .getMessage());
        });
    }

    @Test
    @DisplayName("F35 an exception of its own passes a timeout as it is")
    void foreignException() throws Exception {
        run(() -> {
            assertThrows(
                    IOException.class,
                    () -> timeout(1).run(() -> {
                        throw new IOException("own");
                    }));
            assertThrows(
                    IOException.class,
                    () -> timeout(1).run(() -> {
                        try {
                            return await(sleep(9));
                        } finally {
                            failing();
                        }
                    }));
            assertEquals(0, currentTask().cancelling());
        });
    }

    private static void failing() throws IOException {
        throw new IOException("instead");
    }

    @Test
    @DisplayName("F35 a cancellation by somebody else is none by the timeout")
    void foreignCancellation() throws Exception {
        run(() -> {
            var task = createTask(async(() -> timeout(5).run(() -> await(sleep(9)))));
            loop.callLater(1, () -> task.cancel("by somebody"));
            assertEquals(
                    "by somebody",
                    assertThrows(CancellationException.class, () -> await(task)).getMessage());
        });
    }

    @Test
    @DisplayName("F36 sleep(0) lets the others go first, once")
    void sleepZero() throws Exception {
        run(() -> {
            var other = createTask(async(() -> {
                seen.add("other 1");
                await(sleep(-1));
                seen.add("other 2");
            }));
            seen.add("main 1");
            await(sleep(0));
            seen.add("main 2");
            await(other);
        });
        assertEquals(List.of("main 1", "other 1", "main 2", "other 2"), seen);
        assertEquals(0, loop.time());
    }

    @Test
    @DisplayName("F36 what is not a number is no time")
    void sleepNaN() {
        assertEquals(
                "Invalid delay: NaN (not a number)",
                assertThrows(IllegalArgumentException.class, () -> run(() -> await(sleep(Double.NaN))))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> loop.callLater(Double.NaN, () -> {}));
    }

    @Test
    @DisplayName("F36 a sleep that is cancelled leaves no timer")
    void sleepCancelled() throws Exception {
        run(() -> {
            var task = createTask(sleep(1_000));
            await(sleep(1));
            task.cancel();
            assertThrows(CancellationException.class, () -> await(task));
        });
        loop.step();
        assertEquals(0, loop.timerCount());
        assertEquals(1, loop.time(), 1e-9);
    }
}
