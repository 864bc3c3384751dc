package concurrency.trace;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How an event loop stands right after one of its events; made by {@link Replay}. It keeps its lists apart as a
 * scheduler does: who could run and is in the queue, and who could not and waits.
 *
 * @param event number of that event; 0 before the first one
 * @param turn of the loop, from 1; 0 before the first one
 * @param ready who is in the queue, first one first: names of tasks, and of callbacks that are no task's
 * @param running the task or the callback that the loop called last and that has not given control back, or nothing.
 *     The end of a callback that is no task's is no event, so it counts as running until something else happens
 * @param tasks all that were made, in the order of their making
 * @param timers that are set and not due, in the order of their setting
 * @param sockets that are watched, each with the purpose: {@code 127.0.0.1:8080 to read}
 */
public record LoopState(
        long event,
        int turn,
        List<String> ready,
        String running,
        List<TaskState> tasks,
        List<String> timers,
        List<String> sockets) {

    public LoopState {
        ready = List.copyOf(ready);
        Objects.requireNonNull(running, "running");
        tasks = List.copyOf(tasks);
        timers = List.copyOf(timers);
        sockets = List.copyOf(sockets);
    }

    /** What a task can be doing. */
    public enum Doing {
        /** In the queue. */
        READY,
        /** On the loop's thread. */
        RUNNING,
        /** Suspended until something is done. */
        WAITING,
        /** Ended with a result. */
        DONE,
        /** Ended with an error. */
        FAILED,
        /** Ended by cancellation. */
        CANCELLED;

        /** Whether it has ended, in whatever way. */
        public boolean ended() {
            return this == DONE || this == FAILED || this == CANCELLED;
        }
    }

    /**
     * A task.
     *
     * @param name its name
     * @param parent the task that made it; empty if none did
     * @param doing what it is doing
     * @param on what it waits for while it does; else how it ended, or empty
     * @param line where it awaits, or awaited last; 0 if that is not known
     * @param stack its coroutines that have begun or will, outermost first; empty once it has ended
     */
    public record TaskState(String name, String parent, Doing doing, String on, int line, List<Call> stack) {
        public TaskState {
            stack = List.copyOf(stack);
        }
    }

    /**
     * A coroutine on the stack of a task.
     *
     * @param coroutine its name
     * @param line where it was awaited, or for the outermost one where the task was made; 0 if that is not known
     */
    public record Call(String coroutine, int line) {}

    /** The task of that name, if there is one by now. */
    public Optional<TaskState> task(String name) {
        return tasks.stream().filter(task -> task.name().equals(name)).findFirst();
    }

    /** The tasks that wait, in the order of their making. */
    public List<TaskState> waiting() {
        return tasks.stream().filter(task -> task.doing() == Doing.WAITING).toList();
    }

    /** The tasks that have ended, in the order of their making. */
    public List<TaskState> ended() {
        return tasks.stream().filter(task -> task.doing().ended()).toList();
    }
}
