package concurrency.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import concurrency.replay.LoopState.Doing;
import concurrency.replay.LoopState.TaskState;
import concurrency.trace.Move;
import concurrency.trace.Move.*;
import concurrency.trace.Phase;
import concurrency.trace.Purpose;
import concurrency.trace.Recorder;
import concurrency.trace.Result;
import concurrency.trace.Trace;
import concurrency.trace.TraceEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What no recorded run shows: traces that are incomplete, ambiguous or no loop's. */
class ReplayTest {
    private final Recorder recorder = new Recorder(() -> 0);

    private void tell(int turn, Move move) {
        recorder.record(TraceEvent.of(move, turn, turn == 0 ? Phase.BETWEEN : Phase.READY, 0));
    }

    private static Created created(String task) {
        return new Created(task, "work", "", 1);
    }

    private static Queued queued(String task) {
        return new Queued(Entry.task(task), false);
    }

    private static Ended done(String task) {
        return new Ended(task, Result.returned(""));
    }

    private static Awaiting awaiting(String task, int line) {
        return new Awaiting(task, new Awaited("sleep 1.0 s", Awaited.Kind.NAMED), line);
    }

    private static List<String> names(List<Entry> entries) {
        return entries.stream().map(Entry::name).toList();
    }

    private Replay replay() {
        return Replay.of(recorder.trace("t"));
    }

    @Test
    void aTraceWithoutALoopIsRefused() {
        line("a line");
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
        tell(0, created("twin"));
        tell(0, created("twin"));
        var refused = assertThrows(IllegalArgumentException.class, this::replay);
        assertEquals(
                "the trace has two tasks called twin at once, which cannot be told apart: give each a name of its own",
                refused.getMessage());
    }

    @Test
    void twoTasksOfOneNameOneAfterTheOtherAreNot() {
        tell(0, created("again"));
        tell(1, done("again"));
        tell(1, created("again"));
        assertEquals(Doing.DONE, replay().at(2).task("again").orElseThrow().doing());
        assertEquals(Doing.READY, replay().at(3).task("again").orElseThrow().doing());
    }

    @Test
    void aSecondLoopBeginsWithEmptyLists() {
        tell(0, created("Task-1"));
        tell(0, queued("Task-1"));
        tell(7, created("left over"));
        tell(7, queued("left over"));
        line("between them");
        tell(0, created("Task-1"));
        tell(0, queued("Task-1"));
        assertEquals(List.of("Task-1", "left over"), names(replay().at(5).ready()));
        assertEquals(7, replay().at(5).turn());
        assertEquals(List.of("Task-1"), names(replay().at(7).ready()));
    }

    @Test
    void aRecordThatBeginsInTheMiddleIsFollowedAsFarAsItCanBe() {
        tell(5, new Dequeued(Entry.task("a")));
        tell(5, new Resumed("a", 1));
        tell(5, new Left("a", "inner", "outer", Result.returned("")));
        tell(5, awaiting("a", 12));
        var state = replay().at(4);
        assertEquals(List.of("a"), state.waiting().stream().map(TaskState::name).toList());
        assertEquals("", state.running());
        assertEquals("a", replay().at(2).running());
    }

    @Test
    void aCallbackCountsAsRunningUntilSomethingElseHappens() {
        tell(1, new Dequeued(Entry.callback("timer 1")));
        tell(1, new FutureDone(new Awaited("sleep 1.0 s", Awaited.Kind.NAMED), Result.returned("")));
        recorder.record(TraceEvent.of(new Idle(7), 2, Phase.SELECT, 0));
        assertEquals(
                List.of("timer 1", "timer 1", ""),
                List.of(1, 2, 3).stream().map(n -> replay().at(n).running()).toList());
    }

    private void line(String text) {
        recorder.record(TraceEvent.of(new Printed(text)));
    }

    private static List<List<Long>> numbers(List<Turn> turns) {
        return turns.stream()
                .map(turn -> turn.events().stream().map(TraceEvent::number).toList())
                .toList();
    }

    @Test
    void aTurnLastsUntilTheNextOneAndALineOfOutputEndsNone() {
        line("before all"); // 1
        tell(0, created("a")); // 2
        tell(1, new Started("a")); // 3
        line("within the first"); // 4
        tell(1, awaiting("a", 1)); // 5
        line("after the first"); // 6
        tell(3, new Resumed("a", 1)); // 7
        tell(3, done("a")); // 8
        tell(0, created("of a second loop")); // 9
        line("after all"); // 10
        line("and again"); // 11
        var replay = replay();
        var turns = replay.turns(0, 100);
        assertEquals(
                List.of(List.of(1L, 2L), List.of(3L, 4L, 5L), List.of(6L, 7L, 8L), List.of(9L, 10L, 11L)),
                numbers(turns));
        assertEquals(List.of(0, 1, 3, 0), turns.stream().map(Turn::number).toList());
        assertEquals(
                List.of(2L, 5L, 8L, 11L),
                turns.stream().map(turn -> turn.after().event()).toList());
        for (var turn : turns) {
            assertEquals(replay.at(turn.after().event()), turn.after());
        }
        assertEquals(4, replay.turnCount());
        assertEquals(turns.subList(1, 3), replay.turns(1, 2));
        assertEquals(List.of(), replay.turns(4, 1));
        assertEquals(List.of(done("a")), turns.get(2).all(Ended.class));
        assertEquals(List.of(), turns.get(2).all(Started.class));
    }

    @Test
    void theLastEventEndsTheLastTurn() {
        tell(1, created("a"));
        tell(1, done("a"));
        assertEquals(List.of(List.of(1L, 2L)), numbers(replay().turns(0, 9)));
        assertEquals(2, replay().size());
        assertEquals(2, replay().events().size());
    }

    @Test
    void aSecondLoopHasNeitherTheTimersNorTheSocketsOfTheFirst() {
        tell(0, created("Task-1"));
        tell(7, new TimerSet("timer 1", "Task-1", 500_000_000));
        tell(7, new Watched("127.0.0.1:80", Purpose.READ, "Task-1"));
        tell(1, created("of the second"));
        var first = replay().at(3);
        assertEquals("[timer 1, due at 0.5 s]", first.timers().toString());
        assertEquals("[127.0.0.1:80 to read]", first.sockets().toString());
        var second = replay().at(4);
        assertEquals(List.of(), second.timers());
        assertEquals(List.of(), second.sockets());
        assertEquals(
                List.of("of the second"),
                second.tasks().stream().map(TaskState::name).toList());
    }

    @Test
    void aTaskThatLeavesTheQueueRunsAndWaitsForNothingAnyMore() {
        tell(1, created("a"));
        tell(1, queued("a"));
        tell(1, awaiting("a", 1));
        tell(2, new Dequeued(Entry.task("a"))); // 4
        tell(3, new Started("b")); // 5
        assertEquals("a", replay().at(4).running());
        assertEquals(Doing.RUNNING, replay().at(4).task("a").orElseThrow().doing());
        assertEquals(null, replay().at(4).task("a").orElseThrow().on());
        assertEquals("b", replay().at(5).running());
        assertEquals(List.of(), replay().at(5).ended());
    }
}
