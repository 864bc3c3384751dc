package concurrency.trace;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What can happen in the run of an event loop, one move at a time, each with what a replay has to know of it. They are
 * in the order of a life: a task is made, runs, waits, and is woken up by a timer or a socket.
 *
 * <p>Tasks, timers and sockets go by their names, lines are those of the source, from 1 or 0 where unknown, and times
 * are ns on the loop's clock. In a file a move has its record's name as its {@code kind}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
public sealed interface Move {

    // ---- tasks

    /** A move of one task. */
    sealed interface OfTask extends Move {
        /** The task's name; empty where a callback that is no task's made the move. */
        String task();
    }

    /** A task was made, to run {@code coroutine}; {@code parent} is the task that made it, or empty. */
    record Created(String task, String coroutine, String parent, int line) implements OfTask {}

    /** A task runs for the first time. */
    record Started(String task) implements OfTask {}

    /** A task goes on where it stopped, in that line. */
    record Resumed(String task, int line) implements OfTask {}

    /** A task gave up control until that is done. */
    record Awaiting(String task, Awaited on, int line) implements OfTask {}

    /** A task ended. */
    record Ended(String task, Result result) implements OfTask {}

    // ---- coroutines inside of a task

    /** A coroutine begins inside of a task, because {@code awaiter}, a coroutine too, awaits it in that line. */
    record Entered(String task, String coroutine, String awaiter, int line) implements OfTask {}

    /** A coroutine ends, and {@code awaiter} goes on. */
    record Left(String task, String coroutine, String awaiter, Result result) implements OfTask {}

    // ---- futures

    /** What a task can wait for. */
    record Awaited(String name, Kind kind) {
        /** Kinds of futures. */
        public enum Kind {
            /** A future of no special meaning: {@code future 1}. */
            FUTURE,
            /** A future that stands for something: {@code sleep 1.0 s}. */
            NAMED,
            /** Another task. */
            TASK
        }
    }

    /** A future got its result, its exception or its cancellation. */
    record FutureDone(Awaited future, Result result) implements Move {}

    /** A callback of a future is to be called because that is done; it wakes up {@code task}, if that is not empty. */
    record CalledBack(Awaited future, String task) implements OfTask {}

    // ---- the ready queue

    /**
     * What stands in the ready queue.
     *
     * @param name the name of a task, or what a callback is called that is no task's
     */
    record Entry(String name, boolean isTask) {
        @Override
        public String toString() {
            return name;
        }

        /** The next step of that task. */
        public static Entry task(String name) {
            return new Entry(name, true);
        }

        /** A callback of that name. */
        public static Entry callback(String name) {
            return new Entry(name, false);
        }
    }

    /** Joined the ready queue. */
    record Queued(Entry entry, boolean fromOtherThread) implements Move {}

    /** The first in the ready queue left it: it is called next. */
    record Dequeued(Entry entry) implements Move {}

    /** The first in the ready queue left it without being called: it was cancelled. */
    record Dropped(Entry entry) implements Move {}

    /** A task or a callback kept the loop from everything else, for too long. */
    record Blocked(Entry entry, long nanos) implements Move {
        @Override
        public String toString() {
            return entry.name() + " kept the loop for " + Moment.seconds(nanos);
        }
    }

    // ---- timers

    /** A timer was set by {@code task}. */
    record TimerSet(String timer, String task, long due) implements OfTask {}

    /** A timer came due: it joined the ready queue. */
    record TimerDue(String timer) implements Move {}

    /** A timer was cancelled before it was due. */
    record TimerCancelled(String timer) implements Move {}

    // ---- sockets

    /** A socket is watched from now on. */
    record Watched(String socket, Purpose purpose, String task) implements OfTask {}

    /** A socket is watched no more. */
    record Unwatched(String socket, Purpose purpose, String task) implements OfTask {}

    /**
     * The selector said that a socket is ready: its callback joined the ready queue under the name {@code callback}.
     */
    record SocketReady(String socket, Purpose purpose, String callback) implements Move {}

    /** Bytes went from a socket into a buffer, or back; -1 of them at the end of the stream. */
    record BytesMoved(String socket, Purpose purpose, int bytes, String task) implements OfTask {
        @Override
        public String toString() {
            return bytes < 0
                    ? "end of stream"
                    : bytes + (bytes == 1 ? " byte " : " bytes ") + (purpose == Purpose.READ ? "read" : "written");
        }
    }

    // ---- and besides

    /** The loop has nothing to do before {@code until}; {@link Long#MAX_VALUE} if there is no timer. */
    record Idle(long until) implements Move {
        @Override
        public String toString() {
            return until == Long.MAX_VALUE ? "until a socket is ready" : "until " + Moment.seconds(until);
        }
    }

    /** A line of output, from anywhere. */
    record Printed(String line) implements Move {}
}
