package concurrency.trace;

import concurrency.trace.LoopState.Call;
import concurrency.trace.LoopState.Doing;
import concurrency.trace.LoopState.TaskState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A loop's lists, moved event by event. What is not known, because the record began in the middle of a run, is left
 * out. A few lines for each kind of event make it longer than a page.
 */
final class LoopLists {
    private final ArrayDeque<String> ready = new ArrayDeque<>();
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final Set<String> timers = new LinkedHashSet<>();
    private final Set<String> sockets = new LinkedHashSet<>();
    private String running = "";
    private int turn;

    /** A task, still moving. */
    private static final class Task {
        private final String name;
        private final String parent;
        private final List<Call> stack = new ArrayList<>();
        private Doing doing = Doing.READY;
        private String on = "";
        private int line;

        Task(String name, String parent) {
            this.name = name;
            this.parent = parent;
        }

        TaskState state() {
            return new TaskState(name, parent, doing, on, line, stack);
        }
    }

    /** A line of output may come from anywhere, and tells nothing about a loop. */
    static boolean isOfLoop(Event event) {
        return event.kind() != EventKind.LOG;
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
                List.copyOf(timers),
                List.copyOf(sockets));
    }

    void follow(Event event) {
        if (isOfLoop(event)) {
            turn(event);
            move(event);
        }
    }

    private void turn(Event event) {
        if (event.turn() < turn) { // the turns of a loop only go up: this is another loop
            ready.clear();
            tasks.clear();
            timers.clear();
            sockets.clear();
        }
        if (event.turn() != turn || !event.phase().equals("ready")) {
            running = "";
        }
        turn = event.turn();
    }

    private void move(Event event) {
        switch (event.kind()) {
            case CREATED -> create(event);
            case READY -> join(event);
            case TIMER_SET -> timers.add(event.subject());
            case TIMER_CANCELLED -> timers.remove(event.subject());
            case TIMER_DUE -> {
                timers.remove(event.subject());
                ready.add(event.subject());
            }
            case IO_REGISTERED -> sockets.add(event.subject() + " " + event.text());
            case IO_UNREGISTERED -> sockets.remove(event.subject() + " " + event.text());
            case IO_READY -> ready.add(event.text());
            case DEQUEUED, DROPPED -> leave(event);
            case STARTED, RESUMED -> run(event.task());
            case AWAITING -> change(event, Doing.WAITING, event.subject());
            case ENTERED -> task(event.task()).stack.add(new Call(event.subject(), event.line()));
            case LEFT -> left(event);
            case DONE -> end(event, Doing.DONE);
            case FAILED -> end(event, Doing.FAILED);
            case CANCELLED -> end(event, Doing.CANCELLED);
            case FUTURE_DONE, CALLBACK, BYTES_MOVED, BLOCKED, IDLE, LOG -> {}
        }
    }

    private Task task(String name) {
        return tasks.computeIfAbsent(name, _ -> new Task(name, ""));
    }

    private void create(Event event) {
        var namesake = tasks.remove(event.task());
        if (namesake != null && !namesake.doing.ended()) {
            throw new IllegalArgumentException("the trace has two tasks called " + event.task()
                    + " at once, which cannot be told apart: give each a name of its own");
        }
        var task = new Task(event.task(), event.parent());
        task.stack.add(new Call(event.subject(), event.line()));
        tasks.put(event.task(), task);
    }

    private void join(Event event) {
        ready.add(event.whom());
        if (!event.task().isEmpty()) {
            change(event, Doing.READY, "");
        }
    }

    /** The queue's first; the first of that name where the record began in the middle. */
    private void leave(Event event) {
        var name = event.whom();
        ready.removeFirstOccurrence(name);
        if (event.kind() == EventKind.DROPPED) {
            return;
        }
        if (event.task().isEmpty()) {
            running = name;
        } else {
            run(name);
        }
    }

    private void run(String name) {
        running = name;
        task(name).doing = Doing.RUNNING;
        task(name).on = "";
    }

    private void left(Event event) {
        var stack = task(event.task()).stack;
        if (!stack.isEmpty() && stack.getLast().coroutine().equals(event.subject())) {
            stack.removeLast();
        }
    }

    private void end(Event event, Doing how) {
        change(event, how, event.text());
        task(event.task()).stack.clear();
    }

    private void change(Event event, Doing doing, String on) {
        var task = task(event.task());
        task.doing = doing;
        task.on = on;
        if (doing == Doing.WAITING) {
            task.line = event.line();
        }
        if (running.equals(task.name)) {
            running = "";
        }
    }
}
