package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.currentTask;
import static concurrency.asyncio.Asyncio.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is Java's own in a task group; that it keeps CPython's rules is held by {@link RecordedToolsTest}. */
@BothWays
class TaskGroupTest extends Loops {
    private Coroutine<String> work(String name, double seconds) {
        return async(() -> {
            try {
                await(sleep(seconds));
                seen.add(name);
                return name;
            } finally {
                seen.add("end of " + name);
            }
        });
    }

    private static Coroutine<Void> failing(double seconds, Throwable failure) {
        return async(() -> {
            await(sleep(seconds));
            throw Sneaky.raise(failure);
        });
    }

    @Test
    @DisplayName("F60 a group gives what its part returns, when all of its tasks are done")
    void allDone() throws Exception {
        run(() -> {
            var group = new TaskGroup();
            var tasks = group.run(_ -> List.of(group.createTask(work("a", 2)), group.createTask(work("b", 1), "B")));
            assertEquals(List.of("b", "end of b", "a", "end of a"), seen);
            assertEquals("a", tasks.get(0).result());
            assertEquals("B", tasks.get(1).name());
            assertEquals(2, loop.time());
        });
    }

    @Test
    @DisplayName(
            "F60 all failures are listed in one exception, and are its suppressed ones, so that a trace shows them")
    void failures() throws Exception {
        var first = new IOException("first");
        var second = new AssertionError("second");
        run(() -> {
            var group = new TaskGroup();
            var thrown = assertThrows(
                    ExceptionGroup.class,
                    () -> group.run(_ -> {
                        group.createTask(work("long", 9));
                        group.createTask(failing(1, first));
                        group.createTask(async(() -> {
                            try {
                                await(sleep(9));
                            } catch (CancellationException cancelled) {
                                throw second;
                            }
                        }));
                    }));
            assertEquals("unhandled errors in a TaskGroup (2 sub-exceptions)", thrown.getMessage());
            assertEquals(List.of(first, second), thrown.exceptions());
            assertEquals(List.of(first, second), List.of(thrown.getSuppressed()));
            assertEquals(List.of("end of long"), seen);
            assertEquals(0, currentTask().cancelling());
            assertEquals(1, loop.time());
        });
    }

    @Test
    @DisplayName("F60 failures can be picked by their type, through groups within the group")
    void byType() {
        var io = new IOException("io");
        var inner = new ExceptionGroup("inner", List.of(new IllegalStateException(), io));
        var outer = new ExceptionGroup("outer", List.of(inner, new ArithmeticException()));
        assertEquals(List.of(io), outer.exceptions(IOException.class));
        assertEquals(
                3,
                outer.exceptions(Exception.class).size()
                        + outer.exceptions(RuntimeException.class).size()
                        - 1);
        assertEquals(List.of(inner), outer.exceptions(ExceptionGroup.class));
        assertEquals("inner (2 sub-exceptions)", inner.getMessage());
        var none = assertThrows(IllegalArgumentException.class, () -> new ExceptionGroup("none", List.of()));
        assertEquals("second argument (exceptions) must be a non-empty sequence", none.getMessage());
    }

    @Test
    @DisplayName("F60 a group outside of a task, and a task outside of a running group, are refused")
    void refused() throws Exception {
        var group = new TaskGroup();
        var refused = work("refused", 1);
        assertEquals(
                "TaskGroup <TaskGroup> has not been entered",
                assertThrows(IllegalStateException.class, () -> group.createTask(refused))
                        .getMessage());
        assertEquals(Generator.State.CLOSED, refused.state()); // so that nobody complains that it was never awaited
        assertEquals(
                "no running event loop",
                assertThrows(IllegalStateException.class, () -> group.run(_ -> 1))
                        .getMessage());
        loop.callSoon(() -> seen.add(assertThrows(IllegalStateException.class, () -> group.run(_ -> 1))
                .getMessage()));
        loop.step();
        assertEquals(List.of("TaskGroup <TaskGroup> cannot determine the parent task"), seen);
    }

    @Test
    @DisplayName("F60 a failure that ends the loop's run is not hidden in a group")
    void fatal() {
        var fatal = new InternalError("the machine is broken");
        var thrown = assertThrows(
                InternalError.class,
                () -> loop.run(async(() -> {
                    var group = new TaskGroup();
                    try {
                        group.run(_ -> {
                            group.createTask(work("other", 9));
                            group.createTask(failing(1, fatal));
                        });
                    } catch (Throwable out) {
                        seen.add(out);
                        throw Sneaky.raise(out);
                    }
                })));
        assertSame(fatal, thrown);
        assertEquals(List.of("end of other", fatal), seen);
    }

    @Test
    @DisplayName(
            "F60 a group whose loop is closed ends like any task: finally blocks run, and nothing else is reported")
    void closed() {
        loop.callLater(1, loop::stop);
        assertThrows(
                IllegalStateException.class,
                () -> run(() -> {
                    var group = new TaskGroup();
                    try {
                        group.run(_ -> group.createTask(work("child", 9)));
                    } finally {
                        seen.add("end of parent");
                    }
                }));
        loop.close();
        assertEquals(List.of("end of parent", "end of child"), seen);
        assertEquals(Collections.nCopies(2, "Task was destroyed but it is pending!"), troubled.messages());
    }

    @Test
    @DisplayName("F60 a group in whose part the loop is closed ends in the same way")
    void closedInThePart() {
        loop.callLater(1, loop::stop);
        assertThrows(
                IllegalStateException.class,
                () -> run(() -> {
                    var group = new TaskGroup();
                    group.run(_ -> {
                        group.createTask(work("child", 9));
                        await(work("part", 5));
                    });
                }));
        loop.close();
        assertEquals(List.of("end of part", "end of child"), seen);
        assertFalse(
                troubled.messages().toString().contains("ignored"),
                troubled.messages().toString());
    }

    @Test
    @DisplayName("F60 a failure of the part itself that ends the run is not hidden either; the tasks end first")
    void fatalPart() {
        var fatal = new InternalError("the machine is broken");
        var thrown = assertThrows(
                InternalError.class,
                () -> loop.run(async(() -> {
                    var group = new TaskGroup();
                    group.run(_ -> {
                        group.createTask(work("other", 9));
                        await(sleep(1));
                        throw fatal;
                    });
                })));
        assertSame(fatal, thrown);
        assertEquals(List.of("end of other"), seen);
    }
}
