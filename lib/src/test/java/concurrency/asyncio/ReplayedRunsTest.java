package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.gather;
import static concurrency.asyncio.Asyncio.gatherReturningExceptions;
import static concurrency.asyncio.Asyncio.runningLoop;
import static concurrency.asyncio.Asyncio.shield;
import static concurrency.asyncio.Asyncio.sleep;
import static concurrency.asyncio.Asyncio.timeout;
import static concurrency.asyncio.Asyncio.waitFor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.replay.LoopState;
import concurrency.replay.LoopState.Doing;
import concurrency.replay.LoopState.TaskState;
import concurrency.replay.Replay;
import concurrency.replay.Turn;
import concurrency.trace.Move;
import concurrency.trace.Recorder;
import concurrency.trace.Trace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is rebuilt from the events of a whole run is what the loop itself said after each of its turns. */
@BothWays
@Timeout(60)
class ReplayedRunsTest extends BothWays.Tests {

    /** Steps a run to its end and holds the rebuilt lists against those of each turn. */
    private static Trace compared(Clock clock, Coroutine.Procedure main) throws Exception {
        var recorder = new Recorder();
        try (var loop = new EventLoop(clock, recorder)) {
            loop.setExceptionHandler(_ -> {});
            var turns = new TreeMap<Integer, Turn>(); // by the number of events so far
            loop.createTask(
                    new Coroutine<>("main", () -> {
                        main.runs();
                        return null;
                    }),
                    "main");
            Turn turn;
            do {
                turn = loop.step();
                turns.put(recorder.trace("t").events().size(), turn);
            } while (!turn.nothingLeft());
            var trace = recorder.trace("t");
            var replay = Replay.of(trace);
            turns.forEach((event, was) -> assertEquals(lists(was.after()), lists(replay.at(event)), was.toString()));
            assertTrue(turns.size() > 2);
            assertEquals(List.of(), loop.allTasks(), "ran to the end");
            assertTrue(replay.at(replay.size()).tasks().stream()
                    .allMatch(task -> task.doing().ended() && task.stack().isEmpty()));
            return trace;
        }
    }

    private static String lists(LoopState state) {
        return state.turn() + " READY " + state.ready() + " WAITING "
                + state.waiting().stream()
                        .map(task -> task + " in line " + task.line())
                        .toList() + " TIMERS " + state.timers() + " SOCKETS "
                + state.sockets().stream().map(Object::toString).sorted().toList();
    }

    private static Coroutine<String> work(double seconds) {
        return async(() -> await(sleep(seconds, "r")));
    }

    private static Coroutine<Void> failing() {
        return async(() -> {
            await(sleep(0));
            throw new IOException("bad");
        });
    }

    @Test
    @DisplayName("sleepers")
    void sleepers() throws Exception {
        compared(new VirtualClock(), () -> {
            var tasks = IntStream.range(0, 8)
                    .mapToObj(i -> createTask(work(i * 7 % 5)))
                    .toList();
            for (var task : tasks) {
                await(task);
            }
        });
    }

    @Test
    @DisplayName("gather, twice the same, and one that fails")
    void gathering() throws Exception {
        compared(new VirtualClock(), () -> {
            var twice = createTask(work(1));
            await(gather(twice, twice, work(2), work(0)));
            assertThrows(IOException.class, () -> await(gather(failing(), work(1))));
            await(gatherReturningExceptions(failing(), work(1), failing()));
        });
    }

    @Test
    @DisplayName("cancellation: of a sleeper, before its start, of a gathering, swallowed, by a time limit")
    void cancellation() throws Exception {
        var trace = compared(new VirtualClock(), () -> {
            var sleeper = createTask(work(9), "sleeper");
            await(sleep(1));
            sleeper.cancel();
            createTask(work(9), "never started").cancel();
            var all = gather(work(5), work(6));
            await(sleep(1));
            all.cancel();
            var stubborn = createTask(
                    async(() -> {
                        assertThrows(CancellationException.class, () -> await(sleep(9)));
                        await(sleep(1));
                    }),
                    "stubborn");
            await(sleep(1));
            stubborn.cancel();
            assertThrows(TimeoutException.class, () -> await(waitFor(work(9), 1)));
            assertThrows(TimeoutException.class, () -> timeout(0).run(() -> await(shield(work(3)))));
            await(sleep(9));
        });
        var ends = Replay.of(trace).at(trace.events().size());
        assertEquals(Doing.CANCELLED, ends.task("sleeper").orElseThrow().doing());
        assertEquals(Doing.CANCELLED, ends.task("never started").orElseThrow().doing());
        assertEquals(Doing.DONE, ends.task("stubborn").orElseThrow().doing());
    }

    @Test
    @DisplayName("a task that fails, one that nobody awaits, one that fails while others run")
    void failures() throws Exception {
        var trace = compared(new VirtualClock(), () -> {
            var failing = createTask(failing(), "failing");
            createTask(failing(), "unheard");
            assertThrows(IOException.class, () -> await(failing));
        });
        var ended = Replay.of(trace).at(trace.events().size()).ended();
        assertEquals(
                List.of("main DONE", "failing FAILED", "unheard FAILED"),
                ended.stream().map(task -> task.name() + " " + task.doing()).toList());
    }

    @Test
    @DisplayName("callbacks, cancelled ones too, timers, and callbacks from another thread")
    void callbacks() throws Exception {
        compared(Clock.system(), () -> {
            var loop = runningLoop();
            loop.callSoon(() -> loop.callSoon(() -> {}));
            loop.callSoon(() -> {}).cancel();
            loop.callLater(9, () -> {}).cancel();
            var called = loop.<String>createFuture();
            var started = new CountDownLatch(1);
            var other = Thread.ofPlatform().start(() -> {
                try {
                    started.await();
                    loop.callSoonThreadsafe(() -> {});
                    loop.callSoonThreadsafe(() -> called.setResult("from there"));
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            });
            loop.callLater(0.001, started::countDown);
            assertEquals("from there", await(called));
            other.join();
        });
    }

    @Test
    @DisplayName("sockets, one of them closed under who waits")
    void sockets() throws Exception {
        var trace = compared(Clock.system(), () -> {
            var loop = runningLoop();
            try (var server = ServerSocketChannel.open();
                    var client = SocketChannel.open()) {
                server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .configureBlocking(false);
                client.configureBlocking(false);
                var accepting = createTask(loop.sockAccept(server), "server");
                await(loop.sockConnect(client, server.getLocalAddress()));
                try (var accepted = await(accepting)) {
                    var reading = createTask(async(() -> await(loop.sockRecv(accepted, 100))), "reader");
                    await(sleep(0));
                    await(loop.sockSendAll(client, new byte[11]));
                    assertEquals(11, await(reading).length);
                    var closed = createTask(async(() -> await(loop.sockRecv(client, 100))), "closed");
                    await(sleep(0));
                    hangUp(client);
                    assertThrows(ClosedChannelException.class, () -> await(closed));
                }
            }
        });
        var last = Replay.of(trace).at(trace.events().size());
        assertEquals(List.of(), last.sockets());
        assertEquals(List.of(), last.timers());
    }

    private static void hangUp(SocketChannel channel) throws IOException {
        channel.close();
    }

    private static Coroutine<Integer> outer() {
        return async(() -> await(middle()) + await(middle()));
    }

    private static Coroutine<Integer> middle() {
        return async(() -> await(sleep(1, 21)));
    }

    @Test
    @DisplayName("the stack of a task holds its coroutines, outermost first, with the lines in which they are awaited")
    void stacks() throws Exception {
        var here = new Throwable().getStackTrace()[0].getLineNumber();
        var trace = compared(new VirtualClock(), () -> {
            var other = createTask(work(3), "other");
            await(outer());
            await(other);
        });
        var replay = Replay.of(trace);
        var stacks = new ArrayList<String>();
        for (var event : trace.events()) {
            if (event.move() instanceof Move.Awaiting wait) {
                var task = replay.at(event.number()).task(wait.task()).orElseThrow();
                stacks.add(task.name() + " "
                        + task.stack().stream().map(LoopState.Call::coroutine).toList());
            }
        }
        assertEquals(
                List.of(
                        "main [main, outer, middle, sleep]",
                        "other [work, sleep]",
                        "main [main, outer, middle, sleep]",
                        "main [main]"),
                stacks);
        var awaiting = trace.events().stream()
                .filter(event -> event.move() instanceof Move.Awaiting)
                .findFirst()
                .orElseThrow();
        var lines = replay.at(awaiting.number()).task("main").map(TaskState::stack).orElseThrow().stream()
                .map(LoopState.Call::line)
                .toList();
        assertEquals(here + 3, lines.get(1));
        assertEquals(((Move.Awaiting) awaiting.move()).line(), lines.get(3));
    }

    @Test
    @DisplayName("a state is the same whether one comes from before, from behind, from elsewhere, or turn by turn")
    void anyDirection() throws Exception {
        var replay = Replay.of(compared(new VirtualClock(), () -> await(gather(work(1), work(2), outer()))));
        var numbers =
                new ArrayList<>(LongStream.rangeClosed(0, replay.size()).boxed().toList());
        var forwards = numbers.stream().map(replay::at).toList();
        var backwards =
                new ArrayList<>(numbers.reversed().stream().map(replay::at).toList());
        assertEquals(forwards, backwards.reversed());
        Collections.shuffle(numbers, new Random(1));
        numbers.forEach(number -> assertEquals(forwards.get(number.intValue()), replay.at(number)));
        var turns = replay.turns(0, Integer.MAX_VALUE);
        assertEquals(turns.size(), replay.turnCount());
        assertEquals(turns.subList(2, 4), replay.turns(2, 2));
        for (var turn : turns) {
            assertEquals(replay.at(turn.events().getLast().number()), turn.after());
            assertEquals(turn.number(), turn.after().turn());
        }
        assertThrows(IndexOutOfBoundsException.class, () -> replay.at(replay.size() + 1));
        assertThrows(IndexOutOfBoundsException.class, () -> replay.at(-1));
    }
}
