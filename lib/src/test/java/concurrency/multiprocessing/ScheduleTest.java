package concurrency.multiprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.multiprocessing.WorkerProcess.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which worker is given which task, looked at without a process. */
@Timeout(20)
class ScheduleTest {
    private final Crew crew = Crews.empty();
    private final Shared function = new Shared(1000, Payload.of(new byte[10]));
    private final List<Runnable> steps = new ArrayList<>();
    private final List<WorkerProcess> workers = new ArrayList<>();
    private Schedule schedule = new Schedule(true);

    private WorkerProcess rested() {
        var worker = new WorkerProcess(crew, "worker-" + (workers.size() + 1));
        workers.add(worker);
        schedule.rest(worker);
        return worker;
    }

    private List<PoolFuture<Object[]>> add(int count) {
        var tasks = IntStream.range(0, count)
                .mapToObj(_ -> Crews.chunk(crew, function, 100))
                .toList();
        tasks.forEach(schedule::add);
        return tasks;
    }

    private int stepsOfAssigning() {
        steps.clear();
        schedule.assign(workers, steps);
        return steps.size();
    }

    @Test
    @DisplayName("P24 the task that came first goes to the worker that has rested longest, one task for each")
    void inOrder() {
        var first = rested();
        var second = rested();
        var tasks = add(3);
        assertEquals(3, schedule.waiting());
        assertEquals(2, stepsOfAssigning());
        assertEquals(List.of(tasks.get(0)), first.assigned.all());
        assertEquals(List.of(tasks.get(1)), second.assigned.all());
        assertEquals(Stage.BUSY, first.stage);
        assertEquals(1, schedule.waiting());
        assertEquals(0, stepsOfAssigning());
        schedule.rest(second);
        assertEquals(Stage.IDLE, second.stage);
    }

    @Test
    @DisplayName("P14 a task that comes back is the next one; a worker that was taken away gets none")
    void comesBack() {
        var gone = rested();
        var there = rested();
        schedule.remove(gone);
        add(1);
        var back = Crews.chunk(crew, function, 100);
        schedule.addBack(back);
        assertEquals(1, stepsOfAssigning());
        assertTrue(gone.assigned.isEmpty());
        assertEquals(List.of(back), there.assigned.all());
    }

    @Test
    @DisplayName("P09 P30 a task that was cancelled while it waited is not given, and its bytes are let go of")
    void cancelledWaiting() {
        var tasks = add(3);
        tasks.get(0).fail(new IllegalStateException("ended"), null);
        tasks.get(1).fail(new IllegalStateException("ended"), null);
        assertSame(tasks.get(2), schedule.next());
        assertNull(tasks.get(0).payload);
        assertEquals(1, schedule.waiting());
        var worker = rested();
        assertEquals(1, stepsOfAssigning());
        assertEquals(List.of(tasks.get(2)), worker.assigned.all());
        assertNull(schedule.next());
    }

    @Test
    @DisplayName("P07 all that waits can be taken away")
    void clear() {
        var tasks = add(2);
        assertEquals(tasks, schedule.clear());
        assertEquals(0, schedule.waiting());
        rested();
        assertEquals(0, stepsOfAssigning());
    }

    @Test
    @DisplayName("P27 a worker is idle for as long as it has had no task; the next one to be so is the longest without")
    void idle() {
        var hour = TimeUnit.HOURS.toNanos(1);
        assertEquals(hour, schedule.untilIdleFor(hour));
        var before = System.nanoTime();
        var first = rested();
        assertTrue(first.idleSince >= before && first.idleSince <= System.nanoTime());
        var second = rested();
        assertEquals(List.of(first, second), schedule.idleFor(0));
        assertEquals(List.of(), schedule.idleFor(hour));
        first.idleSince -= hour / 2;
        assertEquals(List.of(first), schedule.idleFor(hour / 2));
        var left = schedule.untilIdleFor(hour);
        assertTrue(left <= hour / 2 && left > hour / 4, () -> left + " ns");
        schedule.remove(first);
        assertEquals(List.of(), schedule.idleFor(hour / 2));
    }

    /** A worker whose last task of that map took so long, in ns, and which has got the next one. */
    private WorkerProcess after(PoolFuture<?> last, long ns) {
        var worker = rested();
        schedule.ended(worker, last, ns);
        add(1);
        stepsOfAssigning();
        return worker;
    }

    private WorkerProcess quick() {
        return after(Crews.chunk(crew, function, 100), 499_999);
    }

    @Test
    @DisplayName("P24 a worker whose items take no time has up to 16, while 16 for each worker are left for the others")
    void ahead() {
        var worker = quick();
        assertEquals(1, assignedOf(worker, 16));
        add(5);
        assertEquals(1, stepsOfAssigning());
        assertEquals(6, worker.assigned.size());
        assertEquals(16, schedule.waiting());
        assertEquals(0, stepsOfAssigning());
        add(100);
        assertEquals(1, stepsOfAssigning());
        assertEquals(16, worker.assigned.size());
        while (worker.assigned.size() > 9) {
            worker.assigned.takeBack(worker.assigned.first());
        }
        assertEquals(0, stepsOfAssigning()); // filled up when half of it is done
        worker.assigned.takeBack(worker.assigned.first());
        assertEquals(1, stepsOfAssigning());
        assertEquals(16, worker.assigned.size());
    }

    private int assignedOf(WorkerProcess worker, int more) {
        add(more);
        stepsOfAssigning();
        return worker.assigned.size();
    }

    @Test
    @DisplayName("P24 the more workers there are, the more items are left for the others")
    void leftForTheOthers() {
        var worker = quick();
        workers.add(new WorkerProcess(crew, "worker-2")); // not ready yet
        assertEquals(1, assignedOf(worker, 32));
        assertEquals(4, assignedOf(worker, 3));
    }

    @Test
    @DisplayName("P24 a worker gets one item at a time if items take 0.5 ms, or it was a task, or tasks are counted")
    void notAhead() {
        assertEquals(1, assignedOf(after(Crews.chunk(crew, function, 100), 500_000), 100));
        var task = Crews.chunk(crew, function, 100);
        task.op = Op.CALL;
        assertEquals(1, assignedOf(after(task, 1), 100));
        schedule = new Schedule(false);
        workers.clear();
        assertEquals(1, assignedOf(quick(), 100));
    }

    @Test
    @DisplayName("P24 a worker gets ahead only what is of the same map, and of 2,000 bytes at most")
    void aheadOnlyAlike() {
        var worker = quick();
        schedule.add(Crews.chunk(crew, function, 2000));
        schedule.add(Crews.chunk(crew, function, 2001));
        assertEquals(2, assignedOf(worker, 100));
        assertEquals(2001, schedule.next().payload.size());
        schedule.clear();
        schedule.add(Crews.chunk(crew, new Shared(1001, Payload.of(new byte[10])), 100));
        assertEquals(2, assignedOf(worker, 100));
        schedule.clear();
        worker.stage = Stage.LEAVING;
        assertEquals(2, assignedOf(worker, 100));
    }

    @Test
    @DisplayName("P24 an item that waits for a slow one is asked back, once, when another worker has nothing to do")
    void recall() {
        var worker = quick();
        add(18);
        stepsOfAssigning();
        assertEquals(3, worker.assigned.size());
        assertEquals(0, stepsOfAssigning());
        schedule.clear();
        assertEquals(0, stepsOfAssigning());
        rested();
        assertEquals(1, stepsOfAssigning());
        assertEquals(
                List.of(false, false, true),
                worker.assigned.all().stream().map(task -> task.recalled).toList());
        assertEquals(0, stepsOfAssigning());
        worker.assigned.takeBack(worker.assigned.last());
        assertEquals(1, stepsOfAssigning());
        worker.assigned.takeBack(worker.assigned.last());
        assertEquals(0, stepsOfAssigning()); // the only one, which runs
    }
}
