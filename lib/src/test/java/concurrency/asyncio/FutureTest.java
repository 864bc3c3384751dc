package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.CapturedLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a future promises. */
@BothWays
class FutureTest extends BothWays.Tests {
    private final EventLoop loop = new EventLoop(new VirtualClock());
    private final Troubled troubled = new Troubled(loop);
    private final Future<Object> future = loop.createFuture();
    private final List<Object> seen = new ArrayList<>();

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    private static void assertSays(String message, Throwable thrown) {
        assertEquals(message, thrown.getMessage());
    }

    /** Calls what is ready now. */
    private void turn() throws InterruptedException {
        loop.step();
    }

    @Test
    @DisplayName("F01 it begins pending")
    void beginsPending() {
        assertEquals(Future.State.PENDING, future.state());
        assertFalse(future.done());
        assertFalse(future.cancelled());
        assertSame(loop, future.loop());
        assertEquals("<Future pending>", future.toString());
    }

    @Test
    @DisplayName("F02 while it is pending there is no result and no exception")
    void nothingIsSet() {
        assertSays("Result is not set.", assertThrows(IllegalStateException.class, future::result));
        assertSays("Exception is not set.", assertThrows(IllegalStateException.class, future::exception));
    }

    @ParameterizedTest
    @DisplayName("F03 it is done once: then neither result nor exception can be set, and it stays as it was")
    @ValueSource(strings = {"result", "exception", "cancel"})
    void doneOnce(String end) throws Exception {
        var bad = new IOException("first");
        switch (end) {
            case "result" -> future.setResult("first");
            case "exception" -> future.setException(bad);
            default -> future.cancel("first");
        }
        future.addDoneCallback(_ -> seen.add("called"));
        turn();
        var before = future.toString();
        assertSays("invalid state", assertThrows(IllegalStateException.class, () -> future.setResult("second")));
        assertSays(
                "invalid state",
                assertThrows(IllegalStateException.class, () -> future.setException(new IOException("second"))));
        turn();
        assertEquals(before, future.toString());
        assertEquals(List.of("called"), seen);
        switch (end) {
            case "result" -> {
                assertEquals("first", future.result());
                assertNull(future.exception());
            }
            case "exception" -> {
                assertSame(bad, future.exception());
                assertSame(bad, assertThrows(IOException.class, future::result));
            }
            default -> assertSays("first", assertThrows(CancellationException.class, future::result));
        }
    }

    @Test
    @DisplayName("F03 no exception is none, and changes nothing")
    void noException() {
        assertThrows(NullPointerException.class, () -> future.setException(null));
        assertEquals(Future.State.PENDING, future.state());
    }

    @Test
    @DisplayName("F04 only a pending one can be cancelled")
    void cancel() {
        assertTrue(future.cancel());
        assertFalse(future.cancel());
        assertTrue(future.cancelled());
        assertThrows(CancellationException.class, future::result);
        assertThrows(CancellationException.class, future::exception);
        var finished = loop.createFuture();
        finished.setResult(1);
        assertFalse(finished.cancel());
    }

    @Test
    @DisplayName("F05 the message of a cancellation reaches who waits")
    void cancelMessage() throws Exception {
        loop.callSoon(() -> future.cancel("because"));
        assertEquals("because", loop.runUntilComplete(async(() -> {
            try {
                return await(future);
            } catch (CancellationException cancelled) {
                return cancelled.getMessage();
            }
        })));
    }

    @Test
    @DisplayName("F06 a StopIteration is no exception for a future")
    void stopIteration() {
        var stop = new StopIteration();
        future.setException(stop);
        var failed = assertThrows(IllegalStateException.class, future::result);
        assertSays("StopIteration interacts badly with generators and cannot be raised into a Future", failed);
        assertSame(stop, failed.getCause());
    }

    @Test
    @DisplayName("F07 callbacks are called in the next turn, in their order, and never from within")
    void callbacksAreScheduled() throws InterruptedException {
        future.addDoneCallback(done -> seen.add("first " + done.result()));
        future.addDoneCallback(_ -> seen.add("second"));
        future.setResult("r");
        assertEquals(List.of(), seen);
        turn();
        assertEquals(List.of("first r", "second"), seen);
    }

    @Test
    @DisplayName("F08 so is one that is added when it is done")
    void callbackAfterwards() throws InterruptedException {
        future.setResult(1);
        future.addDoneCallback(_ -> seen.add("called"));
        assertEquals(List.of(), seen);
        turn();
        assertEquals(List.of("called"), seen);
    }

    @Test
    @DisplayName("F09 a callback that is added twice is called twice, and removed twice at once")
    void sameCallbackTwice() throws InterruptedException {
        Future.DoneCallback<Object> callback = _ -> seen.add("called");
        future.addDoneCallback(callback);
        future.addDoneCallback(callback);
        assertEquals(2, future.removeDoneCallback(callback));
        assertEquals(0, future.removeDoneCallback(callback));
        future.addDoneCallback(callback);
        future.addDoneCallback(callback);
        future.setResult(1);
        turn();
        assertEquals(List.of("called", "called"), seen);
    }

    @Test
    @DisplayName("F10 callbacks may add and remove callbacks")
    void callbacksChangeTheList() throws InterruptedException {
        Future.DoneCallback<Object> removed = _ -> seen.add("was due already");
        future.addDoneCallback(done -> {
            seen.add("first");
            done.removeDoneCallback(cast(removed));
            done.addDoneCallback(_ -> seen.add("added"));
        });
        future.addDoneCallback(removed);
        future.setResult(1);
        turn();
        turn();
        assertEquals(List.of("first", "was due already", "added"), seen);
    }

    @SuppressWarnings("unchecked") // a callback of anything is one of this
    private static <T> Future.DoneCallback<T> cast(Future.DoneCallback<?> callback) {
        return (Future.DoneCallback<T>) callback;
    }

    @Test
    @DisplayName("F11 what a callback throws goes to the handler, and the others are called")
    void callbackThrows() throws InterruptedException {
        var bad = new IOException("bad");
        future.addDoneCallback(_ -> {
            throw bad;
        });
        future.addDoneCallback(_ -> seen.add("second"));
        future.setResult(1);
        turn();
        assertEquals(List.of("second"), seen);
        assertEquals(List.of("Exception in callback"), troubled.messages());
        assertSame(bad, troubled.all().getFirst().exception());
    }

    @Test
    @DisplayName("F11 so does what the handler throws, to the log, and the loop goes on")
    void handlerThrows() throws InterruptedException {
        loop.setExceptionHandler(_ -> {
            throw new IllegalStateException("the handler's own");
        });
        loop.callSoon(() -> {
            throw new IllegalStateException("the callback's");
        });
        loop.callSoon(() -> seen.add("second"));
        try (var log = new CapturedLog(EventLoop.class)) {
            turn();
            assertEquals("Exception in callback: callback", log.messages().getFirst());
            assertTrue(log.messages().getLast().startsWith("Unhandled error in exception handler"));
        }
        assertEquals(List.of("second"), seen);
    }

    @Test
    @DisplayName("F09 removing one leaves the others, and says how many it was")
    void removeOneOfTwo() throws InterruptedException {
        Future.DoneCallback<Object> callback = _ -> seen.add("removed");
        future.addDoneCallback(callback);
        future.addDoneCallback(_ -> seen.add("stays"));
        assertEquals(1, future.removeDoneCallback(callback));
        future.cancel();
        turn();
        assertEquals(List.of("stays"), seen);
    }

    @Test
    @DisplayName("F01 its text says how it stands")
    void text() {
        var finished = loop.createFuture();
        finished.setResult("r");
        assertEquals("<Future finished result=r>", finished.toString());
        future.cancel();
        assertEquals("<Future cancelled>", future.toString());
    }
}
