package concurrency.replay;

import concurrency.replay.LoopState.Call;
import concurrency.replay.LoopState.Doing;
import concurrency.replay.LoopState.TaskState;
import concurrency.replay.LoopState.Timer;
import concurrency.replay.LoopState.Watch;
import concurrency.trace.Move.*;
import concurrency.trace.Phase;
import concurrency.trace.Result;
import concurrency.trace.TraceEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A loop's lists, changed move by move. What is not known, because the record began in the middle of a run, is left
 * out.
 */
final class LoopLists {
    private final ArrayDeque<Entry> ready = new ArrayDeque<>();
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final Map<String, Timer> timers = new LinkedHashMap<>();
    private final Set<Watch> sockets = new LinkedHashSet<>();
    private String running = "";
    private int turn;

    /** A task, still moving. */
    private static final class Task {
        private final String name;
        private final String parent;
        private final List<Call> stack = new ArrayList<>();
        private Doing doing = Doing.READY;
        private Awaited on;
        private Result result;
        private int line;

        Task(String name, String parent) {
            this.name = name;
            this.parent = parent;
        }

        TaskState state() {
            return new TaskState(name, parent, doing, on, result, line, stack);
        }
    }

    int turn() {
        return turn;
    }

    LoopState state(long event) {
        return new LoopState(
                event,
                turn,
                List.copyOf(ready),
                running,
                tasks.values().stream().map(Task::state).toList(),
                List.copyOf(timers.values()),
                List.copyOf(sockets));
    }

    void follow(TraceEvent event) {
        if (event.isOfLoop()) {
            turn(event);
            move(event);
        }
    }

    private void turn(TraceEvent event) {
        if (event.turn() < turn) { // the turns of a loop only go up: this is another loop
            ready.clear();
            tasks.clear();
            timers.clear();
            sockets.clear();
        }
        if (event.turn() != turn || event.phase() != Phase.READY) {
            running = "";
        }
        turn = event.turn();
    }

    private void move(TraceEvent event) {
        switch (event.move()) {
            case Created made -> create(made);
            case Started(var task) -> run(task);
            case Resumed resumed -> run(resumed.task());
            case Awaiting wait -> await(wait);
            case Ended(var task, var result) -> end(task, result);
            case Entered entered -> task(entered.task()).stack.add(new Call(entered.coroutine(), entered.line()));
            case Left left -> leave(left);
            case Queued queued -> queue(queued.entry());
            case Dequeued(var entry) -> call(entry);
            case Dropped(var entry) -> ready.removeFirstOccurrence(entry);
            case TimerSet(var timer, var task, var due) -> timers.put(timer, new Timer(timer, task, due));
            case TimerCancelled(var timer) -> timers.remove(timer);
            case TimerDue(var timer) -> {
                timers.remove(timer);
                ready.add(Entry.callback(timer));
            }
            case Watched watched -> sockets.add(new Watch(watched.socket(), watched.purpose()));
            case Unwatched watched -> sockets.remove(new Watch(watched.socket(), watched.purpose()));
            case SocketReady socket -> ready.add(Entry.callback(socket.callback()));
            case FutureDone _, CalledBack _, BytesMoved _, Blocked _, Idle _, Printed _ -> {}
        }
    }

    private Task task(String name) {
        return tasks.computeIfAbsent(name, _ -> new Task(name, ""));
    }

    private void create(Created made) {
        var namesake = tasks.remove(made.task());
        if (namesake != null && !namesake.doing.ended()) {
            throw new IllegalArgumentException("the trace has two tasks called " + made.task()
                    + " at once, which cannot be told apart: give each a name of its own");
        }
        var task = new Task(made.task(), made.parent());
        task.stack.add(new Call(made.coroutine(), made.line()));
        tasks.put(made.task(), task);
    }

    private void queue(Entry entry) {
        ready.add(entry);
        if (entry.isTask()) {
            change(entry.name(), Doing.READY);
        }
    }

    /** The queue's first; the first of that name where the record began in the middle. */
    private void call(Entry entry) {
        ready.removeFirstOccurrence(entry);
        if (entry.isTask()) {
            run(entry.name());
        } else {
            running = entry.name();
        }
    }

    private void run(String task) {
        change(task, Doing.RUNNING);
        running = task;
    }

    private void await(Awaiting wait) {
        var task = change(wait.task(), Doing.WAITING);
        task.on = wait.on();
        task.line = wait.line();
    }

    private void leave(Left left) {
        var stack = task(left.task()).stack;
        if (!stack.isEmpty() && stack.getLast().coroutine().equals(left.coroutine())) {
            stack.removeLast();
        }
    }

    private void end(String name, Result result) {
        var task = change(
                name,
                switch (result.outcome()) {
                    case OK -> Doing.DONE;
                    case FAILED -> Doing.FAILED;
                    case CANCELLED -> Doing.CANCELLED;
                });
        task.result = result;
        task.stack.clear();
    }

    /** Whoever does something else waits for nothing any more, and the loop's thread is free unless it runs. */
    private Task change(String name, Doing doing) {
        var task = task(name);
        task.doing = doing;
        task.on = null;
        if (running.equals(name)) {
            running = "";
        }
        return task;
    }
}
