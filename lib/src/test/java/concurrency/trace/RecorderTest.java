package concurrency.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.trace.Move.Awaited;
import concurrency.trace.Move.Awaited.Kind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private final AtomicLong clock = new AtomicLong(1_000);
    private final Recorder recorder = new Recorder(clock::get);

    @Test
    void timesCountFromTheStartOfTheRecorder() {
        clock.set(1_250);
        assertEquals(250, recorder.now());
    }

    @Test
    void aRunningSpanIsTakenDownWhenItIsClosedAndOnlyOnce() {
        var span = recorder.start("page", Activity.WAITING);
        clock.addAndGet(40);
        assertEquals(List.of(), recorder.trace("run").spans());
        span.outcome(Outcome.FAILED);
        span.close();
        clock.addAndGet(40);
        span.close();
        var worker = Thread.currentThread().getName();
        assertEquals(
                List.of(new Span("page", worker, Activity.WAITING, 0, 40, Outcome.FAILED)),
                recorder.trace("run").spans());
    }

    @Test
    void aRunningSpanIsInTheLaneOfTheNamedWorker() {
        recorder.start("main", "page", Activity.WORKING).close();
        assertEquals(List.of("main"), recorder.trace("run").workers());
    }

    @Test
    void aSpanThatEndsBeforeItStartsIsRefused() {
        var refused = assertThrows(
                IllegalArgumentException.class, () -> new Span("page", "main", Activity.WORKING, 2, 1, Outcome.OK));
        assertEquals("span page ends at 1 ns, before it starts at 2 ns", refused.getMessage());
    }

    @Test
    void aTraceDoesNotChangeWhileRecordingGoesOn() {
        recorder.record(new Span("first", "main", Activity.WORKING, 0, 1, Outcome.OK));
        var trace = recorder.trace("run");
        recorder.record(new Span("second", "main", Activity.WORKING, 1, 2, Outcome.OK));
        recorder.record(TraceEvent.of(new Move.TimerDue("late")));
        assertEquals(1, trace.spans().size());
        assertEquals(0, trace.events().size());
        assertEquals(2, recorder.trace("run").spans().size());
    }

    @Test
    void spansComeInTheOrderOfTheirStartsAndAddUpByActivity() {
        recorder.record(new Span("b", "two", Activity.WAITING, 20, 50, Outcome.OK));
        recorder.record(new Span("a", "one", Activity.WORKING, 0, 20, Outcome.OK));
        recorder.record(new Span("c", "one", Activity.WAITING, 30, 40, Outcome.OK));
        var trace = recorder.trace("run");
        assertEquals(
                List.of("a", "b", "c"), trace.spans().stream().map(Span::name).toList());
        assertEquals(List.of("one", "two"), trace.workers());
        assertEquals(Duration.ofNanos(40), trace.total(Activity.WAITING));
        assertEquals(Duration.ofNanos(50), trace.duration());
    }

    @Test
    void nothingIsLostBetweenEightThreadsAndEventsHaveOneOrder() throws Exception {
        var together = new CyclicBarrier(8);
        var real = new Recorder();
        try (var pool = Executors.newFixedThreadPool(8)) {
            var tasks = IntStream.range(0, 8)
                    .mapToObj(thread -> pool.submit(() -> {
                        together.await();
                        for (var i = 0; i < 5_000; i++) {
                            real.start("span", Activity.WORKING).close();
                            real.record(TraceEvent.of(new Move.Started("task " + thread)));
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> task : tasks) {
                task.get();
            }
        }
        var trace = real.trace("run");
        assertEquals(40_000, trace.spans().size());
        assertEquals(
                LongStream.rangeClosed(1, 40_000).boxed().toList(),
                trace.events().stream().map(TraceEvent::number).toList());
        assertTrue(
                isSorted(trace.events().stream().mapToLong(TraceEvent::time).toArray()),
                "later events have later times");
        assertEquals(8, trace.workers().size());
    }

    @Test
    void anEventKeepsAllThatAReplayNeeds() {
        clock.addAndGet(70);
        var move = new Move.Awaiting("B", new Awaited("future 2", Kind.FUTURE), 12);
        recorder.record(TraceEvent.of(move, 7, Phase.READY, 5_000));
        assertEquals(
                new TraceEvent(1, 70, 5_000, Thread.currentThread().getName(), 7, Phase.READY, move),
                recorder.trace("run").events().getFirst());
    }

    private static boolean isSorted(long[] times) {
        return IntStream.range(1, times.length).allMatch(i -> times[i - 1] <= times[i]);
    }
}
