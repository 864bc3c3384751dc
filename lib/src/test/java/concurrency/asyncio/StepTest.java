package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.gather;
import static concurrency.asyncio.Asyncio.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.replay.TaskSpans;
import concurrency.trace.Activity;
import concurrency.trace.Move;
import concurrency.trace.Moves;
import concurrency.trace.Phase;
import concurrency.trace.Recorder;
import concurrency.trace.Span;
import concurrency.trace.TraceEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a turn says about itself, and what a recorder takes down. */
@BothWays
class StepTest extends BothWays.Tests {
    private final VirtualClock clock = new VirtualClock();
    private final Recorder recorder = new Recorder(clock::now);

    private static Coroutine<String> work(double seconds) {
        return async(() -> await(sleep(seconds, "r")));
    }

    private static Coroutine<Object> two() {
        return async(() -> await(gather(work(1), work(0.5))));
    }

    private List<String> moves() {
        return Moves.of(recorder.trace("t"));
    }

    @Test
    @DisplayName("a turn says what ran, who is ready, who waits and for what")
    void turns() throws InterruptedException {
        try (var loop = new EventLoop(clock)) {
            loop.createTask(two(), "main");
            assertEquals("""
                    turn 1 at 0.0 s
                      sockets  -
                      timers   -
                      ran      main
                      READY    Task-2, Task-3
                      WAITING  main (for gather of 2)""", loop.step().toString());
            assertEquals("""
                    turn 2 at 0.0 s
                      sockets  -
                      timers   -
                      ran      Task-2, Task-3
                      READY    -
                      WAITING  main (for gather of 2), Task-2 (for sleep 1.0 s), Task-3 (for sleep 0.5 s)""", loop.step().toString());
            assertEquals("""
                    turn 3 at 0.5 s
                      sockets  -
                      timers   timer 2
                      ran      timer 2
                      READY    Task-3
                      WAITING  main (for gather of 2), Task-2 (for sleep 1.0 s)""", loop.step().toString());
            var turn = loop.step();
            while (!turn.nothingLeft()) {
                turn = loop.step();
            }
            assertEquals(9, turn.number());
            assertEquals(Duration.ofSeconds(1).toNanos(), turn.clock());
        }
    }

    @Test
    @DisplayName("a step where nothing can happen does not wait for it")
    void nothingToDo() throws InterruptedException {
        try (var loop = new EventLoop()) {
            assertTrue(loop.step().nothingLeft());
        }
    }

    @Test
    @DisplayName("every move is recorded, one event each, in order")
    void everyMove() throws Exception {
        try (var loop = new EventLoop(clock, recorder)) {
            loop.runUntilComplete(work(1));
        }
        assertEquals(
                List.of(
                        "Created Task-1 work",
                        "Queued Task-1",
                        "Dequeued Task-1",
                        "Started Task-1",
                        "Entered Task-1 sleep work",
                        "TimerSet timer 1 Task-1",
                        "Awaiting Task-1 sleep 1.0 s",
                        "Idle",
                        "TimerDue timer 1",
                        "Dequeued timer 1",
                        "FutureDone sleep 1.0 s returned r",
                        "CalledBack sleep 1.0 s Task-1",
                        "Queued Task-1",
                        "Dequeued Task-1",
                        "Resumed Task-1",
                        "Left Task-1 sleep work returned r",
                        "FutureDone Task-1 returned r",
                        "CalledBack Task-1",
                        "Queued callback of Task-1",
                        "Ended Task-1 returned r",
                        "Dequeued callback of Task-1"),
                moves());
        var phases = recorder.trace("t").events().stream()
                .collect(Collectors.groupingBy(TraceEvent::phase, Collectors.counting()));
        assertEquals(Set.of(Phase.BETWEEN, Phase.SELECT, Phase.TIMERS, Phase.READY), phases.keySet());
    }

    @Test
    @DisplayName("who made a task, and at which line it stands, is recorded")
    void parentAndLine() throws Exception {
        try (var loop = new EventLoop(clock, recorder)) {
            loop.run(async(() -> {
                var here = new Throwable().getStackTrace()[0].getLineNumber();
                await(createTask(work(1), "child"));
                var created = only(Move.Created.class, "child");
                assertEquals("Task-1", created.parent());
                assertEquals(here + 1, created.line());
                assertEquals(here + 1, only(Move.Awaiting.class, "Task-1").line());
            }));
        }
    }

    private <M extends Move.OfTask> M only(Class<M> kind, String task) {
        return all(kind).stream()
                .filter(move -> move.task().equals(task))
                .findFirst()
                .orElseThrow();
    }

    private <M extends Move> List<M> all(Class<M> kind) {
        return recorder.trace("t").events().stream()
                .map(TraceEvent::move)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private Coroutine<Integer> three() {
        return async(() -> await(two(2)) + 1);
    }

    private Coroutine<Integer> two(int value) {
        return async(() -> await(sleep(1, value)));
    }

    private Coroutine<Void> fails() {
        return async(() -> {
            await(sleep(1));
            throw new IOException("bad\nluck");
        });
    }

    @Test
    @DisplayName("which coroutine a task enters and leaves is recorded, with who awaits it, where, and how it ends")
    void coroutines() throws Exception {
        try (var loop = new EventLoop(clock, recorder)) {
            loop.run(async(() -> {
                await(three());
                assertThrows(IOException.class, () -> await(fails()));
                await(sleep(0, new byte[11]));
            }));
        }
        assertEquals(
                List.of(
                        "ENTERED coroutines > three",
                        "ENTERED three > two",
                        "ENTERED two > sleep",
                        "LEFT two > sleep returned 2",
                        "LEFT three > two returned 2",
                        "LEFT coroutines > three returned 3",
                        "ENTERED coroutines > fails",
                        "ENTERED fails > sleep",
                        "LEFT fails > sleep returned",
                        "LEFT coroutines > fails raised java.io.IOException: bad luck",
                        "ENTERED coroutines > sleep",
                        "LEFT coroutines > sleep returned 11 bytes"),
                calls());
        var entered =
                all(Move.Entered.class).stream().mapToInt(Move.Entered::line).toArray();
        assertEquals(entered[0] + 1, entered[3], "await(fails()) stands in the line after await(three())");
    }

    private List<String> calls() {
        return recorder.trace("t").events().stream()
                .map(event -> switch (event.move()) {
                    case Move.Entered move -> "ENTERED " + move.awaiter() + " > " + move.coroutine();
                    case Move.Left move -> "LEFT " + move.awaiter() + " > " + move.coroutine() + " " + move.result();
                    default -> "";
                })
                .filter(text -> !text.isEmpty())
                .toList();
    }

    @Test
    @DisplayName("a chain of coroutines that is longer than a stack is entered and left one by one")
    void deepChain() throws Exception {
        try (var loop = new EventLoop(clock, recorder)) {
            assertEquals(120, loop.run(deep(120)));
        }
        var calls = calls();
        assertEquals(2 * 121, calls.size()); // and sleep
        assertEquals("LEFT deep > deep returned 0", calls.get(122));
    }

    private Coroutine<Integer> deep(int levels) {
        return async(() -> {
            if (levels == 0) {
                await(sleep(1));
                return 0;
            }
            return await(deep(levels - 1)) + 1;
        });
    }

    @Test
    @DisplayName(
            "callbacks that are no task's join the queue by name, from another thread too, and leave it though cancelled")
    void callbacks() throws Exception {
        try (var loop = new EventLoop(clock, recorder)) {
            loop.callSoon(() -> {});
            loop.callSoon(() -> {}).cancel();
            loop.callLater(9, () -> {}).cancel();
            loop.callSoonThreadsafe(() -> {});
            loop.step();
        }
        assertEquals(
                List.of(
                        "Queued callback",
                        "Queued callback",
                        "TimerSet timer 1",
                        "TimerCancelled timer 1",
                        "Queued callback",
                        "Dequeued callback",
                        "Dropped callback",
                        "Dequeued callback"),
                moves());
        assertEquals(
                List.of(false, false, true),
                all(Move.Queued.class).stream()
                        .map(Move.Queued::fromOtherThread)
                        .toList());
    }

    @Test
    @DisplayName("a large result is recorded in a few words")
    void largeResults() throws Exception {
        try (var loop = new EventLoop(clock, recorder)) {
            loop.run(async(() -> "x".repeat(100_000)));
        }
        assertTrue(moves().stream().allMatch(text -> text.length() < 100));
        assertTrue(moves().contains("Ended Task-1 returned " + "x".repeat(60)), moves().toString());
    }

    @Test
    @DisplayName("how tasks end is recorded")
    void ends() throws Exception {
        try (var loop = new EventLoop(clock, recorder)) {
            loop.setExceptionHandler(_ -> {});
            loop.run(async(() -> {
                createTask(
                        async(() -> {
                            throw new IOException("bad");
                        }),
                        "failing");
                createTask(work(9), "leftover");
                await(sleep(1));
            }));
        }
        assertTrue(
                moves().containsAll(List.of(
                        "Ended failing raised java.io.IOException: bad",
                        "Ended leftover cancelled",
                        "Ended Task-1 returned")),
                moves().toString());
    }

    @Test
    @DisplayName("a task that blocks the loop is recorded")
    void blocks() throws Exception {
        try (var loop = new EventLoop(clock, recorder)) {
            loop.run(async(() -> clock.advance(Duration.ofMillis(300))));
        }
        assertEquals("[Task-1 kept the loop for 0.3 s]", all(Move.Blocked.class).toString());
    }

    @Test
    @DisplayName("a timeline of the tasks comes from the moves")
    void spans() throws Exception {
        try (var loop = new EventLoop(clock, recorder)) {
            loop.run(async(() -> {
                await(sleep(1));
                clock.advance(Duration.ofSeconds(2));
            }));
        }
        var spans = new ArrayList<String>();
        for (Span span : TaskSpans.of(recorder, true)) {
            spans.add(span.activity() + " " + Math.round(span.duration().toNanos() / 1e9)); // its first ns stands for 0
        }
        assertEquals(
                List.of(
                        Activity.READY + " 0",
                        Activity.WORKING + " 0",
                        Activity.WAITING + " 1",
                        Activity.READY + " 0",
                        Activity.WORKING + " 2"),
                spans);
    }
}
