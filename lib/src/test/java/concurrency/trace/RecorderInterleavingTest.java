package concurrency.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.interleaving.Interleavings;
import concurrency.interleaving.Scenario;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two threads record while a third reads. */
@Timeout(60)
class RecorderInterleavingTest {
    static final class TwoWriteOneReads implements Scenario {
        private final Recorder recorder = new Recorder(new AtomicLong()::getAndIncrement);
        private Trace during;

        @Override
        public List<Strand> strands() {
            return List.of(
                    new Strand("a", () -> record("a")),
                    new Strand("b", () -> record("b")),
                    new Strand("reader", () -> during = recorder.trace("during")));
        }

        private void record(String name) {
            recorder.start(name, Activity.WORKING).close();
            recorder.record(TraceEvent.of(new Move.Started(name)));
            recorder.record(TraceEvent.of(new Move.Ended(name, Result.returned(""))));
        }

        @Override
        public void check() {
            var after = recorder.trace("after");
            assertEquals(2, after.spans().size());
            assertEquals(4, after.events().size());
            assertInOrder(after);
            assertInOrder(during);
            assertEquals(
                    during.events(), after.events().subList(0, during.events().size()));
            assertTrue(after.spans().containsAll(during.spans()));
        }

        private static void assertInOrder(Trace trace) {
            var numbers = trace.events().stream().map(TraceEvent::number).toList();
            assertEquals(LongStream.rangeClosed(1, numbers.size()).boxed().toList(), numbers);
            assertEquals(
                    trace.events().stream().map(TraceEvent::time).sorted().toList(),
                    trace.events().stream().map(TraceEvent::time).toList());
            for (var name : List.of("a", "b")) {
                var kinds = trace.events().stream()
                        .filter(event -> event.move() instanceof Move.OfTask move
                                && move.task().equals(name))
                        .map(event -> event.move().getClass())
                        .toList();
                assertEquals(List.of(Move.Started.class, Move.Ended.class).subList(0, kinds.size()), kinds);
            }
        }
    }

    @Test
    @DisplayName(
            "nothing is lost between threads that record, and a trace that is read meanwhile is a beginning of the whole")
    void twoWriteOneReads() throws Exception {
        assertTrue(Interleavings.of(TwoWriteOneReads.class, Recorder.class, RunningSpan.class)
                        .tryAll()
                > 20);
    }
}
