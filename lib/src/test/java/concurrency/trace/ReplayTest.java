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
}
