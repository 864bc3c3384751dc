package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.gatherReturningExceptions;
import static concurrency.asyncio.Asyncio.sleep;
import static concurrency.asyncio.Asyncio.timeout;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which errors end a loop's run, which do not, and that a run which was ended leaves no trace in the next one. */
@BothWays
class ErrorsTest extends Loops {
    private final VirtualMachineError grave = new InternalError("pretended");

    @Test
    @DisplayName("F24 an assertion that fails in one task is the exception of that task, and the others go on")
    void assertionInTask() throws Exception {
        var failure = new AssertionError("its own check");
        var results = run(() -> await(gatherReturningExceptions(
                async(() -> {
                    await(sleep(1));
                    throw failure;
                }),
                async(() -> await(sleep(2, "fine"))))));
        assertEquals(List.of(failure, "fine"), results);
    }

    /** A main coroutine that fails, and leaves behind a task that awaits while it cleans up. */
    private Coroutine<Void> failing(Error error) {
        return async(() -> {
            createTask(async(() -> {
                try {
                    await(sleep(9));
                } finally {
                    await(sleep(1));
                    seen.add("cleaned up");
                }
            }));
            await(sleep(1));
            throw error;
        });
    }

    @Test
    @DisplayName("F24 an assertion that fails in the main coroutine is thrown, after what is left has cleaned up")
    void assertionInMain() throws Exception {
        var thrown = assertThrows(AssertionError.class, () -> loop.run(failing(new AssertionError("mine"))));
        assertEquals("mine", thrown.getMessage());
        assertEquals(List.of("cleaned up"), seen);
        assertEquals("alive", run(() -> await(sleep(1, "alive"))));
    }

    @Test
    @DisplayName("F11 an assertion that fails in a callback goes to the exception handler, and the others are called")
    void assertionInCallback() throws Exception {
        loop.callSoon(() -> {
            throw new AssertionError("in a callback");
        });
        loop.callSoon(() -> seen.add("next"));
        loop.step();
        assertEquals(List.of("next"), seen);
        assertEquals(List.of("Exception in callback"), troubled.messages());
        assertEquals("in a callback", troubled.all().getFirst().exception().getMessage());
    }

    @Test
    @DisplayName("F11 an exception handler that fails with an assertion ends nothing")
    void assertionInHandler() throws Exception {
        loop.setExceptionHandler(_ -> {
            throw new AssertionError("in the handler");
        });
        loop.callSoon(() -> {
            throw new IllegalStateException("to be handled");
        });
        loop.callSoon(() -> seen.add("next"));
        loop.step();
        assertEquals(List.of("next"), seen);
    }

    @Test
    @DisplayName("F24 what ends the run is thrown once: the clean-up after it and the next run know nothing of it")
    void graveInMain() throws Exception {
        var thrown = assertThrows(InternalError.class, () -> loop.run(failing(grave)));
        assertSame(grave, thrown);
        assertEquals(List.of("cleaned up"), seen);
        assertEquals("alive", run(() -> await(sleep(1, "alive"))));
    }

    @Test
    @DisplayName(
            "F24 a run that another task ends in the turn in which the main one is done does not stop the next run")
    void graveBesideMain() throws Exception {
        assertThrows(
                InternalError.class,
                () -> run(() -> {
                    createTask(async(() -> {
                        throw grave;
                    }));
                }));
        assertEquals("alive", run(() -> await(sleep(1, "alive"))));
    }

    @Test
    @DisplayName(
            "F24 a main coroutine that fails in the same turn is not forgotten: it is suppressed in what ends the run")
    void failureBesideGrave() throws Exception {
        var mine = new IllegalStateException("mine");
        assertSame(
                grave,
                assertThrows(
                        InternalError.class,
                        () -> run(() -> {
                            createTask(async(() -> {
                                throw grave;
                            }));
                            throw mine;
                        })));
        assertEquals(List.of(mine), List.of(grave.getSuppressed()));
    }

    @Test
    @DisplayName("F24 a stack overflow in one task is the exception of that task, and the others go on")
    void overflowInTask() throws Exception {
        var results = run(() ->
                await(gatherReturningExceptions(async(() -> depth(1)), async(() -> await(sleep(1, "fine"))))));
        assertInstanceOf(StackOverflowError.class, results.getFirst());
        assertEquals("fine", results.getLast());
    }

    private static int depth(int soFar) {
        return depth(soFar + 1) + 1;
    }

    @Test
    @DisplayName("F24 F35 a cycle of awaits under a time limit is reported, and the loop goes on")
    void cycle() throws Exception {
        run(() -> {
            var tasks = new ArrayList<Task<Object>>();
            tasks.add(createTask(async(() -> await(tasks.get(1)))));
            tasks.add(createTask(async(() -> timeout(1).run(() -> await(tasks.get(0))))));
            await(sleep(2));
            assertTrue(tasks.stream().noneMatch(Future::done));
        });
        assertEquals(List.of("Exception in callback"), troubled.messages());
        assertInstanceOf(StackOverflowError.class, troubled.all().getFirst().exception());
    }
}
