package concurrency.multiprocessing;

import static concurrency.multiprocessing.Pools.failureOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What {@link java.util.concurrent.ExecutorService} says of tasks, on one pool of two workers that all these tests
 * share.
 */
@Timeout(40)
class ExecutorContractTest extends OnOnePool {
    @Test
    @DisplayName("P01 submit: a value, null, a runnable's null, a runnable's given result, which is the very object")
    void values() throws Exception {
        assertEquals(42, pool.submit(() -> 6 * 7).get());
        assertNull(pool.submit(() -> null).get());
        var gate = gate();
        assertNull(pool.submit(() -> gate.open("ran")).get());
        assertTrue(gate.isOpen("ran"));
        var result = new Object();
        SerializableRunnable nothing = () -> {};
        assertEquals(result, pool.submit(nothing, result).get());
        pool.execute(() -> gate.open("executed"));
        gate.await("executed");
        Callable<Integer> asPlainCallable = SerializableCallable.of(() -> 7);
        assertEquals(7, pool.submit(asPlainCallable).get());
    }

    static final class OurException extends Exception {
        OurException(String message) {
            super(message);
        }
    }

    private static int fails() throws OurException {
        throw new OurException("out of luck");
    }

    @Test
    @DisplayName("P02 an exception comes with its class, its message and the stack trace that it had in the worker")
    void exception() {
        var thrown = failureOf(OurException.class, pool.submit(() -> fails()));
        assertEquals("out of luck", thrown.getMessage());
        assertEquals("fails", thrown.getStackTrace()[0].getMethodName());
        assertTrue(Arrays.stream(thrown.getStackTrace())
                .anyMatch(frame -> frame.getClassName().endsWith("TaskRunner")));
        failureOf(StackOverflowError.class, pool.submit(() -> endless(1)));
    }

    private static int endless(int depth) {
        return endless(depth + 1) + 1;
    }

    @Test
    @DisplayName("P03 null is refused where it is given")
    void nulls() throws Exception {
        assertThrows(NullPointerException.class, () -> pool.submit((SerializableCallable<Integer>) null));
        assertThrows(NullPointerException.class, () -> pool.submit((Callable<Integer>) null));
        assertThrows(NullPointerException.class, () -> pool.submit((Runnable) null));
        assertThrows(NullPointerException.class, () -> pool.submit((SerializableRunnable) null));
        assertThrows(NullPointerException.class, () -> pool.submit((Runnable) null, 1));
        assertThrows(NullPointerException.class, () -> pool.execute((Runnable) null));
        assertThrows(NullPointerException.class, () -> pool.map(null, List.of()));
        assertThrows(NullPointerException.class, () -> pool.map(x -> x, null));
        assertThrows(NullPointerException.class, () -> pool.invokeAll(null));
        assertThrows(NullPointerException.class, () -> pool.invokeAny(null));
        assertThrows(NullPointerException.class, () -> pool.invokeAny(null, 1, TimeUnit.SECONDS));
        assertThrows(
                NullPointerException.class, () -> pool.invokeAny(List.of(SerializableCallable.of(() -> 1)), 1, null));
        assertThrows(
                NullPointerException.class, () -> pool.invokeAll(List.of(SerializableCallable.of(() -> 1)), 1, null));
        List<SerializableCallable<Integer>> withNull = Arrays.asList(() -> 1, null);
        assertThrows(NullPointerException.class, () -> pool.invokeAll(withNull));
        assertThrows(NullPointerException.class, () -> pool.invokeAny(withNull));
        assertThrows(IllegalArgumentException.class, () -> pool.invokeAny(List.<SerializableCallable<Integer>>of()));
        assertEquals(List.of(), pool.invokeAll(List.<SerializableCallable<Integer>>of()));
    }

    @Test
    @DisplayName("P04 invokeAny: the first success, the others cancelled; all failed; too late")
    void invokeAny() throws Exception {
        var gate = gate();
        SerializableCallable<Integer> quick = () -> 7;
        SerializableCallable<Integer> slow = () -> {
            gate.await("never");
            return 8;
        };
        SerializableCallable<Integer> failing = () -> fails();
        assertEquals(7, pool.invokeAny(List.of(failing, slow, quick)));
        var all = assertThrows(ExecutionException.class, () -> pool.invokeAny(List.of(failing, failing)));
        assertTrue(all.getCause() instanceof OurException, all::toString);
        assertThrows(TimeoutException.class, () -> pool.invokeAny(List.of(slow, slow), 50, TimeUnit.MILLISECONDS));
        assertEquals(List.of(7, 7), values(pool.invokeAll(List.of(quick, quick)))); // nobody is busy with a slow one
    }

    private static <T> List<T> values(List<Future<T>> futures) {
        return futures.stream().map(Future::resultNow).toList();
    }

    @Test
    @DisplayName("P05 invokeAll returns when all are done, in order; timed, it cancels what is not")
    void invokeAll() throws Exception {
        var gate = gate();
        SerializableCallable<Integer> slow = () -> {
            gate.await("never");
            return 8;
        };
        var some = pool.invokeAll(List.of(
                SerializableCallable.of(() -> 1),
                SerializableCallable.of(() -> fails()),
                SerializableCallable.of(() -> 3)));
        assertEquals(
                List.of(Future.State.SUCCESS, Future.State.FAILED, Future.State.SUCCESS),
                some.stream().map(Future::state).toList());
        var timed =
                pool.invokeAll(List.of(SerializableCallable.of(() -> 1), slow, slow, slow), 300, TimeUnit.MILLISECONDS);
        assertEquals(4, timed.size());
        assertTrue(timed.stream().skip(1).allMatch(Future::isCancelled));
        assertEquals(1, timed.getFirst().get());
    }

    @Test
    @DisplayName("P09 cancel(false): what waits is never sent, what runs goes on; cancel(true) interrupts it")
    void cancel() throws Exception {
        var gate = gate();
        var running = new ArrayList<PoolFuture<?>>();
        for (var name : List.of("a", "b")) {
            running.add(pool.submit(() -> {
                gate.open("begun-" + name);
                try {
                    gate.await("go-on");
                } catch (InterruptedException interrupted) {
                    gate.open("interrupted-" + name);
                    throw interrupted;
                }
                gate.open("ended-" + name);
                return 1;
            }));
        }
        gate.await("begun-a");
        gate.await("begun-b");
        var waiting = pool.submit(() -> gate.open("ran-though-cancelled"));
        assertTrue(waiting.cancel(false));
        assertFalse(waiting.cancel(true));
        assertThrows(CancellationException.class, waiting::get);
        assertTrue(running.getFirst().cancel(false));
        assertTrue(running.getLast().cancel(true));
        gate.await("interrupted-b");
        assertFalse(gate.isOpen("interrupted-a"));
        gate.open("go-on");
        gate.await("ended-a");
        assertEquals(List.of(1, 2), pool.map(x -> x, List.of(1, 2)));
        assertFalse(gate.isOpen("ran-though-cancelled"));
        assertEquals(Future.State.CANCELLED, running.getFirst().state());
        assertEquals(2, pool.workers().size());
    }

    @Test
    @DisplayName("P10 get: interrupted or too late, the task goes on; state, resultNow and exceptionNow say what is")
    void waiting() throws Exception {
        var gate = gate();
        var future = pool.submit(() -> {
            gate.await("go-on");
            return 5;
        });
        assertEquals(Future.State.RUNNING, future.state());
        assertThrows(IllegalStateException.class, future::resultNow);
        assertThrows(TimeoutException.class, () -> future.get(20, TimeUnit.MILLISECONDS));
        Thread.currentThread().interrupt();
        assertThrows(InterruptedException.class, future::get);
        assertFalse(Thread.interrupted());
        assertFalse(future.isDone());
        gate.open("go-on");
        assertEquals(5, future.get());
        assertEquals(Future.State.SUCCESS, future.state());
        assertEquals(5, future.resultNow());
        assertThrows(IllegalStateException.class, future::exceptionNow);
        assertFalse(future.cancel(true));
        var failed = pool.submit(() -> fails());
        failureOf(failed);
        assertEquals(OurException.class, failed.exceptionNow().getClass());
        assertThrows(IllegalStateException.class, failed::resultNow);
    }

    @Test
    @DisplayName("P11 tasks run in processes of their own, and say in which and when")
    void elsewhere() throws Exception {
        var gate = gate();
        var first = pool.submit(() -> {
            gate.await("second");
            return Worker.current();
        });
        var second = pool.submit(() -> {
            gate.open("second");
            return Worker.current();
        });
        assertNotEquals(first.get().pid(), second.get().pid());
        assertNotEquals(ProcessHandle.current().pid(), first.get().pid());
        assertTrue(pool.workers().containsAll(List.of(first.get(), second.get())));
        assertEquals("main", Worker.current().name());
        var run = first.ran().orElseThrow();
        assertEquals(first.get(), run.worker());
        assertTrue(run.sent() <= run.started() && run.started() <= run.ended(), run::toString);
        assertTrue(second.ran().orElseThrow().started() < run.ended());
        assertTrue(pool.trace().spans().stream()
                .anyMatch(span -> span.worker().equals(run.worker().name())
                        && span.start() == run.started()
                        && span.end() == run.ended()));
    }
}
