package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of failures while a loop cleans up, and that it cleans up all the same. */
@BothWays
class CleanupTest extends Loops {

    private Coroutine<Void> failingCleanUp(Throwable failure) {
        return async(() -> {
            try {
                await(sleep(9));
            } finally {
                seen.add("cleaned up");
                throwAny(failure);
            }
        });
    }

    private static void throwAny(Throwable failure) throws Exception {
        if (failure != null) {
            throw Sneaky.raise(failure);
        }
    }

    @Test
    @DisplayName(
            "F40 errors in finally blocks keep close from nothing: the first is thrown, the others suppressed in it")
    void errorsWhileClosing() throws Exception {
        var pipe = Pipe.open();
        try {
            pipe.source().configureBlocking(false);
            loop.addReader(pipe.source(), () -> {});
            var first = new AssertionError("first");
            var second = new InternalError("second");
            loop.createTask(failingCleanUp(first));
            loop.createTask(failingCleanUp(new IOException("reported")));
            loop.createTask(failingCleanUp(second));
            loop.createTask(failingCleanUp(null));
            loop.step();
            assertSame(first, assertThrows(AssertionError.class, loop::close));
            assertTrue(Arrays.asList(first.getSuppressed()).contains(second));
            assertEquals(List.of("cleaned up", "cleaned up", "cleaned up", "cleaned up"), seen);
            assertTrue(loop.isClosed());
            assertFalse(pipe.source().isRegistered(), "its selector is closed");
        } finally {
            pipe.source().close();
            pipe.sink().close();
        }
    }

    @Test
    @DisplayName("F40 nor does an exception handler that fails for good keep a coroutine from being closed")
    void handlerEnds() throws Exception {
        var grave = new InternalError("in the handler");
        loop.setExceptionHandler(_ -> {
            throw grave;
        });
        loop.createTask(failingCleanUp(null));
        loop.createTask(failingCleanUp(null));
        loop.step();
        assertSame(grave, assertThrows(InternalError.class, loop::close));
        assertEquals(List.of("cleaned up", "cleaned up"), seen);
    }

    @Test
    @DisplayName("F48 a clean-up that fails does not hide the exception of the main coroutine")
    void mainFirst() throws Exception {
        var mine = new IllegalStateException("the real reason");
        var grave = new InternalError("in a clean-up");
        var thrown = assertThrows(
                IllegalStateException.class,
                () -> loop.run(async(() -> {
                    createTask(failingCleanUp(grave));
                    await(sleep(1));
                    throw mine;
                })));
        assertSame(mine, thrown);
        assertEquals(List.of(grave), Arrays.asList(mine.getSuppressed()));
        assertEquals(List.of("cleaned up"), seen);
    }

    @Test
    @DisplayName("F48 where the main coroutine succeeds, what ends the clean-up is thrown")
    void cleanUpAlone() throws Exception {
        var grave = new InternalError("in a clean-up");
        assertSame(
                grave,
                assertThrows(
                        InternalError.class,
                        () -> loop.run(async(() -> {
                            createTask(failingCleanUp(grave));
                            await(sleep(1));
                        }))));
    }

    @Test
    @DisplayName("F48 an assertion that fails in a clean-up is reported, as any exception is")
    void assertionInCleanUp() throws Exception {
        assertEquals("result", loop.run(async(() -> {
            createTask(failingCleanUp(new AssertionError("in a clean-up")));
            await(sleep(1));
            return "result";
        })));
        assertEquals(List.of("unhandled exception during asyncio.run() shutdown"), troubled.messages());
        assertInstanceOf(AssertionError.class, troubled.all().getFirst().exception());
    }
}
