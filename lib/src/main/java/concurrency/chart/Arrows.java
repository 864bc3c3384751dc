package concurrency.chart;

import concurrency.trace.Event;
import concurrency.trace.EventKind;
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
    private final Predicate<Event> drawn;
    private final boolean wakeUpsApart;
    private final Lifeline select = Lifeline.select();
    private final Lifeline loop = Lifeline.loop();
    private final Map<String, ArrayList<Lifeline>> stacks = new LinkedHashMap<>(); // of each task, itself first
    private final Map<String, Integer> doneBy = new HashMap<>(); // future to its arrow, while callbacks follow
    private final List<Lifeline> all = new ArrayList<>(List.of(select, loop));
    private final List<Arrow> arrows = new ArrayList<>();
    private final List<String> woken = new ArrayList<>(); // tasks that wait for the one that is ending
    private String running = ""; // a task's name
    private String called = ""; // subject and task of the latest CALLBACK
    private Lifeline control; // null while the loop does not run

    /**
     * @param drawn which events become arrows
     * @param wakeUpsApart whether a task that joins the queue gets an arrow of its own; else its cause says so
     */
    Arrows(Predicate<Event> drawn, boolean wakeUpsApart) {
        this.drawn = drawn;
        this.wakeUpsApart = wakeUpsApart;
    }

    Arrows follow(List<Event> events) {
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

    private void follow(Event event) {
        switch (event.kind()) {
            case CREATED -> create(event);
            case STARTED, RESUMED -> resume(event);
            case ENTERED -> enter(event);
            case LEFT -> leave(event);
            case AWAITING ->
                giveBack(
                        event,
                        stacks.containsKey(event.subject())
                                ? "yields task “" + event.subject() + "”"
                                : "yields " + future(event.subject()));
            case READY -> ready(event);
            case CALLBACK -> called = event.subject() + "\n" + event.task();
            case FUTURE_DONE -> done(event);
            case DONE, FAILED, CANCELLED -> end(event);
            case IDLE -> arrow(event, loop, select, false, select, "select: wait " + event.text());
            case TIMER_DUE ->
                arrow(event, control == select ? select : loop, loop, true, loop, event.subject() + " is due");
            case IO_READY ->
                arrow(
                        event,
                        select,
                        loop,
                        true,
                        loop,
                        event.subject() + " is ready" + (event.text().startsWith("reader") ? " to read" : " to write"));
            case BYTES_MOVED ->
                arrow(
                        event,
                        runner(),
                        runner(),
                        false,
                        control,
                        event.text() + (event.text().endsWith("read") ? " into the buffer" : ""));
            case DEQUEUED, DROPPED -> {
                if (control == select) { // woken up, and nothing was due or ready
                    arrow(event, select, loop, true, loop, "returns");
                }
                control = loop;
            }
            case TIMER_SET, TIMER_CANCELLED, IO_REGISTERED, IO_UNREGISTERED, LOG, BLOCKED -> {}
        }
    }

    private void create(Event event) {
        var task = Lifeline.task(event.task(), event.subject(), event.number());
        all.add(task);
        stacks.put(event.task(), new ArrayList<>(List.of(task)));
        var maker = !event.parent().isEmpty() ? innermost(event.parent()) : event.turn() == 0 ? null : loop;
        add(
                event,
                new Arrow(
                        event.number(),
                        event.turn(),
                        event.clock(),
                        maker,
                        task,
                        false,
                        true,
                        control,
                        "createTask(" + event.subject() + "())" + (maker == null ? ", from outside" : "")));
    }

    private void resume(Event event) {
        running = event.task();
        var innermost = innermost(running);
        arrow(
                event,
                loop,
                innermost,
                false,
                innermost,
                event.kind() == EventKind.STARTED
                        ? "send(null): it starts"
                        : innermost.kind() == Lifeline.Kind.TASK
                                ? "send(null)"
                                : "send(null), down to " + innermost.name());
    }

    private void enter(Event event) {
        var outer = innermost(event.task());
        var inner = outer.inner(event.subject(), event.number());
        all.add(inner);
        stack(event.task()).add(inner);
        control = inner;
        add(
                event,
                new Arrow(
                        event.number(),
                        event.turn(),
                        event.clock(),
                        outer,
                        inner,
                        false,
                        true,
                        inner,
                        "await " + inner.name()));
    }

    private void leave(Event event) {
        var stack = stack(event.task());
        if (stack.size() > 1) { // else the record began inside of it
            var inner = stack.removeLast();
            inner.die(event.number(), event.kind());
            arrow(event, inner, stack.getLast(), true, stack.getLast(), withoutPackages(event.text()));
        }
    }

    private void giveBack(Event event, String label) {
        arrow(event, innermost(event.task()), loop, true, loop, label);
        running = "";
    }

    private void ready(Event event) {
        var task = event.task();
        if (!task.isEmpty() && task.equals(running)) {
            giveBack(event, "yields null: the others first");
        } else if (!task.isEmpty() && wakeUpsApart) {
            arrow(event, runner(), loop, false, control, "its callback puts " + task + " into READY");
        } else if (!task.isEmpty() && called.endsWith("\n" + task)) {
            var future = called.substring(0, called.indexOf('\n'));
            if (future.equals(running)) {
                woken.add(task);
            } else if (doneBy.containsKey(future)) {
                arrows.set(doneBy.get(future), arrows.get(doneBy.get(future)).saying(", so " + task + " is READY"));
            }
        } else if (control == select) {
            arrow(event, null, loop, false, loop, "callSoonThreadsafe, from another thread");
        }
    }

    private void done(Event event) {
        doneBy.clear();
        woken.clear();
        if (stacks.containsKey(event.subject())) {
            return; // a task: its end is an arrow
        }
        var outcome = event.text().equals("cancelled")
                ? "cancelled"
                : event.text().startsWith("finished result") ? "done" : outcome(event.text());
        if (arrow(
                event,
                runner(),
                loop,
                false,
                control,
                wakeUpsApart
                        ? set(event.text())
                        : future(event.subject()) + " is "
                                + (outcome.startsWith("raised") ? "done: " + outcome : outcome))) {
            doneBy.put(event.subject(), arrows.size() - 1);
        }
    }

    private void end(Event event) {
        var stack = stack(event.task());
        var label = event.kind() == EventKind.CANCELLED ? "cancelled" : outcome(event.text());
        stack.forEach(each -> each.die(event.number(), event.kind()));
        while (stack.size() > 1) {
            stack.removeLast();
        }
        arrow(
                event,
                stack.getFirst(),
                loop,
                true,
                loop,
                woken.isEmpty()
                        ? label
                        : label + ", so " + String.join(", ", woken) + (woken.size() == 1 ? " is" : " are") + " READY");
        woken.clear();
        running = "";
    }

    /** {@code future “sleep 1.0 s”}; one of no special meaning is {@code future 1} by its own name. */
    private static String future(String subject) {
        return subject.matches("future \\d+") ? subject : "future “" + subject + "”";
    }

    private static String set(String text) {
        return text.equals("cancelled")
                ? "future.cancel()"
                : withoutPackages(text.replace("finished result=", "future.setResult(")
                                .replace("finished exception=", "future.setException("))
                        + ")";
    }

    private static String outcome(String text) {
        return withoutPackages(text.replace("finished result=null", "returned")
                .replace("finished result=", "returned ")
                .replace("finished exception=", "raised "));
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

    private boolean arrow(Event event, Lifeline from, Lifeline to, boolean back, Lifeline after, String label) {
        control = after;
        return add(event, new Arrow(event.number(), event.turn(), event.clock(), from, to, back, false, after, label));
    }

    private boolean add(Event event, Arrow arrow) {
        return drawn.test(event) && arrows.add(arrow);
    }
}
