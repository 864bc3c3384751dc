package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.asCompleted;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is Java's own in asCompleted; that it keeps CPython's rules is held by {@link RecordedToolsTest}. */
@BothWays
class AsCompletedTest extends Loops {
    @Test
    @DisplayName("F65 coroutines, each once however often it is named, come in the order of their ends")
    void order() throws Exception {
        run(() -> {
            var slow = sleep(3, "slow");
            for (var done : asCompleted(List.of(slow, sleep(1, "fast"), sleep(2, "middle"), slow))) {
                seen.add(done.result() + " " + loop.time());
            }
        });
        assertEquals(List.of("fast 1.0", "middle 2.0", "slow 3.0"), seen);
    }

    @Test
    @DisplayName("F65 what was done before comes first, in the order of the arguments; what comes is what was given")
    void doneBefore() throws Exception {
        run(() -> {
            var late = createTask(sleep(5, 0));
            var one = createTask(sleep(1, 1));
            var two = createTask(sleep(2, 2));
            await(sleep(3));
            for (var done : asCompleted(List.of(late, two, one))) {
                seen.add(done);
            }
            assertEquals(List.of(two, one, late), seen);
        });
    }

    @Test
    @DisplayName("F65 a step that is too late throws a TimeoutException; what is awaited goes on, and no timer is left")
    void tooLate() throws Exception {
        run(() -> {
            var task = createTask(sleep(5));
            assertThrows(
                    TimeoutException.class, () -> asCompleted(List.of(task), 2).forEach(seen::add));
            assertEquals(2, loop.time());
            assertFalse(task.done());
            asCompleted(List.of(task), 99).forEach(seen::add);
            assertEquals(List.of(task), seen);
        });
        loop.step();
        assertEquals(0, loop.timerCount());
        assertEquals(5, loop.time()); // the second limit was not waited for
    }

    @Test
    @DisplayName("F65 a step outside of a coroutine is refused, and one after the end")
    void refused() throws Exception {
        var task = loop.createTask(sleep(0));
        var steps = asCompleted(List.of(task)).iterator();
        assertEquals(
                "'await' outside async function",
                assertThrows(IllegalStateException.class, steps::next).getMessage());
        assertThrows(NoSuchElementException.class, steps::next);
        run(() -> await(task));
    }
}
