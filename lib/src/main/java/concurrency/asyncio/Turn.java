package concurrency.asyncio;

import concurrency.trace.Event;
import concurrency.trace.EventKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What one turn of a loop did, and how it left the loop's two lists.
 *
 * @param number of the turn, from 1
 * @param time ns on the loop's clock, at its end
 * @param sockets that select found ready, in that order
 * @param timers that came due, in that order
 * @param ran tasks and callbacks that ran, in that order
 * @param ready who is to run in the next turn, first one first
 * @param waiting tasks that wait, in the order of their making
 * @param events each single move, in order
 */
public record Turn(
        int number,
        long time,
        List<String> sockets,
        List<String> timers,
        List<String> ran,
        List<String> ready,
        List<Waiting> waiting,
        List<Event> events) {

    public Turn {
        sockets = List.copyOf(sockets);
        timers = List.copyOf(timers);
        ran = List.copyOf(ran);
        ready = List.copyOf(ready);
        waiting = List.copyOf(waiting);
        events = List.copyOf(events);
    }

    /**
     * A task that waits.
     *
     * @param task its name
     * @param on what it waits for
     * @param line where, if somebody listened when it began to; else 0
     */
    public record Waiting(String task, String on, int line) {
        @Override
        public String toString() {
            return task + " (for " + on + ")";
        }
    }

    /** What those events tell, and who is left in the two lists after them. */
    static Turn of(int number, long time, List<Event> events, Collection<Handle> ready, List<Task<?>> tasks) {
        var waiting = tasks.stream()
                .filter(task -> task.waiter() != null && !task.waiter().done())
                .map(task -> new Waiting(task.name(), task.waiter().subject(), task.line()))
                .toList();
        return new Turn(
                number,
                time,
                subjects(events, EventKind.IO_READY),
                subjects(events, EventKind.TIMER_DUE),
                subjects(events, EventKind.DEQUEUED),
                ready.stream().map(Handle::toString).toList(),
                waiting,
                events);
    }

    private static List<String> subjects(List<Event> events, EventKind kind) {
        return events.stream()
                .filter(event -> event.kind() == kind)
                .map(Event::whom)
                .toList();
    }

    /** Whether nothing is left: nothing is ready and nobody waits. */
    public boolean nothingLeft() {
        return ready.isEmpty() && waiting.isEmpty();
    }

    /** As a small table. */
    @Override
    public String toString() {
        var rows = new ArrayList<String>();
        rows.add("turn " + number + " at " + Seconds.text(time));
        addRow(rows, "sockets", sockets);
        addRow(rows, "timers", timers);
        addRow(rows, "ran", ran);
        addRow(rows, "READY", ready);
        addRow(rows, "WAITING", waiting);
        return String.join("\n", rows);
    }

    private static void addRow(List<String> rows, String name, List<?> what) {
        var text = what.isEmpty() ? "-" : what.stream().map(Object::toString).collect(Collectors.joining(", "));
        rows.add("  %-8s %s".formatted(name, text));
    }
}
