package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.gather;
import static concurrency.asyncio.Asyncio.gatherReturningExceptions;
import static concurrency.asyncio.Asyncio.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What gather and wait make of parts that are done before they are asked, as CPython does. */
@BothWays
class AlreadyDoneTest extends Loops {

    private <T> Future<T> done(T result) {
        Future<T> future = loop.createFuture();
        future.setResult(result);
        return future;
    }

    private Future<Object> failed(String why) {
        var future = loop.createFuture();
        future.setException(new IOException(why));
        return future;
    }

    @Test
    @DisplayName("F27 of several parts that have failed already, the first argument's failure is the gather's")
    void firstFailure() {
        for (var i = 0; i < 200; i++) {
            var all = gather(failed("first"), failed("second"), failed("third"));
            assertTrue(all.done(), "at once, as all its parts are");
            assertEquals("first", all.exception().getMessage());
        }
    }

    @Test
    @DisplayName("F26 F29 a gather of parts that are done is done at once, each counted once")
    void doneAtOnce() throws Exception {
        var part = done("r");
        assertEquals(List.of("r", "s", "r"), gather(part, done("s"), part).result());
        var bad = failed("bad");
        var results = gatherReturningExceptions(bad, part, bad).result();
        assertSame(results.getFirst(), results.getLast());
        assertEquals("r", results.get(1));
    }

    @Test
    @DisplayName("F27 a part that has failed fails the gather at once, though others are under way")
    void failedBesidePending() {
        var pending = loop.createFuture();
        var all = gather(pending, failed("bad"));
        assertTrue(all.done());
        assertEquals("bad", all.exception().getMessage());
        assertFalse(pending.done());
    }

    @Test
    @DisplayName("F30 a part that is cancelled already makes the gather fail at once, with its message")
    void cancelledAlready() {
        var cancelled = loop.createFuture();
        cancelled.cancel("before");
        var all = gather(cancelled);
        assertFalse(all.cancelled(), "only a part of it was");
        assertEquals(
                "before", assertThrows(CancellationException.class, all::result).getMessage());
    }

    @Test
    @DisplayName("wait lets the others go first, once, even where enough are done already")
    void waitGivesUpControl() throws Exception {
        var first = done("a");
        Future<String> second = loop.createFuture();
        run(() -> {
            createTask(async(() -> second.setResult("b")));
            var waited = await(Asyncio.wait(List.of(first, second), 99, Waited.Until.FIRST_COMPLETED));
            assertEquals(List.of(first, second), waited.done(), "the second one was done meanwhile");
        });
        assertEquals(0, loop.time());
    }

    @Test
    @DisplayName("wait with no time at all still lets what is ready run")
    void waitNoTime() throws Exception {
        run(() -> {
            var task = createTask(async(() -> "ran"));
            assertEquals(
                    List.of(task),
                    await(Asyncio.wait(List.of(task), 0, Waited.Until.ALL_COMPLETED))
                            .done());
        });
    }

    @Test
    @DisplayName("wait counts a future that is given twice once")
    void waitTwice() throws Exception {
        run(() -> {
            var task = createTask(sleep(1, "a"));
            var waited = await(Asyncio.wait(List.of(task, task)));
            assertEquals(List.of(task), waited.done());
        });
    }
}
