package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.gather;
import static concurrency.asyncio.Asyncio.gatherReturningExceptions;
import static concurrency.asyncio.Asyncio.shield;
import static concurrency.asyncio.Asyncio.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What gather, wait and shield promise. */
@BothWays
class GatherTest extends Loops {

    private Coroutine<String> after(double seconds, String result) {
        return async(() -> {
            try {
                await(sleep(seconds));
                if (result.startsWith("bad")) {
                    throw new IOException(result);
                }
                seen.add(result);
                return result;
            } catch (CancellationException cancelled) {
                seen.add(result + " cancelled");
                throw cancelled;
            }
        });
    }

    @Test
    @DisplayName("F26 results come in the order of the arguments, whoever is first")
    void order() throws Exception {
        run(() -> {
            assertEquals(List.of("a", "b", "c"), await(gather(after(3, "a"), after(1, "b"), after(2, "c"))));
            assertEquals(List.of(), await(gather()));
        });
        assertEquals(List.of("b", "c", "a"), seen);
    }

    @Test
    @DisplayName("F27 the first error is thrown, and the others go on")
    void firstError() throws Exception {
        run(() -> {
            var failed = assertThrows(
                    IOException.class, () -> await(gather(after(3, "a"), after(1, "bad 1"), after(2, "bad 2"))));
            assertEquals("bad 1", failed.getMessage());
            await(sleep(5));
        });
        assertEquals(List.of("a"), seen);
        assertEquals(List.of(), troubled.messages());
    }

    @Test
    @DisplayName("F28 returning exceptions, there are as many results as arguments")
    void returningExceptions() throws Exception {
        run(() -> {
            var cancelled = createTask(after(9, "c"));
            loop.callLater(1, cancelled::cancel);
            var results = await(gatherReturningExceptions(after(3, "a"), after(1, "bad"), cancelled));
            assertEquals(3, results.size());
            assertEquals("a", results.get(0));
            assertEquals("bad", ((IOException) results.get(1)).getMessage());
            assertTrue(results.get(2) instanceof CancellationException);
        });
    }

    @Test
    @DisplayName("F29 a coroutine that is given twice runs once and appears twice")
    void givenTwice() throws Exception {
        run(() -> {
            var once = after(1, "once");
            assertEquals(List.of("once", "a", "once"), await(gather(once, after(1, "a"), once)));
        });
        assertEquals(List.of("once", "a"), seen);
    }

    @Test
    @DisplayName("F30 cancelling a gather cancels all its parts")
    void cancelAll() throws Exception {
        run(() -> {
            var all = gather(after(1, "a"), after(2, "b"));
            loop.callLater(0.5, all::cancel);
            assertThrows(CancellationException.class, () -> await(all));
            assertFalse(all.cancel());
        });
        assertEquals(List.of("a cancelled", "b cancelled"), seen);
    }

    @Test
    @DisplayName("F30 so does cancelling the task that waits for it")
    void cancelWaiter() throws Exception {
        run(() -> {
            var waiter = createTask(async(() -> await(gather(after(1, "a"), after(2, "b")))));
            loop.callLater(0.5, waiter::cancel);
            assertThrows(CancellationException.class, () -> await(waiter));
            assertTrue(waiter.cancelled());
        });
        assertEquals(List.of("a cancelled", "b cancelled"), seen);
    }

    @Test
    @DisplayName("F30 one part that is cancelled is a CancellationException for the whole, and the others go on")
    void onePartCancelled() throws Exception {
        run(() -> {
            var part = createTask(after(9, "a"));
            loop.callLater(1, () -> part.cancel("only this"));
            var failed = assertThrows(CancellationException.class, () -> await(gather(part, after(2, "b"))));
            assertEquals("only this", failed.getMessage());
            await(sleep(5));
        });
        assertEquals(List.of("a cancelled", "b"), seen);
    }

    @Test
    @DisplayName("F31 futures of two loops cannot be gathered")
    void twoLoops() {
        try (var other = new EventLoop()) {
            var failed = assertThrows(
                    IllegalArgumentException.class, () -> gather(List.of(loop.createFuture(), other.createFuture())));
            assertEquals(
                    "The future belongs to a different loop than the one specified as the loop argument",
                    failed.getMessage());
        }
    }

    @Test
    @DisplayName("wait says who is done, throws nothing of theirs and cancels nobody")
    void waits() throws Exception {
        run(() -> {
            var tasks = List.of(createTask(after(1, "a")), createTask(after(2, "bad")), createTask(after(3, "c")));
            var first = await(Asyncio.wait(tasks, 9, Waited.Until.FIRST_COMPLETED));
            assertEquals(List.of(tasks.get(0)), first.done());
            var failing = await(Asyncio.wait(tasks, 9, Waited.Until.FIRST_EXCEPTION));
            assertEquals(List.of(tasks.get(2)), failing.pending());
            var late = await(Asyncio.wait(tasks, 0.5, Waited.Until.ALL_COMPLETED));
            assertEquals(List.of(tasks.get(2)), late.pending());
            assertEquals(3, await(Asyncio.wait(tasks)).done().size());
            assertTrue(tasks.get(1).exception() instanceof IOException);
            assertThrows(IllegalArgumentException.class, () -> await(Asyncio.wait(List.of())));
        });
        assertEquals(List.of("a", "c"), seen);
    }

    @Test
    @DisplayName("shield keeps a cancellation from what it shields")
    void shields() throws Exception {
        run(() -> {
            var inner = createTask(after(2, "a"));
            var outer = createTask(async(() -> await(shield(inner))));
            loop.callLater(1, outer::cancel);
            assertThrows(CancellationException.class, () -> await(outer));
            assertEquals("a", await(shield(inner)));
            assertSame(inner, shield(inner));
            assertThrows(IOException.class, () -> await(shield(after(1, "bad"))));
        });
    }

    @Test
    @DisplayName("F30 cancelling a gather that returns exceptions is a cancellation of it, with the message")
    void cancelReturningExceptions() throws Exception {
        run(() -> {
            var all = gatherReturningExceptions(after(1, "a"), after(2, "b"));
            await(sleep(0.5));
            assertTrue(all.cancel("enough"));
            assertFalse(all.done(), "not before its parts are");
            assertEquals(
                    "enough",
                    assertThrows(CancellationException.class, () -> await(all)).getMessage());
            var unsaid = gatherReturningExceptions(after(1, "c"));
            await(sleep(0.5));
            unsaid.cancel();
            assertNull(assertThrows(CancellationException.class, () -> await(unsaid))
                    .getMessage());
        });
        assertEquals(List.of("a cancelled", "b cancelled", "c cancelled"), seen);
    }

    @Test
    @DisplayName("F30 cancelling a gather whose last part is done cancels the rest, and one that ignores it is heard")
    void cancelWhatIsLeft() throws Exception {
        run(() -> {
            var all = gather(after(2, "a"), after(1, "b"));
            await(sleep(1.5));
            assertTrue(all.cancel("enough"));
            assertEquals(
                    "enough",
                    assertThrows(CancellationException.class, () -> await(all)).getMessage());
        });
        assertEquals(List.of("b", "a cancelled"), seen);
    }

    @Test
    @DisplayName("F27 a part that is cancelled after the first error changes nothing")
    void cancelledAfterError() throws Exception {
        run(() -> {
            var late = createTask(after(9, "a"));
            assertThrows(IOException.class, () -> await(gather(after(1, "bad"), late)));
            late.cancel();
            assertThrows(CancellationException.class, () -> await(late));
        });
        assertEquals(List.of("a cancelled"), seen);
        assertEquals(List.of(), troubled.messages());
    }

    @Test
    @DisplayName("wait leaves no timer and no callback behind")
    void waitLeavesNothing() throws Exception {
        run(() -> {
            var slow = createTask(after(5, "slow"));
            var quick = createTask(after(1, "quick"));
            await(Asyncio.wait(List.of(quick, slow), 99, Waited.Until.FIRST_COMPLETED));
            await(slow);
        });
        while (!loop.step().nothingLeft()) {
            // to the end
        }
        assertEquals(5, loop.time(), 1e-9, "a timer of wait was still there");
    }
}
