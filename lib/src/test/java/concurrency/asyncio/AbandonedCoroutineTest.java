package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of a suspended coroutine that nobody refers to and no task drives: the same as of a generator. */
@BothWays
class AbandonedCoroutineTest extends BothWays.Tests {
    private static final int DEEP = 120; // on more than one stack

    private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    private final EventLoop loop = new EventLoop(new VirtualClock());

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    private Coroutine<Object> nested(int depth) {
        return async(() -> {
            try {
                return await(depth == 0 ? loop.createFuture() : nested(depth - 1));
            } finally {
                seen.add("finally " + depth);
            }
        });
    }

    /** Drives it by hand to its await, and forgets it; its last variable may tell that it was let go. */
    private WeakReference<Object> abandon(int depth) {
        var kept = new Object();
        var outer = async(() -> {
            await(nested(depth));
            return kept;
        });
        outer.send(null);
        return new WeakReference<>(kept);
    }

    @Test
    @DisplayName("G38 F16 its finally blocks run, and all that it held can be collected")
    void finallyRuns() {
        var kept = abandon(1);
        Garbage.awaitAfterCollection(() -> seen.size() == 2);
        assertEquals(List.of("finally 0", "finally 1"), List.copyOf(seen));
        Garbage.awaitCollected(kept);
    }

    @Test
    @DisplayName("G38 F16 so do those of all that it awaits, on however many stacks they stand")
    void deep() {
        var kept = abandon(DEEP);
        Garbage.awaitAfterCollection(() -> seen.size() == DEEP + 1);
        assertEquals("finally 0", seen.peek());
        Garbage.awaitCollected(kept);
    }

    @Test
    @DisplayName("G38 F16 what is driven by hand is not abandoned while somebody refers to it")
    void inUse() {
        var coroutine = nested(1);
        coroutine.send(null);
        abandon(0);
        Garbage.awaitAfterCollection(() -> seen.size() == 1);
        assertEquals(Generator.State.SUSPENDED, coroutine.state());
        coroutine.close();
        assertEquals(List.of("finally 0", "finally 0", "finally 1"), List.copyOf(seen));
    }

    @Test
    @DisplayName("G38 F16 what a task drives is the task's, which its loop closes")
    void drivenByTask() throws Exception {
        var task = loop.createTask(nested(0));
        loop.setExceptionHandler(_ -> {});
        loop.step();
        abandon(1);
        Garbage.awaitAfterCollection(() -> seen.size() == 2);
        assertEquals(List.of(task), loop.allTasks());
        loop.close();
        assertEquals(List.of("finally 0", "finally 1", "finally 0"), List.copyOf(seen));
    }
}
