package concurrency.chart;

import concurrency.replay.Replay;
import concurrency.replay.WakeUp;
import concurrency.trace.Trace;
import concurrency.trace.TraceEvent;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Who called whom in the run of an event loop, from top to bottom, drawn from the events that the loop recorded.
 * {@snippet class="concurrency.chart.ExamplesTest" region="sequence"}
 *
 * <p>A lifeline is {@code select}, the event loop, a task, or a coroutine that a task has entered, to the right of who
 * awaits it. A solid arrow calls, resumes or sets; a dashed one goes back: a future comes out of an await, a result is
 * returned, an exception raised. There is one thread, so one lifeline at a time has control, which is the solid bar; a
 * pale bar is a frame that is suspended or waits for the one that it called.
 */
public final class SequenceDiagram {
    /** More would not be read. */
    private static final int MOST = 40;

    private static final int FEW = 12;

    private SequenceDiagram() {}

    /**
     * The whole run.
     *
     * @throws IllegalArgumentException if the trace has no events of a loop, or more than a picture holds: 40 arrows,
     *     and as many lifelines as have room beside each other; the message says which part would do
     */
    public static Picture of(Trace trace) {
        return of(trace, 1, Math.max(1, trace.events().size()));
    }

    /**
     * What happened between two events, both included; what led there decides which tasks and coroutines live.
     *
     * @param from number of the first event, from 1
     * @param to number of the last event
     * @throws IllegalArgumentException as {@link #of(Trace)}, and if there are no such events
     */
    public static Picture of(Trace trace, long from, long to) {
        Replay.of(trace); // which refuses what is no loop's
        Check.that(
                from >= 1 && from <= to && to <= trace.events().size(),
                from,
                "events " + from + " to " + to + " are no part of the trace \"" + trace.name()
                        + "\", whose events have the numbers 1 to "
                        + trace.events().size());
        return draw(
                trace,
                event -> event.number() >= from && event.number() <= to,
                false,
                headline("Who calls whom", trace));
    }

    /**
     * How bytes that arrive wake up the task that waits for them: the first {@link WakeUp} of the trace, its arrows
     * numbered as its seven steps.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Picture wakeUp(Trace trace) {
        return wakeUp(trace, WakeUp.first(trace));
    }

    /**
     * As {@link #wakeUp(Trace)}, of that task.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Picture wakeUp(Trace trace, String task) {
        return wakeUp(trace, WakeUp.first(trace, task));
    }

    private static Picture wakeUp(Trace trace, WakeUp wakeUp) {
        var steps = wakeUp.steps().stream().map(TraceEvent::number).collect(Collectors.toSet());
        return draw(
                trace,
                event -> steps.contains(event.number()),
                true,
                headline("From select to the data in seven steps", trace));
    }

    private static Picture draw(Trace trace, Predicate<TraceEvent> drawn, boolean wakeUpsApart, String title) {
        var all = new Arrows(drawn, wakeUpsApart).follow(trace.events());
        var arrows = all.arrows();
        Check.that(
                !arrows.isEmpty(),
                arrows,
                "nobody calls anybody in that part of the trace \"" + trace.name()
                        + "\": take more events, or all of them, SequenceDiagram.of(trace)");
        var columns = Columns.of(arrows, all.lifelines());
        if (arrows.size() > MOST || !columns.isWideEnough()) {
            var fitting = Columns.fitting(arrows.subList(0, Math.min(MOST, arrows.size())), all.lifelines());
            throw new IllegalArgumentException((arrows.size() > MOST
                            ? "that would be " + arrows.size() + " arrows, and a picture holds " + MOST
                            : "that would be " + columns.size() + " lifelines, which have no room beside each other")
                    + ": draw a part, for example SequenceDiagram.of(trace, "
                    + arrows.getFirst().event() + ", "
                    + arrows.get(fitting - 1).event() + "), or record a smaller run");
        }
        return new SequenceRows(arrows, columns).draw(title, sentence(title, arrows, columns));
    }

    private static String headline(String what, Trace trace) {
        return trace.name().isBlank() ? what : what + ": " + Type.clean(trace.name());
    }

    private static String sentence(String title, List<Arrow> arrows, Columns columns) {
        var first = Math.max(1, arrows.getFirst().turn());
        var last = Math.max(1, arrows.getLast().turn());
        var words = new StringBuilder(title + ". Sequence diagram with " + Numbers.count(arrows.size(), "arrow")
                + " between " + columns.said() + ", "
                + (first == last ? "turn " + first : "turns " + first + " to " + last) + " of the loop.");
        for (var i = 0; i < arrows.size(); i++) {
            if (i == FEW && arrows.size() > FEW + 1) {
                words.append(" And ").append(arrows.size() - FEW).append(" more.");
                break;
            }
            words.append(' ')
                    .append(i + 1)
                    .append(", ")
                    .append(arrows.get(i).sentence())
                    .append(i + 1 < arrows.size() ? ";" : ".");
        }
        return words.toString().replace("; And", ". And");
    }
}
