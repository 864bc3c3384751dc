package concurrency.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How bytes that arrive wake up the task that waits for them, in seven steps, each of them one event of the trace:
 *
 * <ol>
 *   <li>{@link EventKind#IDLE}: the loop waits in {@code select};
 *   <li>{@link EventKind#IO_READY}: the socket is ready;
 *   <li>{@link EventKind#BYTES_MOVED}: its callback moves the bytes into a buffer;
 *   <li>{@link EventKind#FUTURE_DONE}: and gives them to the future;
 *   <li>{@link EventKind#READY}: whose own callback puts the task into the ready queue;
 *   <li>{@link EventKind#RESUMED}: when its turn comes, it is resumed where its innermost coroutine stands;
 *   <li>{@link EventKind#LEFT}: which returns the bytes to whoever awaited them.
 * </ol>
 *
 * <p>The seven are those of a well-known answer to "How does asyncio actually work?" (Stack Overflow, question
 * 49005651).
 *
 * @param steps the seven events, in that order; between them lie others, which are no steps
 */
public record WakeUp(List<Event> steps) {
    private static final List<String> SAID = List.of(
            "select waits",
            "the socket is ready",
            "bytes go into the buffer",
            "the future gets its result",
            "its callback queues the task",
            "send() to the innermost",
            "the data is returned");

    public WakeUp {
        steps = List.copyOf(steps);
    }

    /**
     * The first one in that trace.
     *
     * @throws IllegalArgumentException if there is none: each task found its bytes already there, or there are no
     *     sockets
     */
    public static WakeUp first(Trace trace) {
        return find(trace, "")
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "no task of the trace \"" + trace.name()
                                        + "\" was woken up by bytes: record a run in which a task awaits sockRecv(...) before the other side sends"));
    }

    /**
     * The first one of that task.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static WakeUp first(Trace trace, String task) {
        return find(trace, task)
                .orElseThrow(() -> new IllegalArgumentException("the task " + task + " of the trace \"" + trace.name()
                        + "\" was not woken up by bytes: it has to await sockRecv(...) before the other side sends"));
    }

    private static Optional<WakeUp> find(Trace trace, String task) {
        var events = trace.events();
        for (var i = 0; i < events.size(); i++) {
            if (events.get(i).kind() == EventKind.IDLE) {
                for (var k = i + 1;
                        k < events.size()
                                && events.get(k).turn() == events.get(i).turn();
                        k++) {
                    var chain = chain(events, i, k, task);
                    if (chain.isPresent()) {
                        return chain;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The chain from that IDLE over that IO_READY on, if it is one. */
    private static Optional<WakeUp> chain(List<Event> events, int idle, int ioReady, String task) {
        if (events.get(ioReady).kind() != EventKind.IO_READY) {
            return Optional.empty();
        }
        var steps = new ArrayList<>(List.of(events.get(idle), events.get(ioReady)));
        var socket = events.get(ioReady).subject();
        var called = next(
                events,
                ioReady,
                EventKind.DEQUEUED,
                event -> event.subject().equals(events.get(ioReady).text()));
        var moved = called < 0 ? -1 : called + 1;
        if (moved <= 0
                || moved + 3 >= events.size()
                || events.get(moved).kind() != EventKind.BYTES_MOVED
                || !events.get(moved).subject().equals(socket)
                || events.get(moved + 1).kind() != EventKind.FUTURE_DONE
                || events.get(moved + 3).kind() != EventKind.READY
                || events.get(moved + 3).task().isEmpty()
                || !task.isEmpty() && !events.get(moved + 3).task().equals(task)) {
            return Optional.empty();
        }
        steps.addAll(List.of(events.get(moved), events.get(moved + 1), events.get(moved + 3)));
        var woken = events.get(moved + 3).task();
        var resumed =
                next(events, moved + 3, EventKind.RESUMED, event -> event.task().equals(woken));
        var left = resumed < 0
                ? -1
                : next(events, resumed, EventKind.LEFT, event -> event.task().equals(woken));
        if (left < 0) {
            return Optional.empty();
        }
        steps.addAll(List.of(events.get(resumed), events.get(left)));
        return Optional.of(new WakeUp(steps));
    }

    private static int next(List<Event> events, int after, EventKind kind, Predicate<Event> which) {
        for (var i = after + 1; i < events.size(); i++) {
            if (events.get(i).kind() == kind && which.test(events.get(i))) {
                return i;
            }
        }
        return -1;
    }

    /**
     * One step a row, for a page of 80 columns: its number, what it is, its event's number and kind, and what the event
     * says.
     */
    @Override
    public String toString() {
        return IntStream.range(0, steps.size())
                .mapToObj(i -> row(i + 1, SAID.get(i), steps.get(i)))
                .collect(Collectors.joining("\n"));
    }

    private static String row(int number, String said, Event event) {
        var details = switch (event.kind()) {
            case IO_READY -> event.subject();
            case READY, RESUMED -> event.task();
            case LEFT -> event.subject() + " " + event.text();
            default -> event.text();
        };
        return String.format(
                Locale.ROOT, "%d  %-29s #%-3d %-11s %s", number, said, event.number(), event.kind(), details);
    }
}
