package concurrency.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The examples of this package's Javadoc, which shows the regions. */
class ExamplesTest {
    private final Recorder recorder = new Recorder();

    @Test
    void aSpan() {
        // @start region=span
        try (var _ = recorder.start("http://www.jython.org", Activity.WAITING)) {
            waitForTheAnswer();
        }
        // @end
        assertEquals(1, recorder.trace("a run").spans().size());
    }

    private static void waitForTheAnswer() {}

    @Test
    void aReplay() {
        recorder.record(Event.of(EventKind.CREATED).turn(0, "ready").task("B"));
        recorder.record(Event.of(EventKind.READY).turn(0, "ready").task("B"));
        var trace = recorder.trace("a run");
        // @start region=replay
        var replay = Replay.of(trace);
        replay.at(1).ready(); // who was in the queue after event 1
        replay.at(1).task("B").orElseThrow().on(); // what B waited for
        // @end
        assertEquals("B", replay.at(1).task("B").orElseThrow().name());
    }
}
