package concurrency.replay;

import concurrency.trace.Move;
import concurrency.trace.Trace;
import concurrency.trace.TraceEvent;
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
 *   <li>{@link Move.Idle}: the loop waits in {@code select};
 *   <li>{@link Move.SocketReady}: the socket is ready;
 *   <li>{@link Move.BytesMoved}: its callback moves the bytes into a buffer;
 *   <li>{@link Move.FutureDone}: and gives them to the future;
 *   <li>{@link Move.Queued}: whose own callback puts the task into the ready queue;
 *   <li>{@link Move.Resumed}: when its turn comes, it is resumed where its innermost coroutine stands;
 *   <li>{@link Move.Left}: which returns the bytes to whoever awaited them.
 * </ol>
 *
 * <p>The seven are those of a well-known answer to "How does asyncio actually work?" (Stack Overflow, question
 * 49005651).
 *
 * @param steps the seven events, in that order; between them lie others, which are no steps
 */
public record WakeUp(List<TraceEvent> steps) {
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

    /** An event, with its move as what it is. */
    private record At<M extends Move>(int index, TraceEvent event, M move) {}

    private static Optional<WakeUp> find(Trace trace, String task) {
        var events = trace.events();
        for (var idle = first(events, 0, Move.Idle.class, _ -> true);
                idle.isPresent();
                idle = first(events, idle.get().index() + 1, Move.Idle.class, _ -> true)) {
            var turn = idle.get().event().turn();
            for (var i = idle.get().index() + 1;
                    i < events.size() && events.get(i).turn() == turn;
                    i++) {
                if (events.get(i).move() instanceof Move.SocketReady ready) {
                    var chain = chain(events, idle.get().event(), new At<>(i, events.get(i), ready), task);
                    if (chain.isPresent()) {
                        return chain;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The chain over that socket, if it is one. */
    private static Optional<WakeUp> chain(
            List<TraceEvent> events, TraceEvent idle, At<Move.SocketReady> socket, String wanted) {
        return first(
                        events,
                        socket.index() + 1,
                        Move.Dequeued.class,
                        called -> called.entry().name().equals(socket.move().callback()))
                .flatMap(called -> at(events, called.index() + 1, Move.BytesMoved.class))
                .filter(moved -> moved.move().socket().equals(socket.move().socket()))
                .flatMap(moved -> at(events, moved.index() + 1, Move.FutureDone.class)
                        .flatMap(done -> at(events, done.index() + 2, Move.Queued.class)
                                .filter(queued -> queued.move().entry().isTask())
                                .filter(queued -> wanted.isEmpty()
                                        || queued.move().entry().name().equals(wanted))
                                .flatMap(queued -> end(events, queued)
                                        .map(end -> new WakeUp(List.of(
                                                idle,
                                                socket.event(),
                                                moved.event(),
                                                done.event(),
                                                queued.event(),
                                                end.getFirst(),
                                                end.getLast()))))));
    }

    /** The last two steps: the task that was queued goes on, and leaves its innermost coroutine. */
    private static Optional<List<TraceEvent>> end(List<TraceEvent> events, At<Move.Queued> queued) {
        var task = queued.move().entry().name();
        return first(
                        events,
                        queued.index() + 1,
                        Move.Resumed.class,
                        resumed -> resumed.task().equals(task))
                .flatMap(resumed -> first(
                                events,
                                resumed.index() + 1,
                                Move.Left.class,
                                left -> left.task().equals(task))
                        .map(left -> List.of(resumed.event(), left.event())));
    }

    private static <M extends Move> Optional<At<M>> first(
            List<TraceEvent> events, int from, Class<M> kind, Predicate<M> which) {
        return IntStream.range(from, events.size())
                .mapToObj(i -> at(events, i, kind))
                .flatMap(Optional::stream)
                .filter(at -> which.test(at.move()))
                .findFirst();
    }

    private static <M extends Move> Optional<At<M>> at(List<TraceEvent> events, int index, Class<M> kind) {
        return index < events.size() && kind.isInstance(events.get(index).move())
                ? Optional.of(new At<>(
                        index, events.get(index), kind.cast(events.get(index).move())))
                : Optional.empty();
    }

    /**
     * One step a row, for a page of 80 columns: its number, what it is, its event's number and move, and what the event
     * says.
     */
    @Override
    public String toString() {
        return IntStream.range(0, steps.size())
                .mapToObj(i -> row(i + 1, SAID.get(i), steps.get(i)))
                .collect(Collectors.joining("\n"));
    }

    private static String row(int number, String said, TraceEvent event) {
        var details = switch (event.move()) {
            case Move.SocketReady ready -> ready.socket();
            case Move.FutureDone done -> done.result().value();
            case Move.Queued queued -> queued.entry();
            case Move.Resumed resumed -> resumed.task();
            case Move.Left left -> left.coroutine() + " " + left.result();
            default -> event.move();
        };
        return String.format(
                Locale.ROOT,
                "%d  %-29s #%-3d %-11s %s",
                number,
                said,
                event.number(),
                event.move().getClass().getSimpleName(),
                details);
    }
}
