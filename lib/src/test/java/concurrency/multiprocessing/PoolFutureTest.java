package concurrency.multiprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Future.State;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A future by itself, without a process: the test ends it. */
@Timeout(20)
class PoolFutureTest {
    private final Crew crew = Crews.empty();
    private final PoolFuture<String> future = new PoolFuture<>(crew, "", null);
    private final TaskRun run = new TaskRun(new Worker("worker-1", 1), 0, 1, 2);

    private enum End {
        RESULT(future -> future.succeed("result", null)),
        FAILURE(future -> future.fail(new IOException("gone"), null)),
        CANCELLED(future -> future.cancel(false));

        private final Consumer<PoolFuture<?>> way;

        End(Consumer<PoolFuture<?>> way) {
            this.way = way;
        }
    }

    @ParameterizedTest
    @DisplayName("P10 whenDone runs its action on a virtual thread at the end, and not before; at once if it is done")
    @EnumSource
    void whenDone(End end) throws Exception {
        var runner = new Exchanger<Thread>();
        future.whenDone(() -> meet(runner));
        assertThrows(TimeoutException.class, () -> runner.exchange(null, 20, TimeUnit.MILLISECONDS));
        end.way.accept(future);
        assertTrue(runner.exchange(null).isVirtual());
        future.whenDone(() -> meet(runner));
        assertTrue(runner.exchange(null).isVirtual());
        assertThrows(NullPointerException.class, () -> future.whenDone(null));
    }

    private static void meet(Exchanger<Thread> other) {
        try {
            other.exchange(Thread.currentThread());
        } catch (InterruptedException neverHappens) {
            throw new AssertionError(neverHappens);
        }
    }

    @Test
    @DisplayName("P10 what is to run at the end runs in the order in which it was given, each once")
    void inOrder() {
        var ran = new ArrayList<Integer>();
        future.atEnd(() -> ran.add(1));
        future.atEnd(() -> ran.add(2));
        assertEquals(List.of(), ran);
        future.succeed("result", run);
        future.fail(new IOException("too late"), null);
        assertFalse(future.cancel(true));
        future.atEnd(() -> ran.add(3));
        assertEquals(List.of(1, 2, 3), ran);
        assertEquals("result", future.resultNow());
    }

    @Test
    @DisplayName("P10 a future does not run its task itself, and says where that ran once it has")
    void runsElsewhere() {
        future.run();
        assertEquals(State.RUNNING, future.state());
        assertEquals(Optional.empty(), future.ran());
        future.fail(new IOException("gone"), run);
        assertSame(run, future.ran().orElseThrow());
    }

    @Test
    @DisplayName("P01 a result that was given beforehand is the result, whatever the worker says")
    void fixedResult() {
        var fixed = new Object();
        var future = new PoolFuture<>(crew, "", fixed);
        future.succeed("of the worker", run);
        assertSame(fixed, future.resultNow());
        assertSame(run, future.ran().orElseThrow());
    }

    @Test
    @DisplayName("P10 a task is called by its label in the trace, or by its number if it has none")
    void label() {
        future.id = 7;
        assertEquals("task 7", future.label());
        assertEquals("page", new PoolFuture<>(crew, "page", null).label());
    }

    @Test
    @DisplayName("P08 P10 the pool knows of a thread that was interrupted while it waited, for a time or without end")
    void interrupted() throws Exception {
        assertThrows(TimeoutException.class, () -> future.get(1, TimeUnit.NANOSECONDS));
        assertFalse(crew.wasInterruptedWaiting());
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, () -> future.get(1, TimeUnit.DAYS));
        assertTrue(crew.wasInterruptedWaiting());
        crew.checkOpen(); // this thread uses the pool again
        assertFalse(crew.wasInterruptedWaiting());
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, future::get);
        assertTrue(crew.wasInterruptedWaiting());
        future.succeed("result", run);
        assertEquals("result", future.get(1, TimeUnit.DAYS));
    }

    @Test
    @DisplayName("P30 a future that is cancelled before any worker has its task keeps nothing that would be sent")
    void cancelledWaiting() {
        var chunk = Crews.chunk(crew, new Shared(1, Payload.of(new byte[1])), 1);
        chunk.loader = getClass().getClassLoader();
        assertTrue(chunk.cancel(true));
        assertNull(chunk.payload);
        assertNull(chunk.function);
        assertNull(chunk.loader);
    }
}
