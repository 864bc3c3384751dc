package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.gather;
import static concurrency.asyncio.Asyncio.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * What another thread may not do to futures, tasks and timers of a loop that runs, and that nothing comes of trying.
 */
@BothWays
class ForeignThreadTest extends Loops {

    /** Has another thread try that while the loop is in the middle of a turn, and returns why it was refused. */
    private static String refusal(Executable call) throws InterruptedException {
        var messages = new ArrayList<String>();
        var other = Thread.ofPlatform()
                .start(() -> messages.add(
                        assertThrows(IllegalStateException.class, call).getMessage()));
        other.join();
        assertEquals(1, messages.size(), "was not refused");
        return messages.getFirst();
    }

    private static void assertRefused(Executable call) throws InterruptedException {
        var message = refusal(call);
        assertTrue(message.startsWith("Non-thread-safe operation invoked on an event loop"), message);
    }

    @Test
    @DisplayName("F42 another thread cannot complete a future, and who waits for it still gets what the loop sets")
    void futures() throws Exception {
        assertEquals("by the loop", run(() -> {
            Future<String> future = loop.createFuture();
            var waiter = createTask(async(() -> await(future)));
            await(sleep(0));
            assertRefused(() -> future.setResult("from elsewhere"));
            assertRefused(() -> future.setException(new Exception("from elsewhere")));
            assertRefused(future::cancel);
            assertFalse(future.done());
            future.setResult("by the loop");
            return await(waiter);
        }));
    }

    @Test
    @DisplayName("F42 another thread can neither add nor remove callbacks")
    void callbacks() throws Exception {
        run(() -> {
            var future = loop.createFuture();
            Future.DoneCallback<Object> callback = _ -> seen.add("called");
            future.addDoneCallback(callback);
            assertRefused(() -> future.addDoneCallback(callback));
            assertRefused(() -> future.removeDoneCallback(callback));
            future.setResult(null);
            assertRefused(() -> future.addDoneCallback(callback));
            await(sleep(0));
        });
        assertEquals(List.of("called"), seen);
    }

    @Test
    @DisplayName("F42 another thread can neither cancel a task or a gather nor take a cancellation back")
    void tasks() throws Exception {
        run(() -> {
            var task = createTask(sleep(1, "slept"));
            var all = gather(task);
            await(sleep(0));
            assertRefused(() -> task.cancel("from elsewhere"));
            assertRefused(() -> all.cancel("from elsewhere"));
            assertRefused(task::uncancel);
            assertEquals(0, task.cancelling());
            assertEquals(List.of("slept"), await(all));
        });
    }

    @Test
    @DisplayName("F42 another thread cannot cancel a timer or end the watch over a socket")
    void timersAndSockets() throws Exception {
        var pipe = Pipe.open();
        try {
            pipe.source().configureBlocking(false);
            run(() -> {
                var timer = loop.callLater(1, () -> seen.add("timer"));
                loop.addReader(pipe.source(), () -> {});
                assertRefused(timer::cancel);
                assertRefused(() -> loop.removeReader(pipe.source()));
                assertRefused(() -> loop.removeWriter(pipe.source()));
                assertTrue(loop.removeReader(pipe.source()));
                await(sleep(2));
            });
        } finally {
            pipe.source().close();
            pipe.sink().close();
        }
        assertEquals(List.of("timer"), seen);
    }
}
