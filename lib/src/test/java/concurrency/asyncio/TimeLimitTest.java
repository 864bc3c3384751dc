package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.currentTask;
import static concurrency.asyncio.Asyncio.sleep;
import static concurrency.asyncio.Asyncio.waitFor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What waitFor and sleep promise. */
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
    @DisplayName("F33 F34 nor with no time at all, if it runs already")
    void ignoredCancellationAtOnce() throws Exception {
        run(() -> {
            var task = createTask(stubborn());
            await(sleep(1));
            assertEquals("ignored", await(waitFor(task, 0)));
            var slow = createTask(slow());
            await(sleep(1));
            var failed = assertThrows(TimeoutException.class, () -> await(waitFor(slow, -1)));
            assertTrue(failed.getCause() instanceof CancellationException);
            assertEquals(List.of("started", "cleaned up"), seen);
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
