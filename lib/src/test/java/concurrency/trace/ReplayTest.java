package concurrency.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import concurrency.trace.LoopState.Doing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What no recorded run shows: traces that are incomplete, ambiguous or no loop's. */
class ReplayTest {
    private final Recorder recorder = new Recorder(() -> 0);

    private void tell(int turn, EventKind kind, String task) {
        recorder.record(Event.of(kind).turn(turn, "ready").task(task));
    }

    private Replay replay() {
        return Replay.of(recorder.trace("t"));
    }

    @Test
    void aTraceWithoutALoopIsRefused() {
        recorder.record(Event.of(EventKind.LOG).text("a line"));
        var refused = assertThrows(IllegalArgumentException.class, this::replay);
        assertEquals(
                "the trace \"t\" has no events of a loop: make the loop with a recorder, new EventLoop(recorder), and run it"
                        + " first",
                refused.getMessage());
        assertThrows(
                IllegalArgumentException.class, () -> Replay.of(new Trace("empty", Map.of(), List.of(), List.of())));
    }

    @Test
    void twoTasksOfOneNameAtOnceAreRefused() {
        tell(0, EventKind.CREATED, "twin");
        tell(0, EventKind.CREATED, "twin");
        var refused = assertThrows(IllegalArgumentException.class, this::replay);
        assertEquals(
                "the trace has two tasks called twin at once, which cannot be told apart: give each a name of its own",
                refused.getMessage());
    }

    @Test
    void twoTasksOfOneNameOneAfterTheOtherAreNot() {
        tell(0, EventKind.CREATED, "again");
        tell(1, EventKind.DONE, "again");
        tell(1, EventKind.CREATED, "again");
        assertEquals(Doing.DONE, replay().at(2).task("again").orElseThrow().doing());
        assertEquals(Doing.READY, replay().at(3).task("again").orElseThrow().doing());
    }

    @Test
    void aSecondLoopBeginsWithEmptyLists() {
        tell(0, EventKind.CREATED, "Task-1");
        tell(0, EventKind.READY, "Task-1");
        tell(7, EventKind.CREATED, "left over");
        tell(7, EventKind.READY, "left over");
        recorder.record(Event.of(EventKind.LOG).text("between them"));
        tell(0, EventKind.CREATED, "Task-1");
        tell(0, EventKind.READY, "Task-1");
        assertEquals(List.of("Task-1", "left over"), replay().at(5).ready());
        assertEquals(7, replay().at(5).turn());
        assertEquals(List.of("Task-1"), replay().at(7).ready());
    }

    @Test
    void aRecordThatBeginsInTheMiddleIsFollowedAsFarAsItCanBe() {
        tell(5, EventKind.DEQUEUED, "a");
        tell(5, EventKind.RESUMED, "a");
        tell(5, EventKind.LEFT, "a");
        recorder.record(Event.of(EventKind.AWAITING)
                .turn(5, "ready")
                .task("a")
                .subject("sleep 1.0 s")
                .line(12));
        var state = replay().at(4);
        assertEquals(
                List.of("a"),
                state.waiting().stream().map(LoopState.TaskState::name).toList());
        assertEquals("", state.running());
        assertEquals("a", replay().at(2).running());
    }

    @Test
    void aCallbackCountsAsRunningUntilSomethingElseHappens() {
        recorder.record(Event.of(EventKind.DEQUEUED).turn(1, "ready").subject("timer 1"));
        recorder.record(Event.of(EventKind.FUTURE_DONE).turn(1, "ready").subject("sleep 1.0 s"));
        recorder.record(Event.of(EventKind.IDLE).turn(2, "select"));
        assertEquals(
                List.of("timer 1", "timer 1", ""),
                List.of(1, 2, 3).stream().map(n -> replay().at(n).running()).toList());
    }

    private void line(String text) {
        recorder.record(Event.of(EventKind.LOG).text(text));
    }

    private static List<List<Long>> numbers(List<Replay.Turn> turns) {
        return turns.stream()
                .map(turn -> turn.events().stream().map(Event::number).toList())
                .toList();
    }

    @Test
    void aTurnLastsUntilTheNextOneAndALineOfOutputEndsNone() {
        line("before all"); // 1
        tell(0, EventKind.CREATED, "a"); // 2
        tell(1, EventKind.STARTED, "a"); // 3
        line("within the first"); // 4
        tell(1, EventKind.AWAITING, "a"); // 5
        line("after the first"); // 6
        tell(3, EventKind.RESUMED, "a"); // 7
        tell(3, EventKind.DONE, "a"); // 8
        tell(0, EventKind.CREATED, "of a second loop"); // 9
        line("after all"); // 10
        line("and again"); // 11
        var replay = replay();
        var turns = replay.turns(0, 100);
        assertEquals(
                List.of(List.of(1L, 2L), List.of(3L, 4L, 5L), List.of(6L, 7L, 8L), List.of(9L, 10L, 11L)),
                numbers(turns));
        assertEquals(
                List.of(0, 1, 3, 0), turns.stream().map(Replay.Turn::number).toList());
        assertEquals(
                List.of(2L, 5L, 8L, 11L),
                turns.stream().map(turn -> turn.after().event()).toList());
        for (var turn : turns) {
            assertEquals(replay.at(turn.after().event()), turn.after());
        }
        assertEquals(4, replay.turnCount());
        assertEquals(turns.subList(1, 3), replay.turns(1, 2));
        assertEquals(List.of(), replay.turns(4, 1));
        assertEquals(List.of("a"), turns.get(2).all(EventKind.DONE));
        assertEquals(List.of(), turns.get(2).all(EventKind.STARTED));
    }

    @Test
    void theLastEventEndsTheLastTurn() {
        tell(1, EventKind.CREATED, "a");
        tell(1, EventKind.DONE, "a");
        assertEquals(List.of(List.of(1L, 2L)), numbers(replay().turns(0, 9)));
        assertEquals(2, replay().size());
        assertEquals(2, replay().events().size());
    }

    @Test
    void aSecondLoopHasNeitherTheTimersNorTheSocketsOfTheFirst() {
        tell(0, EventKind.CREATED, "Task-1");
        recorder.record(Event.of(EventKind.TIMER_SET).turn(7, "ready").subject("timer 1"));
        recorder.record(Event.of(EventKind.IO_REGISTERED)
                .turn(7, "ready")
                .subject("127.0.0.1:80")
                .text("to read"));
        tell(1, EventKind.CREATED, "of the second");
        var first = replay().at(3);
        assertEquals(List.of("timer 1"), first.timers());
        assertEquals(List.of("127.0.0.1:80 to read"), first.sockets());
        var second = replay().at(4);
        assertEquals(List.of(), second.timers());
        assertEquals(List.of(), second.sockets());
        assertEquals(
                List.of("of the second"),
                second.tasks().stream().map(LoopState.TaskState::name).toList());
    }

    @Test
    void aTaskThatLeavesTheQueueRunsAndWaitsForNothingAnyMore() {
        tell(1, EventKind.CREATED, "a");
        tell(1, EventKind.READY, "a");
        recorder.record(Event.of(EventKind.AWAITING).turn(1, "ready").task("a").subject("a future"));
        tell(2, EventKind.DEQUEUED, "a"); // 4
        tell(3, EventKind.STARTED, "b"); // 5
        assertEquals("a", replay().at(4).running());
        assertEquals(Doing.RUNNING, replay().at(4).task("a").orElseThrow().doing());
        assertEquals("", replay().at(4).task("a").orElseThrow().on());
        assertEquals("b", replay().at(5).running());
        assertEquals(List.of(), replay().at(5).ended());
    }
}
