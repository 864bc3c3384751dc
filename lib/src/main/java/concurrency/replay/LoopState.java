package concurrency.replay;

import concurrency.trace.Moment;
import concurrency.trace.Move.Awaited;
import concurrency.trace.Move.Entry;
import concurrency.trace.Purpose;
import concurrency.trace.Result;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How an event loop stands right after one of its events; made by {@link Replay}, or by a loop that is stepped. It
 * keeps its lists apart as a scheduler does: who could run and is in the queue, and who could not and waits.
 *
 * @param event number of that event; 0 before the first one
 * @param turn of the loop, from 1; 0 before the first one
 * @param ready the queue, first one first
 * @param running the task or the callback that the loop called last and that has not given control back, or nothing.
 *     The end of a callback that is no task's is no event, so it counts as running until something else happens
 * @param tasks all that were made, in the order of their making
 * @param timers that are set and not due, in the order of their setting
 * @param sockets that are watched
 */
public record LoopState(
        long event,
        int turn,
        List<Entry> ready,
        String running,
        List<TaskState> tasks,
        List<Timer> timers,
        List<Watch> sockets) {

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
     * @param parent the task that made it; empty if none did, or if a loop that is stepped does not know
     * @param doing what it is doing
     * @param on what it waits for while it does; else null
     * @param result how it ended; null before
     * @param line where it awaits, or awaited last; 0 if that is not known
     * @param stack its coroutines that have begun or will, outermost first; empty once it has ended, and where a loop
     *     is stepped
     */
    public record TaskState(
            String name, String parent, Doing doing, Awaited on, Result result, int line, List<Call> stack) {
        public TaskState {
            stack = List.copyOf(stack);
        }

        /** {@code main (for sleep 1.0 s)} while it waits; else its name. */
        @Override
        public String toString() {
            return on == null ? name : name + " (for " + on.name() + ")";
        }
    }

    /**
     * A coroutine on the stack of a task.
     *
     * @param coroutine its name
     * @param line where it was awaited, or for the outermost one where the task was made; 0 if that is not known
     */
    public record Call(String coroutine, int line) {}

    /**
     * A timer that is set.
     *
     * @param task the task that set it; empty if none did, or if a loop that is stepped does not know
     * @param due ns on the loop's clock
     */
    public record Timer(String name, String task, long due) {
        /** {@code timer 1, due at 0.5 s}. */
        @Override
        public String toString() {
            return name + ", due at " + Moment.seconds(due);
        }
    }

    /** A socket that is watched, and what for. */
    public record Watch(String socket, Purpose purpose) {
        /** {@code 127.0.0.1:8080 to read}. */
        @Override
        public String toString() {
            return socket + " " + purpose.label();
        }
    }

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
