package concurrency.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The chain from a socket to its task, found among everything else, and only where it is whole. */
class WakeUpTest {
    private static final String SOCKET = "127.0.0.1:80";
    private final List<Event> events = new ArrayList<>();

    private void add(Event event) {
        events.add(event.filed(events.size() + 1L, 0, "loop"));
    }

    private Trace trace() {
        return new Trace("t", Map.of(), List.of(), events);
    }

    private static Event of(int turn, EventKind kind) {
        return Event.of(kind).turn(turn, "ready");
    }

    private void select(int turn) {
        add(of(turn, EventKind.IDLE).text("a socket is ready"));
    }

    private void ready(int turn, String socket) {
        add(of(turn, EventKind.IO_READY).subject(socket).text("reader of " + socket));
    }

    /** Bytes of that socket wake up that task in that turn, which goes on in the next one. */
    private void wakeUp(int turn, String socket, String task) {
        ready(turn, socket);
        add(of(turn, EventKind.DEQUEUED).subject("reader of " + socket));
        add(of(turn, EventKind.BYTES_MOVED).subject(socket).text("4 bytes"));
        add(of(turn, EventKind.FUTURE_DONE).subject("recv").text("has a result"));
        add(of(turn, EventKind.CALLBACK).subject("recv"));
        add(of(turn, EventKind.READY).task(task));
        add(of(turn + 1, EventKind.DEQUEUED).task(task));
        add(of(turn + 1, EventKind.RESUMED).task(task));
        add(of(turn + 1, EventKind.LEFT).task(task).subject("sockRecv").text("returned 4 bytes"));
    }

    private List<Long> numbers(WakeUp wakeUp) {
        return wakeUp.steps().stream().map(Event::number).toList();
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
                1  select waits                  #1   IDLE        a socket is ready
                2  the socket is ready           #2   IO_READY    127.0.0.1:80
                3  bytes go into the buffer      #4   BYTES_MOVED 4 bytes
                4  the future gets its result    #5   FUTURE_DONE has a result
                5  its callback queues the task  #7   READY       A
                6  send() to the innermost       #9   RESUMED     A
                7  the data is returned          #10  LEFT        sockRecv returned 4 bytes""", wakeUp.toString());
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
        events.set(number - 1, of(step.turn(), EventKind.LOG).task(step.task()).subject(step.subject()));
        assertNone();
    }

    @Test
    void whatLiesBetweenTheStepsIsNoStep() {
        add(of(1, EventKind.CREATED).task("A"));
        select(1); // in vain
        select(3);
        ready(3, "another");
        ready(3, SOCKET);
        add(of(3, EventKind.DEQUEUED).subject("reader of another"));
        add(of(3, EventKind.FUTURE_DONE).subject("accepted"));
        add(of(3, EventKind.DEQUEUED).subject("reader of " + SOCKET)); // no. 8
        add(of(3, EventKind.BYTES_MOVED).subject(SOCKET));
        add(of(3, EventKind.FUTURE_DONE));
        add(of(3, EventKind.CALLBACK));
        add(of(3, EventKind.READY).task("A")); // no. 12
        add(of(4, EventKind.RESUMED).task("B"));
        add(of(4, EventKind.LEFT).task("B"));
        add(of(4, EventKind.RESUMED).task("A")); // no. 15
        add(of(4, EventKind.LEFT).task("B"));
        add(of(4, EventKind.LEFT).task("A")); // no. 17
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
        events.set(3, events.get(3).subject("another"));
        assertNone();
    }

    @Test
    void aCallbackThatQueuesNoTaskWakesNobody() {
        select(3);
        wakeUp(3, SOCKET, "");
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
