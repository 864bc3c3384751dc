package concurrency.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import concurrency.trace.Move;
import concurrency.trace.Move.*;
import concurrency.trace.Phase;
import concurrency.trace.Purpose;
import concurrency.trace.Result;
import concurrency.trace.Trace;
import concurrency.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chain from a socket to its task, found among everything else, and only where it is whole. */
class WakeUpTest {
    private static final String SOCKET = "127.0.0.1:80";
    private final List<TraceEvent> events = new ArrayList<>();

    private void add(int turn, Move move) {
        events.add(event(events.size() + 1, turn, move));
    }

    private static TraceEvent event(int number, int turn, Move move) {
        return new TraceEvent(number, 0, 0, "loop", turn, Phase.READY, move);
    }

    private Trace trace() {
        return new Trace("t", Map.of(), List.of(), events);
    }

    private void select(int turn) {
        add(turn, new Idle(Long.MAX_VALUE));
    }

    private void ready(int turn, String socket) {
        add(turn, new SocketReady(socket, Purpose.READ, "reader of " + socket));
    }

    private static Dequeued called(String socket) {
        return new Dequeued(Entry.callback("reader of " + socket));
    }

    private static FutureDone done() {
        return new FutureDone(new Awaited("recv", Awaited.Kind.NAMED), Result.returned("4 bytes"));
    }

    private static CalledBack calledBack() {
        return new CalledBack(new Awaited("recv", Awaited.Kind.NAMED), "");
    }

    private static BytesMoved moved(String socket) {
        return new BytesMoved(socket, Purpose.READ, 4, "");
    }

    private static Left left(String task) {
        return new Left(task, "sockRecv", "work", Result.returned("4 bytes"));
    }

    /** Bytes of that socket wake up that task in that turn, which goes on in the next one. */
    private void wakeUp(int turn, String socket, String task) {
        wakeUp(turn, socket, Entry.task(task));
    }

    private void wakeUp(int turn, String socket, Entry woken) {
        ready(turn, socket);
        add(turn, called(socket));
        add(turn, moved(socket));
        add(turn, done());
        add(turn, calledBack());
        add(turn, new Queued(woken, false));
        add(turn + 1, new Dequeued(woken));
        add(turn + 1, new Resumed(woken.name(), 1));
        add(turn + 1, left(woken.name()));
    }

    private List<Long> numbers(WakeUp wakeUp) {
        return wakeUp.steps().stream().map(TraceEvent::number).toList();
    }

    private void assertNone() {
        assertThrows(IllegalArgumentException.class, () -> WakeUp.first(trace()));
    }

    @Test
    void theSevenStepsAreFoundAndWrittenOneARow() {
        select(3);
        wakeUp(3, SOCKET, "A");
        var wakeUp = WakeUp.first(trace());
        assertEquals(List.of(1L, 2L, 4L, 5L, 7L, 9L, 10L), numbers(wakeUp));
        assertEquals(wakeUp, WakeUp.first(trace(), "A"));
        assertEquals("""
                1  select waits                  #1   Idle        until a socket is ready
                2  the socket is ready           #2   SocketReady 127.0.0.1:80
                3  bytes go into the buffer      #4   BytesMoved  4 bytes read
                4  the future gets its result    #5   FutureDone  4 bytes
                5  its callback queues the task  #7   Queued      A
                6  send() to the innermost       #9   Resumed     A
                7  the data is returned          #10  Left        sockRecv returned 4 bytes""", wakeUp.toString());
    }

    @Test
    void aRecordThatBreaksOffHasNone() {
        select(3);
        wakeUp(3, SOCKET, "A");
        var all = List.copyOf(events);
        for (var end = 0; end < all.size(); end++) {
            events.clear();
            events.addAll(all.subList(0, end));
            assertNone();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 9, 10})
    void aStepThatIsSomethingElseBreaksTheChain(int number) {
        select(3);
        wakeUp(3, SOCKET, "A");
        var step = events.get(number - 1);
        events.set(number - 1, event(number, step.turn(), new TimerDue("something else")));
        assertNone();
    }

    @Test
    void whatLiesBetweenTheStepsIsNoStep() {
        add(1, new Created("A", "work", "", 1));
        select(1); // in vain
        select(3);
        ready(3, "another");
        ready(3, SOCKET);
        add(3, called("another"));
        add(3, done());
        add(3, called(SOCKET)); // no. 8
        add(3, moved(SOCKET));
        add(3, done());
        add(3, calledBack());
        add(3, new Queued(Entry.task("A"), false)); // no. 12
        add(4, new Resumed("B", 1));
        add(4, left("B"));
        add(4, new Resumed("A", 1)); // no. 15
        add(4, left("B"));
        add(4, left("A")); // no. 17
        assertEquals(List.of(3L, 5L, 9L, 10L, 12L, 15L, 17L), numbers(WakeUp.first(trace())));
    }

    @Test
    void aSocketThatIsReadyInALaterTurnWasNotWaitedForInThisOne() {
        select(2);
        wakeUp(3, SOCKET, "A");
        assertNone();
    }

    @Test
    void theBytesOfAnotherSocketAreNotThese() {
        select(3);
        wakeUp(3, SOCKET, "A");
        events.set(3, event(4, 3, moved("another")));
        assertNone();
    }

    @Test
    void aCallbackThatQueuesNoTaskWakesNobody() {
        select(3);
        wakeUp(3, SOCKET, Entry.callback("callback"));
        assertNone();
    }

    @Test
    void theFirstIsThatOfTheTaskThatIsAskedFor() {
        select(3);
        wakeUp(3, SOCKET, "A");
        select(5);
        wakeUp(5, "another", "B");
        assertEquals(1, WakeUp.first(trace()).steps().getFirst().number());
        assertEquals(11, WakeUp.first(trace(), "B").steps().getFirst().number());
    }

    @Test
    void whereNoneIsAMessageSaysWhatToRecord() {
        assertEquals(
                "no task of the trace \"t\" was woken up by bytes: record a run in which a task awaits sockRecv(...)"
                        + " before the other side sends",
                assertThrows(IllegalArgumentException.class, () -> WakeUp.first(trace()))
                        .getMessage());
        select(3);
        wakeUp(3, SOCKET, "A");
        assertEquals(
                "the task B of the trace \"t\" was not woken up by bytes: it has to await sockRecv(...) before the other"
                        + " side sends",
                assertThrows(IllegalArgumentException.class, () -> WakeUp.first(trace(), "B"))
                        .getMessage());
    }
}
