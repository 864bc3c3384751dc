package concurrency.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.replay.WakeUp;
import concurrency.trace.Move;
import concurrency.trace.Phase;
import concurrency.trace.Recorder;
import concurrency.trace.Trace;
import concurrency.trace.TraceEvent;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SequenceDiagramTest {
    private static final Pattern PART = Pattern.compile("SequenceDiagram\\.of\\(trace, (\\d+), (\\d+)\\)");

    /** The whole run, or the part that the refusal tells to draw. */
    private static Picture drawnAsFarAsItGoes(Trace trace) {
        try {
            return SequenceDiagram.of(trace);
        } catch (IllegalArgumentException tooMuch) {
            var part = PART.matcher(tooMuch.getMessage());
            assertTrue(part.find(), tooMuch.getMessage());
            return SequenceDiagram.of(trace, Long.parseLong(part.group(1)), Long.parseLong(part.group(2)));
        }
    }

    @ParameterizedTest
    @EnumSource(Runs.class)
    void everyRunIsDrawnWithItsArrowsNumbered(Runs run) throws Exception {
        var picture = Seen.good(drawnAsFarAsItGoes(run.trace()));
        var numbers = picture.labels().stream()
                .map(Label::text)
                .filter(text -> text.matches("\\d+"))
                .map(Integer::valueOf)
                .toList();
        assertEquals(IntStream.rangeClosed(1, numbers.size()).boxed().toList(), numbers);
        assertTrue(numbers.size() <= 40);
        assertTrue(picture.sentence().contains(numbers.size() + " arrows between "), picture.sentence());
    }

    @Test
    void saysWhoCallsWhomStepByStep() throws Exception {
        assertEquals(
                "Who calls whom: one sleep. Sequence diagram with 10 arrows between select, the event loop, 1 task (main) and"
                        + " 1 coroutine, turns 1 to 3 of the loop."
                        + " 1, main: createTask(work()), from outside;"
                        + " 2, event loop to main: send(null): it starts;"
                        + " 3, main to sleep(): await sleep();"
                        + " 4, sleep() to event loop: yields future “sleep 1.0 s”;"
                        + " 5, event loop to select: select: wait until 1.0 s;"
                        + " 6, select to event loop: timer 1 is due;"
                        + " 7, event loop: future “sleep 1.0 s” is done, so main is READY;"
                        + " 8, event loop to sleep(): send(null), down to sleep();"
                        + " 9, sleep() to main: returned r;"
                        + " 10, main to event loop: returned r.",
                SequenceDiagram.of(Runs.ONE_SLEEP.trace()).sentence());
    }

    @Test
    void coroutinesStandToTheRightOfWhoAwaitsThemAndBeginWhereTheyAreAwaited() throws Exception {
        var picture = SequenceDiagram.of(Runs.NESTED.trace());
        var names = List.of("main: outermost()", "fetchAndParse()", "parse()", "sleep()");
        for (var i = 1; i < names.size(); i++) {
            var outer = Seen.box(picture, names.get(i - 1));
            var inner = Seen.box(picture, names.get(i));
            assertTrue(inner.getX() > outer.getX(), names.get(i));
            assertTrue(inner.getY() > outer.getMaxY(), names.get(i));
        }
        assertTrue(Seen.says(picture, "send(null), down to sleep()"));
        assertTrue(Seen.says(picture, "returned 86"));
    }

    @Test
    void withoutTimersAndSocketsThereIsNoSelect() throws Exception {
        var trace = Runs.LONG_NAMES.trace();
        var idle = trace.events().stream()
                .filter(event -> event.move() instanceof Move.Idle)
                .findFirst()
                .orElseThrow()
                .number();
        assertFalse(Seen.says(SequenceDiagram.of(trace, 1, idle - 1), "select"));
        assertTrue(Seen.says(SequenceDiagram.of(Runs.ONE_SLEEP.trace()), "select"));
    }

    @Test
    void whoHasControlIsDarkerThanWhoIsSuspended() throws Exception {
        var picture = SequenceDiagram.of(Runs.NESTED.trace());
        var x = Seen.box(picture, "parse()").getX() - 6; // a lifeline is below the left edge of its name
        var running = Seen.box(picture, "parse()").getMaxY() + 12;
        var suspended = Seen.box(picture, "sleep()").getMaxY() + 30;
        assertTrue(Seen.grey(picture, x, suspended, 8, 8) > Seen.grey(picture, x, running, 8, 8) + 0.2);
    }

    @Test
    void anEndThatIsNoResultIsMarkedAndSaid() throws Exception {
        var failing = SequenceDiagram.of(Runs.FAILING.trace());
        assertTrue(Seen.pixels(failing, Look.FAILURE) > 30);
        assertTrue(Seen.says(failing, "raised IOException"), "without its package");
        var cancelled = SequenceDiagram.of(Runs.CANCELLED.trace());
        assertEquals(0, Seen.pixels(cancelled, Look.FAILURE));
        assertTrue(Seen.says(cancelled, "future “sleep 9.0 s” is cancelled, so sleeper is READY"));
        assertTrue(Seen.says(cancelled, "raised CancellationException"));
        assertTrue(Seen.says(cancelled, "cancelled, so main is READY"));
    }

    @Test
    void aCallFromAnotherThreadWakesTheLoopUp() {
        var recorder = new Recorder(() -> 0);
        var callback = Move.Entry.callback("callback");
        recorder.record(TraceEvent.of(new Move.Idle(Long.MAX_VALUE), 1, Phase.SELECT, 0));
        recorder.record(TraceEvent.of(new Move.Queued(callback, true), 1, Phase.SELECT, 0));
        recorder.record(TraceEvent.of(new Move.Dequeued(callback), 1, Phase.READY, 0));
        var picture = Seen.good(SequenceDiagram.of(recorder.trace("another thread")));
        assertTrue(
                picture.sentence()
                        .endsWith(" 1, event loop to select: select: wait until a socket is ready;"
                                + " 2, event loop: callSoonThreadsafe, from another thread."),
                picture.sentence());
    }

    @Test
    void aPartShowsWhatHasBegunBeforeIt() throws Exception {
        var trace = Runs.NESTED.trace();
        var resumed = trace.events().stream()
                .filter(event -> event.move() instanceof Move.Resumed)
                .findFirst()
                .orElseThrow()
                .number();
        var picture =
                Seen.good(SequenceDiagram.of(trace, resumed, trace.events().size()));
        var heads = List.of("event loop", "main: outermost()", "fetchAndParse()", "parse()", "sleep()").stream()
                .map(name -> Math.round(Seen.box(picture, name).getCenterY() / 4))
                .distinct()
                .toList();
        assertEquals(1, heads.size(), "all in one row");
        assertTrue(Seen.says(picture, "returned 42"));
        assertFalse(Seen.says(picture, "createTask"));
    }

    @Test
    void theSevenStepsOfAWakeUp() throws Exception {
        var trace = Runs.SOCKETS.trace();
        var ready = (Move.SocketReady) WakeUp.first(trace).steps().get(1).move();
        var socket = ready.socket();
        var picture = Seen.good(SequenceDiagram.wakeUp(trace));
        assertTrue(
                picture.sentence()
                        .endsWith(" 1, event loop to select: select: wait until a socket is ready;"
                                + " 2, select to event loop: " + socket + " is ready to read;"
                                + " 3, event loop: 11 bytes read into the buffer;"
                                + " 4, event loop: future.setResult(11 bytes);"
                                + " 5, event loop: its callback puts reader into READY;"
                                + " 6, event loop to sockRecv(): send(null), down to sockRecv();"
                                + " 7, sockRecv() to reader: returned 11 bytes."),
                picture.sentence());
        assertEquals(picture.sentence(), SequenceDiagram.wakeUp(trace, "reader").sentence());
        var rows = WakeUp.first(trace).toString().lines().toList();
        assertEquals(7, rows.size());
        assertTrue(rows.get(2).startsWith("3  bytes go into the buffer "), rows.get(2));
        assertTrue(rows.get(2).endsWith(" BytesMoved  11 bytes read"), rows.get(2));
        assertTrue(rows.get(1).endsWith(" SocketReady " + socket), rows.get(1));
        assertTrue(rows.stream().allMatch(row -> row.length() <= 80), rows.toString());
    }

    @Test
    void aFutureOfNoSpecialMeaningGoesByItsNumber() throws Exception {
        assertTrue(Seen.says(SequenceDiagram.of(Runs.WOKEN_FROM_ELSEWHERE.trace()), "yields future 1"));
    }

    @Test
    void whereNobodyIsWokenUpByBytesItIsSaidWhatToDo() throws Exception {
        var trace = Runs.NESTED.trace();
        var none = assertThrows(IllegalArgumentException.class, () -> SequenceDiagram.wakeUp(trace));
        assertEquals(
                "no task of the trace \"nested\" was woken up by bytes: record a run in which a task awaits sockRecv(...)"
                        + " before the other side sends",
                none.getMessage());
        var sockets = Runs.SOCKETS.trace();
        assertThrows(IllegalArgumentException.class, () -> SequenceDiagram.wakeUp(sockets, "main"));
    }

    @Test
    void tooMuchIsRefusedWithAPartThatFits() throws Exception {
        var many = Runs.EIGHT_TASKS.trace();
        var arrows = assertThrows(IllegalArgumentException.class, () -> SequenceDiagram.of(many));
        assertTrue(
                arrows.getMessage()
                        .startsWith("that would be 82 arrows, and a picture holds 40: draw a part, for example "
                                + "SequenceDiagram.of(trace, 1, "),
                arrows.getMessage());
        var hundred = Runs.MANY_TASKS.trace();
        var lifelines = assertThrows(IllegalArgumentException.class, () -> SequenceDiagram.of(hundred, 1, 120));
        assertTrue(lifelines.getMessage().startsWith("that would be "), lifelines.getMessage());
        var starts = hundred.events().stream()
                .filter(event -> event.move() instanceof Move.Started)
                .map(TraceEvent::number)
                .toList();
        var crowd = assertThrows(
                IllegalArgumentException.class, () -> SequenceDiagram.of(hundred, starts.get(1), starts.get(12)));
        assertTrue(
                crowd.getMessage()
                        .contains("lifelines, which have no room beside each other: draw a part, for example "),
                crowd.getMessage());
    }

    @Test
    void nothingToDrawIsRefused() throws Exception {
        var empty = new Trace("empty", Map.of(), List.of(), List.of());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> SequenceDiagram.of(empty))
                .getMessage()
                .contains("make the loop with a recorder"));
        var trace = Runs.ONE_SLEEP.trace();
        var range = assertThrows(IllegalArgumentException.class, () -> SequenceDiagram.of(trace, 5, 99));
        assertEquals(
                "events 5 to 99 are no part of the trace \"one sleep\", whose events have the numbers 1 to "
                        + trace.events().size(),
                range.getMessage());
        assertTrue(assertThrows(IllegalArgumentException.class, () -> SequenceDiagram.of(trace, 2, 3))
                .getMessage()
                .startsWith("nobody calls anybody in that part"));
    }

    @Test
    void theSameTraceGivesTheSamePixels() throws Exception {
        var trace = Runs.GATHER.trace();
        assertArrayEquals(Seen.pixels(SequenceDiagram.of(trace)), Seen.pixels(SequenceDiagram.of(trace)));
    }
}
