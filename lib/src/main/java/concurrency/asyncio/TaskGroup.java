package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.await;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;

/**
 * Tasks that end together: {@code asyncio.TaskGroup}. {@snippet class="concurrency.asyncio.ExamplesTest"
 * region="task-group"}
 *
 * <p>{@link #run} returns when all of them are done. The first that fails cancels the others and the part that runs;
 * when those have ended, all failures are thrown as one {@link ExceptionGroup}. A task that is cancelled is no failure.
 * If the task that runs the part is cancelled, so are those of the group; the cancellation goes on when they have
 * ended. The rules are those of CPython's asyncio/taskgroups.py, 3.13.
 */
public final class TaskGroup {
    private final Set<Task<?>> tasks = new LinkedHashSet<>(); // not done yet, in the order of their making
    private final List<Throwable> failures = new ArrayList<>();
    private EventLoop loop; // null until it is entered
    private Task<?> parent; // the task that runs the part
    private Throwable fatal; // a failure that ends the loop's run, which no group may hide
    private boolean exiting; // the part has ended
    private boolean aborting; // what is left was cancelled
    private boolean parentCancelled; // by this group, which has to take it back
    private Future<Boolean> allDone; // while the end of the tasks is awaited

    /** A group that nothing runs in yet. */
    public TaskGroup() {}

    /** What starts the tasks of a group, and returns a value. */
    @FunctionalInterface
    public interface Part<T> extends Start {
        /** Runs inside the task that runs the group. */
        T run(TaskGroup group) throws Exception;

        @Override
        default void runs(TaskGroup group) throws Exception {
            run(group);
        }
    }

    /** What starts the tasks of a group. */
    @FunctionalInterface
    public interface Start {
        /** Runs inside the task that runs the group. */
        void runs(TaskGroup group) throws Exception;
    }

    /**
     * Runs the part, inside the coroutine that calls this, and waits for all tasks of the group.
     *
     * @return what the part returns
     * @throws ExceptionGroup if the part or tasks failed: "unhandled errors in a TaskGroup"
     * @throws CancellationException if the task that calls this was cancelled, and nothing failed
     * @throws IllegalStateException if it has run before, or outside of a task
     */
    public <T> T run(Part<T> part) throws Exception {
        enter();
        T result = null;
        Throwable thrown = null;
        try {
            result = part.run(this);
        } catch (Throwable failed) {
            thrown = failed;
        }
        leave(thrown);
        return result;
    }

    /** As {@link #run(Part)}, for a part that returns nothing. */
    public void run(Start part) throws Exception {
        run(group -> {
            part.runs(group);
            return null;
        });
    }

    /**
     * Starts a task of this group.
     *
     * @throws IllegalStateException before {@link #run}, after its end, and when what is left was cancelled; the
     *     coroutine is closed then
     */
    public <T> Task<T> createTask(Coroutine<T> coroutine) {
        return createTask(coroutine, null);
    }

    /** As {@link #createTask(Coroutine)}, of that name. */
    public <T> Task<T> createTask(Coroutine<T> coroutine, String name) {
        var refusal = loop == null
                ? "has not been entered"
                : exiting && tasks.isEmpty() ? "is finished" : aborting ? "is shutting down" : null;
        if (refusal != null) {
            coroutine.close();
            throw new IllegalStateException("TaskGroup " + this + " " + refusal);
        }
        var task = loop.createTask(coroutine, name);
        tasks.add(task);
        task.addDoneCallback(_ -> ended(task));
        return task;
    }

    private void enter() {
        if (loop != null) {
            throw new IllegalStateException("TaskGroup " + this + " has already been entered");
        }
        parent = Asyncio.currentTask();
        if (parent == null) {
            throw new IllegalStateException("TaskGroup " + this + " cannot determine the parent task");
        }
        loop = parent.loop();
    }

    private void leave(Throwable thrown) throws Exception {
        if (thrown instanceof GeneratorExit) { // nobody drives this coroutine any more, so it cannot wait
            throw Sneaky.raise(thrown);
        }
        exiting = true;
        if (fatal == null && Fatal.is(thrown)) {
            fatal = thrown;
        }
        if (thrown != null && !aborting) {
            abort();
        }
        var cancellation = waitForAll(thrown instanceof CancellationException cancelled ? cancelled : null);
        if (fatal != null) {
            throw Sneaky.raise(fatal);
        }
        if (parentCancelled && parent.uncancel() == 0) {
            cancellation = null; // it was this group's own
        }
        if (cancellation != null && failures.isEmpty()) {
            throw cancellation;
        }
        if (thrown != null && !(thrown instanceof CancellationException)) {
            failures.add(thrown);
        }
        if (!failures.isEmpty()) {
            throwFailures();
        }
    }

    /**
     * Waits, however often it is cancelled meanwhile: the first cancellation from outside is handed on to the tasks.
     *
     * @return the cancellation that has to go on, or null
     */
    private CancellationException waitForAll(CancellationException before) throws Exception {
        var cancellation = before;
        while (!tasks.isEmpty()) {
            if (allDone == null) {
                allDone = loop.createFuture();
            }
            try {
                await(allDone.about("end of " + tasks.size() + " tasks"));
            } catch (CancellationException cancelled) {
                if (!aborting) {
                    cancellation = cancelled;
                    abort();
                }
            }
            allDone = null;
        }
        return cancellation;
    }

    private void throwFailures() throws ExceptionGroup {
        if (parent.cancelling() > 0) { // from outside: it is to be raised at the next await, after the failures
            parent.uncancel();
            parent.cancel();
        }
        var all = new ExceptionGroup("unhandled errors in a TaskGroup", failures);
        failures.clear();
        throw all;
    }

    private void abort() {
        aborting = true;
        List.copyOf(tasks).forEach(Task::cancel);
    }

    private void ended(Task<?> task) {
        tasks.remove(task);
        if (allDone != null && tasks.isEmpty()) {
            allDone.setResultUnlessDone(true);
        }
        if (task.cancelled() || task.exception() == null) {
            return;
        }
        var failure = task.exception();
        failures.add(failure);
        if (fatal == null && Fatal.is(failure)) {
            fatal = failure;
        }
        if (!aborting && !parentCancelled) {
            abort();
            parentCancelled = true;
            parent.cancel();
        }
    }

    /** {@code <TaskGroup tasks=2 entered>}. */
    @Override
    public String toString() {
        return "<TaskGroup" + (tasks.isEmpty() ? "" : " tasks=" + tasks.size())
                + (failures.isEmpty() ? "" : " errors=" + failures.size())
                + (aborting ? " cancelling" : loop != null ? " entered" : "") + ">";
    }
}
