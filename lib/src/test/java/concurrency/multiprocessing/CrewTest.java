package concurrency.multiprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.multiprocessing.WorkerProcess.Stage;
import concurrency.trace.Outcome;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Future.State;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a pool and its tasks when workers end. No process is started: the test says what they did. */
@Timeout(20)
class CrewTest {
    private final Crew crew = Crews.empty();

    private WorkerProcess worker(Stage stage) {
        var worker = new WorkerProcess(crew, "worker-1");
        worker.stage = stage;
        return worker;
    }

    private PoolFuture<?> given(WorkerProcess worker) {
        var task = Crews.chunk(crew, null, 1);
        worker.assigned.add(task);
        return task;
    }

    private WorkerDiedException failure(PoolFuture<?> task) {
        assertEquals(State.FAILED, task.state());
        assertNull(task.payload);
        return assertInstanceOf(WorkerDiedException.class, task.exceptionNow());
    }

    @Test
    @DisplayName("P14 a task whose worker died before it began with it is given away once more, and then fails")
    void notBegun() {
        var worker = worker(Stage.BUSY);
        var task = given(worker);
        crew.gone(worker, 9, "");
        assertSame(Stage.GONE, worker.stage);
        assertEquals(State.RUNNING, task.state());
        crew.gone(worker, 9, ""); // heard twice: from its pipe, and from its process
        var other = worker(Stage.BUSY);
        other.assigned.add(task);
        crew.gone(other, 9, "last words");
        var message = failure(task).getMessage();
        assertTrue(message.contains("before it began with a task") && message.contains("last words"), message);
    }

    @Test
    @DisplayName("P14 P15 only the task that ran fails with its worker; those behind it wait again, in their order")
    void begun() throws Exception {
        var worker = worker(Stage.BUSY);
        var running = given(worker);
        var second = given(worker);
        var third = given(worker);
        crew.started(worker, running.id, running.sent);
        assertThrows(IOException.class, () -> crew.started(worker, 1000, 0));
        crew.gone(worker, 7, "");
        assertEquals(7, failure(running).exitCode());
        var message = failure(running).getMessage();
        assertTrue(message.contains("while it ran a task, task " + running.id), message);
        assertEquals(List.of(second, third), crew.shutdownNow());
    }

    @Test
    @DisplayName("P14 a task that waited behind another one when its worker died has not been tried, however often")
    void waitedBehind() {
        var behind = Crews.chunk(crew, null, 1);
        for (var i = 0; i < 3; i++) {
            var worker = worker(Stage.BUSY);
            var first = given(worker);
            first.started = first.sent;
            worker.assigned.add(behind);
            crew.gone(worker, 7, "");
            failure(first);
            assertEquals(State.RUNNING, behind.state());
        }
    }

    @Test
    @DisplayName("P07 P14 a task that the pool was stopped with is not given away again")
    void stopped() {
        var worker = worker(Stage.BUSY);
        var task = given(worker);
        task.stopped = true;
        crew.gone(worker, 9, "");
        failure(task);
        assertEquals(List.of(), crew.shutdownNow());
    }

    @Test
    @DisplayName("P09 P15 what a dead worker ran is in the trace from its begin, as failed, or as cancelled if it was")
    void trace() {
        for (var outcome : List.of(Outcome.FAILED, Outcome.CANCELLED)) {
            var worker = worker(Stage.BUSY);
            var task = given(worker);
            task.started = task.sent - 1_000_000_000;
            if (outcome == Outcome.CANCELLED) {
                assertTrue(task.cancel(false));
            }
            crew.gone(worker, 137, "");
            var span = crew.recorder().trace("").spans().stream()
                    .filter(each -> each.name().equals("task " + task.id))
                    .findFirst()
                    .orElseThrow();
            assertEquals(outcome, span.outcome());
            assertTrue(span.end() - span.start() >= 1_000_000_000, span::toString);
        }
    }

    @Test
    @DisplayName("P13 a pool of which no worker was ever ready is broken after three; what waits and what comes fails")
    void neverReady() {
        var waiting = Crews.chunk(crew, null, 1);
        crew.enqueue(waiting);
        for (var i = 0; i < 2; i++) {
            crew.gone(worker(i == 0 ? Stage.STARTING : Stage.INITIALIZING), 1, "");
            crew.checkOpen();
        }
        crew.gone(worker(Stage.IDLE), 1, ""); // which was ready
        crew.checkOpen();
        crew.gone(worker(Stage.STARTING), 1, "");
        assertThrows(BrokenPoolException.class, crew::checkOpen);
        assertThrows(BrokenPoolException.class, crew::awaitReady);
        assertInstanceOf(BrokenPoolException.class, waiting.exceptionNow());
        assertNull(waiting.payload);
        assertThrows(BrokenPoolException.class, () -> crew.enqueue(Crews.chunk(crew, null, 1)));
        var worker = worker(Stage.BUSY);
        var task = given(worker);
        crew.gone(worker, 1, "");
        failure(task); // nobody would take it
    }

    @Test
    @DisplayName("P13 a worker that ends in the initializer breaks the pool at once, one that ends before does not")
    void initializing() {
        var crew = Crews.empty(() -> {});
        crew.gone(worker(Stage.STARTING), 1, "");
        crew.checkOpen();
        crew.gone(worker(Stage.INITIALIZING), 4, "");
        var broken = assertThrows(BrokenPoolException.class, crew::checkOpen);
        assertTrue(broken.getMessage().contains("in the pool's initializer"), broken::getMessage);
        assertEquals(
                List.of(Outcome.FAILED, Outcome.FAILED),
                crew.recorder().trace("").spans().stream()
                        .map(span -> span.outcome())
                        .toList());
    }

    @Test
    @DisplayName("P13 a pool that had workers bears nineteen failed starts in a row, and a good one between them")
    void wasReady() throws Exception {
        var ready = worker(Stage.INITIALIZING);
        assertEquals(List.of(), crew.recorder().trace("").spans());
        crew.ready(ready);
        assertEquals(
                List.of("start of Java OK"),
                crew.recorder().trace("").spans().stream()
                        .map(span -> span.name() + " " + span.outcome())
                        .toList());
        crew.awaitReady();
        assertSame(Stage.IDLE, ready.stage);
        crew.gone(ready, 1, "");
        for (var round = 0; round < 2; round++) {
            for (var i = 0; i < 19; i++) {
                crew.gone(worker(Stage.STARTING), 1, "");
            }
            crew.checkOpen();
            var good = worker(Stage.INITIALIZING);
            crew.ready(good);
            crew.gone(good, 1, "");
        }
        for (var i = 0; i < 20; i++) {
            crew.checkOpen();
            crew.gone(worker(Stage.STARTING), 1, "");
        }
        var broken = assertThrows(BrokenPoolException.class, crew::checkOpen);
        assertTrue(broken.getMessage().contains("before it was ready"), broken::getMessage);
        assertEquals(
                1,
                assertInstanceOf(WorkerDiedException.class, broken.getCause()).exitCode());
    }

    @Test
    @DisplayName("P30 a task that need not be sent after all, or that comes back, leaves its worker free for the next")
    void notSent() throws Exception {
        var worker = worker(Stage.BUSY);
        var unsent = given(worker);
        var behind = given(worker);
        crew.notSent(worker, unsent);
        assertNull(unsent.payload);
        assertSame(Stage.BUSY, worker.stage);
        crew.notSent(worker, unsent); // not its any more
        crew.notSent(worker, behind);
        assertSame(Stage.IDLE, worker.stage);
        crew.gone(worker, 1, "");
        var other = worker(Stage.BUSY);
        var first = given(other);
        var last = given(other);
        crew.returned(other, last.id);
        assertSame(Stage.BUSY, other.stage);
        assertEquals(List.of(first), other.assigned.all());
        assertThrows(IOException.class, () -> crew.returned(other, last.id));
        assertEquals(List.of(last), crew.shutdownNow());
    }

    @Test
    @DisplayName(
            "P06 P07 a pool that was stopped stays so, and takes nothing; without workers it is terminated at once")
    void phases() throws Exception {
        assertFalse(crew.isShutdown());
        assertFalse(crew.isTerminated());
        assertFalse(crew.awaitTermination(1000));
        var waiting = Crews.chunk(crew, null, 1);
        var cancelled = Crews.chunk(crew, null, 1);
        crew.enqueue(waiting);
        crew.enqueue(cancelled);
        cancelled.cancel(false);
        crew.shutdown();
        assertTrue(crew.isShutdown());
        assertFalse(crew.isTerminated());
        assertThrows(RejectedExecutionException.class, crew::checkOpen);
        assertThrows(RejectedExecutionException.class, crew::awaitReady);
        assertEquals(List.of(waiting), crew.shutdownNow());
        assertTrue(waiting.isCancelled());
        assertNull(waiting.payload);
        crew.shutdown();
        assertTrue(crew.isTerminated());
        assertTrue(crew.awaitTermination(0));
        assertEquals(List.of(), crew.shutdownNow());
    }

    @Test
    @DisplayName("P12 a worker says hello as it starts: from then on it initializes; one that leaves goes on leaving")
    void hello() {
        var worker = worker(Stage.STARTING);
        crew.hello(worker, 5);
        assertSame(Stage.INITIALIZING, worker.stage);
        assertEquals(5, worker.hello);
        var leaving = worker(Stage.LEAVING);
        crew.hello(leaving, 5);
        crew.ready(leaving);
        assertSame(Stage.LEAVING, leaving.stage);
    }
}
