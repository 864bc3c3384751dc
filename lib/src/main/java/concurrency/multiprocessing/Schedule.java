package concurrency.multiprocessing;

import concurrency.multiprocessing.WorkerProcess.Stage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Which worker gets which task next. All of it is guarded by the crew's lock; what takes time is added to a list of
 * steps, to be done when the lock is let go of.
 *
 * <p>A worker has one task at a time, and gets the next one when that has come back. Only of a map with many items that
 * are done in no time it has some more waiting, which are fetched back should another worker have nothing to do.
 */
final class Schedule {
    private static final int MOST_AHEAD = 16;
    private static final long QUICK_NS = 500_000;
    /** So small, in bytes, that {@link #MOST_AHEAD} of them surely fit into a pipe. */
    private static final long SMALL = 2000;

    private final boolean mayGiveAhead;
    /** Waiting for a worker, the next one first; may hold some that were cancelled meanwhile. */
    private final ArrayDeque<PoolFuture<?>> queue = new ArrayDeque<>();
    /** Those without a task; the one longest without is first. */
    private final ArrayDeque<WorkerProcess> idle = new ArrayDeque<>();

    /** @param mayGiveAhead whether a worker may be given tasks while it has one */
    Schedule(boolean mayGiveAhead) {
        this.mayGiveAhead = mayGiveAhead;
    }

    void add(PoolFuture<?> task) {
        queue.add(task);
    }

    /** A task that was given to a worker in vain: it is the next one. */
    void addBack(PoolFuture<?> task) {
        queue.addFirst(task);
    }

    /** Takes all tasks away that wait. */
    List<PoolFuture<?>> clear() {
        var waiting = List.<PoolFuture<?>>copyOf(queue);
        queue.clear();
        return waiting;
    }

    /** How many tasks wait, at most: some may have been cancelled. */
    int waiting() {
        return queue.size();
    }

    /** The task that is next; null if none waits. */
    PoolFuture<?> next() {
        while (!queue.isEmpty() && queue.peek().isDone()) {
            queue.remove().forget();
        }
        return queue.peek();
    }

    /** The worker has nothing to do, from now on. */
    void rest(WorkerProcess worker) {
        worker.stage = Stage.IDLE;
        worker.idleSince = System.nanoTime();
        idle.add(worker);
    }

    /** The worker gets no task any more. */
    void remove(WorkerProcess worker) {
        idle.remove(worker);
    }

    /** Workers that have had nothing to do for that long. */
    List<WorkerProcess> idleFor(long ns) {
        return idle.stream()
                .filter(worker -> System.nanoTime() - worker.idleSince >= ns)
                .toList();
    }

    /** In how many ns the next worker will have had nothing to do for that long, if nothing happens. */
    long untilIdleFor(long ns) {
        return idle.isEmpty() ? ns : ns - (System.nanoTime() - idle.peek().idleSince);
    }

    /** Takes down how long a task took, which decides whether its worker is given some ahead. */
    void ended(WorkerProcess worker, PoolFuture<?> task, long ns) {
        worker.quick = task.op == Op.CHUNK && ns < QUICK_NS ? task.function : null;
    }

    /** Gives tasks to all who have none, and then ahead. */
    void assign(Collection<WorkerProcess> workers, List<Runnable> steps) {
        for (var next = next(); next != null && !idle.isEmpty(); next = next()) {
            var worker = idle.remove();
            var given = List.of(give(worker));
            steps.add(() -> worker.give(given));
        }
        if (mayGiveAhead) {
            for (var worker : workers) {
                assignAhead(worker, MOST_AHEAD * workers.size(), steps);
                recall(worker, steps);
            }
        }
    }

    /** Keeps a quick worker from waiting for its next item, as long as enough are left for the others. */
    private void assignAhead(WorkerProcess worker, int enough, List<Runnable> steps) {
        if (worker.stage != Stage.BUSY || worker.quick == null || worker.assigned.size() > MOST_AHEAD / 2) {
            return;
        }
        var given = new ArrayList<Given>();
        while (queue.size() > enough
                && worker.assigned.size() < MOST_AHEAD
                && next() != null
                && queue.peek().function == worker.quick
                && queue.peek().payload.size() <= SMALL) {
            given.add(give(worker));
        }
        if (!given.isEmpty()) {
            steps.add(() -> worker.give(given));
        }
    }

    /** Takes a task back that waits for a slow one while another worker waits for a task. */
    private void recall(WorkerProcess worker, List<Runnable> steps) {
        var last = worker.assigned.last();
        if (queue.isEmpty() && !idle.isEmpty() && worker.assigned.size() > 1 && !last.recalled) {
            last.recalled = true;
            steps.add(() -> worker.recall(last));
        }
    }

    private Given give(WorkerProcess worker) {
        worker.stage = Stage.BUSY;
        return worker.assigned.add(queue.remove());
    }
}
