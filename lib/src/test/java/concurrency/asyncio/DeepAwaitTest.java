package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What coroutines promise that await one another to a great depth. */
@BothWays
class DeepAwaitTest extends Loops {

    private static void assertSays(String message, Throwable thrown) {
        assertEquals(message, thrown.getMessage());
    }

    @Test
    @DisplayName("G42 awaits may be nested to any depth, suspended there, and fail there")
    void awaitsInDepth() throws Exception {
        assertEquals(10_000, run(() -> await(deep(10_000, false))));
        var failed = assertThrows(IOException.class, () -> run(() -> await(deep(10_000, true))));
        assertSays("from the depth", failed);
    }

    private static Coroutine<Integer> deep(int depth, boolean fail) {
        return async(() -> {
            if (depth > 0) {
                return 1 + await(deep(depth - 1, fail));
            }
            await(sleep(1));
            if (fail) {
                throw new IOException("from the depth");
            }
            return 0;
        });
    }

    @Test
    @DisplayName("G42 and be cancelled there, the innermost first")
    void cancelInDepth() throws Exception {
        run(() -> {
            var task = createTask(cleaning(200));
            await(sleep(1));
            task.cancel();
            assertThrows(CancellationException.class, () -> await(task));
        });
        assertEquals(IntStream.rangeClosed(0, 200).boxed().toList(), seen);
    }

    private Coroutine<Void> cleaning(int depth) {
        return async(() -> {
            try {
                await(depth > 0 ? cleaning(depth - 1) : sleep(9));
            } finally {
                seen.add(depth);
            }
        });
    }
}
