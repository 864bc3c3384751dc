package concurrency.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import concurrency.trace.Move;
import concurrency.trace.Recorder;
import concurrency.trace.TraceEvent;
import org.junit.jupiter.api.Test;

/** The examples of this package's Javadoc, which shows the regions. */
class ExamplesTest {
    @Test
    void aReplay() {
        var recorder = new Recorder();
        recorder.record(TraceEvent.of(new Move.Created("B", "work", "", 1)));
        recorder.record(TraceEvent.of(new Move.Queued(Move.Entry.task("B"), false)));
        var trace = recorder.trace("a run");
        // @start region=replay
        var replay = Replay.of(trace);
        replay.at(1).ready(); // who was in the queue after event 1
        replay.at(1).task("B").orElseThrow().on(); // what B waited for
        // @end
        assertEquals("B", replay.at(1).task("B").orElseThrow().name());
    }
}
