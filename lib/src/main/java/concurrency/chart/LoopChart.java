package concurrency.chart;

import concurrency.replay.Replay;
import concurrency.trace.Trace;
import java.util.stream.Collectors;

/**
 * The two lists of an event loop, turn by turn, as a storyboard: what woke the loop, who ran, who is in the queue then,
 * and who waits for what. {@snippet class="concurrency.chart.ExamplesTest" region="loop"}
 *
 * <p>A task keeps its colour, and its name stands in it. It is outlined in the row in which it has come into a list,
 * and there it says what it waits for.
 */
public final class LoopChart {
    /** Turns in one picture. */
    private static final int TURNS = 12;

    private LoopChart() {}

    /**
     * The first 12 turns of the loop that this trace recorded; how many more there are is written below them.
     *
     * @throws IllegalArgumentException if it has no events of a loop
     */
    public static Picture of(Trace trace) {
        return draw(Replay.of(trace), trace.name(), 0);
    }

    /**
     * The 12 turns from that one on.
     *
     * @param first number of the first turn, from 1
     * @throws IllegalArgumentException if it has no events of a loop, or no such turn
     */
    public static Picture of(Trace trace, int first) {
        var replay = Replay.of(trace);
        var turns = replay.turns(0, Integer.MAX_VALUE);
        var skip = (int) turns.stream().takeWhile(turn -> turn.number() < first).count();
        Check.that(
                first >= 1 && skip < turns.size(),
                first,
                "turn " + first + " is none of the trace \"" + trace.name() + "\", whose loop has made "
                        + turns.getLast().number());
        return draw(replay, trace.name(), skip);
    }

    private static Picture draw(Replay replay, String name, int skip) {
        var before = skip == 0 ? 0 : 1; // to see what has moved since
        var turns = replay.turns(
                skip - before, TURNS + before + (replay.events().getFirst().turn() == 0 && skip == 0 ? 1 : 0));
        var colours = replay.at(replay.size()).tasks().stream()
                .map(task -> task.name())
                .toList();
        var rows = LoopRow.of(turns, before, colours);
        var more = replay.turnCount() - skip - rows.size();
        var title = "The loop, turn by turn" + (name.isBlank() ? "" : ": " + Type.clean(name));
        var sentence = rows.stream()
                .map(LoopRow::sentence)
                .collect(Collectors.joining(
                        " ", title + ". ", more == 0 ? "" : " And " + Numbers.count(more, "more turn") + "."));
        return new LoopTable(rows, more).draw(title, sentence);
    }
}
