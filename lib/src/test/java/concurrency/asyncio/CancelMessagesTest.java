package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.gatherReturningExceptions;
import static concurrency.asyncio.Asyncio.shield;
import static concurrency.asyncio.Asyncio.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which message a cancellation has for whom. */
@BothWays
class CancelMessagesTest extends Loops {

    private static String messageOf(Awaitable<?> awaitable) {
        return assertThrows(CancellationException.class, () -> await(awaitable)).getMessage();
    }

    @Test
    @DisplayName("F05 a shield whose inner task is cancelled is cancelled without that message, as in CPython")
    void shielded() throws Exception {
        run(() -> {
            var inner = createTask(sleep(9));
            var outer = shield(inner);
            await(sleep(0));
            inner.cancel("inner only");
            assertNull(messageOf(outer));
            assertEquals("inner only", messageOf(inner));
        });
    }

    @Test
    @DisplayName("F05 a cancellation that is under way keeps its message when another one comes before it arrives")
    void underWay() throws Exception {
        run(() -> {
            var task = createTask(sleep(9));
            await(sleep(0));
            task.cancel("first");
            task.cancel("second");
            assertEquals("first", messageOf(task));
            assertEquals(2, task.cancelling());
        });
    }

    @Test
    @DisplayName("F05 F30 a gather that is cancelled has the message of its last part, or else its own")
    void gathered() throws Exception {
        run(() -> {
            var first = loop.createFuture();
            var last = loop.createFuture();
            var all = gatherReturningExceptions(first, last);
            last.cancel("of the last part");
            all.cancel("of the gather");
            assertEquals("of the last part", messageOf(all));
            var done = loop.createFuture();
            done.setResult("r");
            var other = gatherReturningExceptions(loop.createFuture(), done);
            other.cancel("of the gather");
            assertEquals("of the gather", messageOf(other));
        });
    }

    @Test
    @DisplayName("F11 a shield that is completed by hand in the turn in which its inner future ends is reported")
    void shieldCompletedByHand() throws Exception {
        run(() -> {
            Future<String> inner = loop.createFuture();
            var outer = shield(inner);
            inner.setResult("inner");
            outer.setResult("by hand");
            await(sleep(0));
            assertEquals("by hand", outer.result());
        });
        assertEquals(List.of("Exception in callback"), troubled.messages());
    }

    @Test
    @DisplayName("F05 but one that comes after the result of what is awaited did takes its place")
    void afterTheResult() throws Exception {
        run(() -> {
            Future<String> future = loop.createFuture();
            var task = createTask(async(() -> await(future)));
            await(sleep(0));
            future.setResult("too late");
            task.cancel("first");
            task.cancel("second");
            assertEquals("second", messageOf(task));
        });
        assertEquals(List.of(), troubled.messages());
    }
}
