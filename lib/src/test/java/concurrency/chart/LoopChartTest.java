package concurrency.chart;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.sleep;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.asyncio.EventLoop;
import concurrency.asyncio.VirtualClock;
import concurrency.replay.Replay;
import concurrency.trace.Move.Entry;
import concurrency.trace.Recorder;
import concurrency.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LoopChartTest {

    @ParameterizedTest
    @EnumSource(Runs.class)
    void everyRunIsDrawn(Runs run) throws Exception {
        var trace = run.trace();
        Seen.good(LoopChart.of(trace));
        Seen.good(LoopChart.of(
                trace, Replay.of(trace).turns(0, Integer.MAX_VALUE).getLast().number()));
    }

    @Test
    void saysWhatEachTurnDidAndLeft() throws Exception {
        assertEquals(
                "The loop, turn by turn: one sleep. Before the first turn: READY main."
                        + " Turn 1 at 0.0 s: ran main; WAITING main for sleep 1.0 s."
                        + " Turn 2 at 1.0 s: woke timer 1 of main; ran timer 1; READY main."
                        + " Turn 3 at 1.0 s: ran main: done; READY callback of main."
                        + " Turn 4 at 1.0 s: ran callback of main.",
                LoopChart.of(Runs.ONE_SLEEP.trace()).sentence());
    }

    @Test
    void saysWhatTheLoopSaysWhenItIsStepped() throws Exception {
        var recorder = new Recorder();
        var expected = new ArrayList<String>();
        try (var loop = new EventLoop(new VirtualClock(), recorder)) {
            loop.createTask(
                    async(() -> {
                        var other = createTask(async(() -> await(sleep(1))), "other");
                        await(sleep(0));
                        await(other);
                    }),
                    "main");
            var turn = loop.step();
            while (true) {
                var queue = turn.after().ready();
                expected.add("ran " + names(turn.ran()) + (queue.isEmpty() ? "" : "; READY " + names(queue)));
                if (turn.nothingLeft()) {
                    break;
                }
                turn = loop.step();
            }
        }
        var sentence = LoopChart.of(recorder.trace("stepped"))
                .sentence()
                .replaceAll(": done|: failed|; WAITING [^.;]*\\.\\d s", "")
                .replaceAll("; WAITING main for task other(, other for sleep 1)?", "");
        var said = List.of(sentence.split("(?=Turn \\d+ at )")).stream()
                .skip(1)
                .map(turn -> turn.strip().replaceAll("^Turn \\d+ at [\\d.]+ s: (woke [^;]*; )?|\\.$", ""))
                .toList();
        assertEquals(expected, said);
    }

    private static String names(List<Entry> entries) {
        return entries.stream().map(Entry::name).collect(Collectors.joining(", "));
    }

    @Test
    void aTaskThatCameIntoAListIsOutlinedAndOneThatStayedIsNot() throws Exception {
        var trace = Runs.GATHER.trace();
        var rows = LoopRow.of(Replay.of(trace).turns(0, 4), 0, List.of("main", "Task-2", "Task-3", "Task-4"));
        assertEquals(List.of("main"), moved(rows.get(0).ready()));
        assertEquals(List.of("Task-2", "Task-3", "Task-4"), moved(rows.get(1).ready()));
        assertEquals(List.of("main"), moved(rows.get(1).waiting()));
        assertEquals(List.of("Task-2", "Task-3", "Task-4"), moved(rows.get(2).waiting()), "main waited before");
        assertEquals(4, rows.get(2).waiting().size());
        assertEquals(List.of("Task-3"), moved(rows.get(3).ready()));
        assertEquals(List.of(), moved(rows.get(3).waiting()));
        assertEquals(
                List.of(0, 1, 3),
                rows.get(3).waiting().stream().map(Token::colour).toList(),
                "each keeps its own");
    }

    private static List<String> moved(List<Token> tokens) {
        return tokens.stream().filter(Token::moved).map(Token::name).toList();
    }

    @Test
    void aTaskThatRunsAndIsReadyAgainHasMoved() throws Exception {
        var trace = Runs.LONG_NAMES.trace();
        var rows = LoopRow.of(Replay.of(trace).turns(0, 3), 0, List.of("B"));
        assertTrue(rows.get(2).ready().stream().allMatch(Token::moved));
    }

    @Test
    void twelveTurnsAreDrawnAndTheOthersCounted() throws Exception {
        var trace = Runs.GATHER.trace();
        var picture = LoopChart.of(trace);
        assertTrue(Seen.says(picture, "+ 1 more turn"));
        assertTrue(picture.sentence().endsWith(" And 1 more turn."));
        assertTrue(Seen.says(picture, "12"));
        assertFalse(Seen.says(picture, "13"));
        var rest = Seen.good(LoopChart.of(trace, 13));
        assertEquals("The loop, turn by turn: gather. Turn 13 at 1.0 s: ran callback of main.", rest.sentence());
    }

    @Test
    void whereThereAreManyTheyAreCounted() throws Exception {
        var picture = Seen.good(LoopChart.of(Runs.MANY_TASKS.trace()));
        var drawn = picture.labels().stream()
                .map(Label::text)
                .filter(text -> text.matches("timer \\d+ of Task-\\d+"))
                .count();
        assertTrue(Seen.says(picture, "+ " + (100 - drawn) + " more"));
        assertTrue(picture.sentence().contains("Task-7 and 94 more"), picture.sentence());
        assertTrue(picture.getHeight() < 2 * 2500);
    }

    @Test
    void howATaskEndedIsWrittenInIt() throws Exception {
        assertTrue(Seen.says(LoopChart.of(Runs.FAILING.trace()), "failing: failed"));
        assertTrue(Seen.pixels(LoopChart.of(Runs.FAILING.trace()), Look.FAILURE) > 50);
        assertTrue(Seen.says(LoopChart.of(Runs.CANCELLED.trace()), "sleeper: cancelled"));
        assertTrue(Seen.says(LoopChart.of(Runs.CANCELLED.trace()), "main: done"));
    }

    @Test
    void aSocketIsWhatItWaitsForWithoutThisMachinesAddress() throws Exception {
        var sentence = LoopChart.of(Runs.SOCKETS.trace()).sentence();
        assertTrue(
                sentence.matches(".*reader for to read :\\d+\\..*woke :\\d+; ran reader of :\\d+; READY reader.*"),
                sentence);
    }

    @Test
    void theSameTraceGivesTheSamePixels() throws Exception {
        var trace = Runs.EIGHT_TASKS.trace();
        assertArrayEquals(Seen.pixels(LoopChart.of(trace)), Seen.pixels(LoopChart.of(trace)));
    }

    @Test
    void nothingToDrawIsRefused() throws Exception {
        var empty = new Trace("empty", Map.of(), List.of(), List.of());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> LoopChart.of(empty))
                .getMessage()
                .contains("make the loop with a recorder"));
        var trace = Runs.ONE_SLEEP.trace();
        var none = assertThrows(IllegalArgumentException.class, () -> LoopChart.of(trace, 5));
        assertEquals("turn 5 is none of the trace \"one sleep\", whose loop has made 4", none.getMessage());
        assertThrows(IllegalArgumentException.class, () -> LoopChart.of(trace, 0));
    }
}
