package concurrency.multiprocessing;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/**
 * The tasks that one worker was given and has not given back, in the order in which it will do them: the first runs,
 * the others wait there. All of it is guarded by the crew's lock.
 */
final class Assignments {
    private final WorkerProcess worker;
    private final ArrayDeque<PoolFuture<?>> tasks = new ArrayDeque<>();
    /** The numbers of those that it has; a function is sent with the first task that needs it. */
    private final Set<Long> functions = new HashSet<>();

    Assignments(WorkerProcess worker) {
        this.worker = worker;
    }

    /** Puts down that it is given this task now; returns what is to be sent. */
    Given add(PoolFuture<?> task) {
        tasks.add(task);
        task.worker = worker;
        task.recalled = false;
        task.sent = System.nanoTime();
        task.handedOver = new CountDownLatch(1);
        task.released = new CountDownLatch(1);
        var function = task.function != null && functions.add(task.function.id()) ? task.function : null;
        return new Given(task, task.payload, function, task.handedOver);
    }

    /** Puts down that the task is not the worker's any more, whether it was done or not. */
    PoolFuture<?> takeBack(PoolFuture<?> task) {
        tasks.remove(task);
        task.worker = null;
        task.handedOver.countDown();
        task.released.countDown();
        return task;
    }

    /** @throws IOException if it was not given such a task */
    PoolFuture<?> find(long number) throws IOException {
        for (var task : tasks) {
            if (task.id == number) {
                return task;
            }
        }
        throw new IOException("it speaks of task " + number + ", which it does not have");
    }

    boolean contains(PoolFuture<?> task) {
        return tasks.contains(task);
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    int size() {
        return tasks.size();
    }

    /** The one that runs, or will run next; null if there is none. */
    PoolFuture<?> first() {
        return tasks.peekFirst();
    }

    /** The one that will run last; null if there is none. */
    PoolFuture<?> last() {
        return tasks.peekLast();
    }

    /** All of them, the one that runs first. */
    List<PoolFuture<?>> all() {
        return List.copyOf(tasks);
    }

    /** Whether it has that function, which it is to be told to forget then. */
    boolean forget(Shared function) {
        return functions.remove(function.id());
    }
}
