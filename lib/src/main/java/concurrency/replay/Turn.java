package concurrency.replay;

import concurrency.trace.Moment;
import concurrency.trace.Move;
import concurrency.trace.Move.Entry;
import concurrency.trace.TraceEvent;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One turn of a loop: what it did, and how it left the loop's lists.
 *
 * @param number of the turn, from 1; 0 for what happened before the first one
 * @param clock ns on the loop's clock, at its end
 * @param events each single move in it, and after it until the next one, in order
 * @param after how the loop stood then
 */
public record Turn(int number, long clock, List<TraceEvent> events, LoopState after) {
    public Turn {
        events = List.copyOf(events);
        Objects.requireNonNull(after, "after");
    }

    /** The turn of these events, of which at least one is a loop's. */
    Turn(List<TraceEvent> events, LoopState after) {
        this(
                after.turn(),
                events.stream().filter(TraceEvent::isOfLoop).toList().getLast().clock(),
                events,
                after);
    }

    /** The moves of that kind in it, in order. */
    public <M extends Move> List<M> all(Class<M> kind) {
        return events.stream()
                .map(TraceEvent::move)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** The sockets that select found ready, in that order. */
    public List<String> sockets() {
        return all(Move.SocketReady.class).stream()
                .map(Move.SocketReady::socket)
                .toList();
    }

    /** The timers that came due, in that order. */
    public List<String> timers() {
        return all(Move.TimerDue.class).stream().map(Move.TimerDue::timer).toList();
    }

    /** Tasks and callbacks that ran, in that order. */
    public List<Entry> ran() {
        return all(Move.Dequeued.class).stream().map(Move.Dequeued::entry).toList();
    }

    /** Whether nothing is left: nothing is ready and nobody waits. */
    public boolean nothingLeft() {
        return after.ready().isEmpty() && after.waiting().isEmpty();
    }

    /** As a small table. */
    @Override
    public String toString() {
        return String.join(
                "\n",
                "turn " + number + " at " + Moment.seconds(clock),
                row("sockets", sockets()),
                row("timers", timers()),
                row("ran", ran()),
                row("READY", after.ready()),
                row("WAITING", after.waiting()));
    }

    private static String row(String name, List<?> what) {
        var text = what.isEmpty() ? "-" : what.stream().map(Object::toString).collect(Collectors.joining(", "));
        return "  %-8s %s".formatted(name, text);
    }
}
