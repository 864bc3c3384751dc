package concurrency.chart;

import concurrency.trace.Move.*;
import concurrency.trace.Move.Awaited.Kind;
import concurrency.trace.Outcome;
import concurrency.trace.Purpose;
import concurrency.trace.Result;
import concurrency.trace.TraceEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Who called whom, found out from the events of a loop: it follows all of them from the first one on, to know who has
 * control and which coroutines live, and keeps the arrows of those that are to be drawn. Longer than a page, because it
 * says of each kind of event what it means in a picture.
 */
final class Arrows {
    private final Predicate<TraceEvent> drawn;
    private final boolean wakeUpsApart;
    private final Lifeline select = Lifeline.select();
    private final Lifeline loop = Lifeline.loop();
    private final Map<String, ArrayList<Lifeline>> stacks = new LinkedHashMap<>(); // of each task, itself first
    private final Map<String, Integer> doneBy = new HashMap<>(); // future to its arrow, while callbacks follow
    private final List<Lifeline> all = new ArrayList<>(List.of(select, loop));
    private final List<Arrow> arrows = new ArrayList<>();
    private final List<String> woken = new ArrayList<>(); // tasks that wait for the one that is ending
    private String running = ""; // a task's name
    private CalledBack latest; // which callback joins the queue next
    private Lifeline control; // null while the loop does not run

    /**
     * @param drawn which events become arrows
     * @param wakeUpsApart whether a task that joins the queue gets an arrow of its own; else its cause says so
     */
    Arrows(Predicate<TraceEvent> drawn, boolean wakeUpsApart) {
        this.drawn = drawn;
        this.wakeUpsApart = wakeUpsApart;
    }

    Arrows follow(List<TraceEvent> events) {
        events.forEach(this::follow);
        return this;
    }

    List<Arrow> arrows() {
        return arrows;
    }

    /** All lifelines that the trace has had so far, in the order of their beginnings. */
    Collection<Lifeline> lifelines() {
        return all;
    }

    private void follow(TraceEvent event) {
        switch (event.move()) {
            case Created made -> create(event, made);
            case Started(var task) -> resume(event, task, true);
            case Resumed resumed -> resume(event, resumed.task(), false);
            case Entered entered -> enter(event, entered);
            case Left left -> leave(event, left);
            case Awaiting wait -> giveBack(event, wait.task(), "yields " + called(wait.on()));
            case Queued queued -> queue(event, queued);
            case CalledBack back -> latest = back;
            case FutureDone done -> done(event, done);
            case Ended ended -> end(event, ended);
            case Idle idle -> arrow(event, loop, select, false, select, "select: wait " + idle);
            case TimerDue(var timer) ->
                arrow(event, control == select ? select : loop, loop, true, loop, timer + " is due");
            case SocketReady ready ->
                arrow(
                        event,
                        select,
                        loop,
                        true,
                        loop,
                        ready.socket() + " is ready " + ready.purpose().label());
            case BytesMoved moved ->
                arrow(
                        event,
                        runner(),
                        runner(),
                        false,
                        control,
                        moved + (moved.bytes() >= 0 && moved.purpose() == Purpose.READ ? " into the buffer" : ""));
            case Dequeued _, Dropped _ -> {
                if (control == select) { // woken up, and nothing was due or ready
                    arrow(event, select, loop, true, loop, "returns");
                }
                control = loop;
            }
            case TimerSet _, TimerCancelled _, Watched _, Unwatched _, Printed _, Blocked _ -> {}
        }
    }

    private void create(TraceEvent event, Created made) {
        var task = Lifeline.task(made.task(), made.coroutine(), event.number());
        all.add(task);
        stacks.put(made.task(), new ArrayList<>(List.of(task)));
        var maker = !made.parent().isEmpty() ? innermost(made.parent()) : event.turn() == 0 ? null : loop;
        var label = "createTask(" + made.coroutine() + "())" + (maker == null ? ", from outside" : "");
        add(event, new Arrow(event.number(), event.turn(), event.clock(), maker, task, false, true, control, label));
    }

    private void resume(TraceEvent event, String task, boolean first) {
        running = task;
        var innermost = innermost(task);
        var down = innermost.kind() == Lifeline.Kind.TASK ? "" : ", down to " + innermost.name();
        arrow(event, loop, innermost, false, innermost, "send(null)" + (first ? ": it starts" : down));
    }

    private void enter(TraceEvent event, Entered entered) {
        var outer = innermost(entered.task());
        var inner = outer.inner(entered.coroutine(), event.number());
        all.add(inner);
        stack(entered.task()).add(inner);
        control = inner;
        var label = "await " + inner.name();
        add(event, new Arrow(event.number(), event.turn(), event.clock(), outer, inner, false, true, inner, label));
    }

    private void leave(TraceEvent event, Left left) {
        var stack = stack(left.task());
        if (stack.size() > 1) { // else the record began inside of it
            var inner = stack.removeLast();
            inner.die(event.number(), left.result().outcome());
            arrow(event, inner, stack.getLast(), true, stack.getLast(), brief(left.result()));
        }
    }

    private void giveBack(TraceEvent event, String task, String label) {
        arrow(event, innermost(task), loop, true, loop, label);
        running = "";
    }

    private void queue(TraceEvent event, Queued queued) {
        var name = queued.entry().name();
        if (!queued.entry().isTask()) {
            if (control == select) {
                arrow(event, null, loop, false, loop, "callSoonThreadsafe, from another thread");
            }
        } else if (name.equals(running)) {
            giveBack(event, name, "yields null: the others first");
        } else if (wakeUpsApart) {
            arrow(event, runner(), loop, false, control, "its callback puts " + name + " into READY");
        } else if (latest != null && latest.task().equals(name)) {
            var future = latest.future().name();
            if (future.equals(running)) {
                woken.add(name);
            } else if (doneBy.containsKey(future)) {
                arrows.set(doneBy.get(future), arrows.get(doneBy.get(future)).saying(", so " + name + " is READY"));
            }
        }
    }

    private void done(TraceEvent event, FutureDone done) {
        doneBy.clear();
        woken.clear();
        if (done.future().kind() == Kind.TASK) {
            return; // its end is an arrow
        }
        var label = wakeUpsApart ? set(done.result()) : called(done.future()) + " is " + state(done.result());
        if (arrow(event, runner(), loop, false, control, label)) {
            doneBy.put(done.future().name(), arrows.size() - 1);
        }
    }

    private void end(TraceEvent event, Ended ended) {
        var stack = stack(ended.task());
        stack.forEach(each -> each.die(event.number(), ended.result().outcome()));
        while (stack.size() > 1) {
            stack.removeLast();
        }
        var are = woken.size() == 1 ? " is" : " are";
        var label = (ended.result().outcome() == Outcome.CANCELLED ? "cancelled" : brief(ended.result()))
                + (woken.isEmpty() ? "" : ", so " + String.join(", ", woken) + are + " READY");
        arrow(event, stack.getFirst(), loop, true, loop, label);
        woken.clear();
        running = "";
    }

    /** {@code future “sleep 1.0 s”}, {@code task “main”}; one of no special meaning is {@code future 1} by its name. */
    private static String called(Awaited awaited) {
        return switch (awaited.kind()) {
            case FUTURE -> awaited.name();
            case NAMED -> "future “" + awaited.name() + "”";
            case TASK -> "task “" + awaited.name() + "”";
        };
    }

    private static String set(Result result) {
        return switch (result.outcome()) {
            case OK -> "future.setResult(" + (result.value().isEmpty() ? "null" : result.value()) + ")";
            case FAILED -> "future.setException(" + withoutPackages(result.value()) + ")";
            case CANCELLED -> "future.cancel()";
        };
    }

    private static String state(Result result) {
        return switch (result.outcome()) {
            case OK -> "done";
            case FAILED -> "done: " + brief(result);
            case CANCELLED -> "cancelled";
        };
    }

    private static String brief(Result result) {
        return withoutPackages(result.toString());
    }

    /** {@code java.io.IOException: bad} is {@code IOException: bad} here. */
    private static String withoutPackages(String text) {
        return text.replaceAll("\\b(?:[a-z_]\\w*\\.)+([A-Z])", "$1");
    }

    // ---- who is who

    private ArrayList<Lifeline> stack(String task) {
        return stacks.computeIfAbsent(task, _ -> {
            var unknown = Lifeline.task(task, "", 0);
            all.add(unknown);
            return new ArrayList<>(List.of(unknown));
        });
    }

    private Lifeline innermost(String task) {
        return stack(task).getLast();
    }

    private Lifeline runner() {
        return running.isEmpty() ? loop : innermost(running);
    }

    private boolean arrow(TraceEvent event, Lifeline from, Lifeline to, boolean back, Lifeline after, String label) {
        control = after;
        return add(event, new Arrow(event.number(), event.turn(), event.clock(), from, to, back, false, after, label));
    }

    private boolean add(TraceEvent event, Arrow arrow) {
        return drawn.test(event) && arrows.add(arrow);
    }
}
