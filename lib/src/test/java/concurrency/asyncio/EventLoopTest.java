package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the loop itself promises. */
@BothWays
@SuppressWarnings("try") // closing early, and twice, is what some of these test
class EventLoopTest extends Loops {

    private static void assertSays(String message, Throwable thrown) {
        assertEquals(message, thrown.getMessage());
    }

    @Test
    @DisplayName("F37 cancelled timers do not pile up")
    void cancelledTimers() {
        for (var i = 0; i < 10_000; i++) {
            loop.callLater(3_600, () -> {}).cancel();
        }
        assertTrue(loop.timerCount() <= 101, loop.timerCount() + " timers are kept");
    }

    @ParameterizedTest(name = "{0} timers")
    @DisplayName("F37 they go when more than a hundred of them are more than half of all, and those that are not stay")
    @CsvSource({"150, 101", "400, 201"})
    void cancelledTimersGo(int count, int enough) throws Exception {
        var timers = IntStream.range(0, count)
                .mapToObj(i -> loop.callLater(1 + i, () -> seen.add(i)))
                .toList();
        for (var i = 0; i < enough; i++) {
            assertEquals(count, loop.timerCount());
            timers.get(i).cancel();
            timers.get(i).cancel(); // which counts once
        }
        assertEquals(count - enough, loop.timerCount());
        run(() -> await(sleep(count + 1)));
        assertEquals(IntStream.range(enough, count).boxed().toList(), seen);
        assertEquals(0, loop.timerCount());
    }

    @Test
    @DisplayName(
            "F38 timers come by time, and then in their order; what is ready comes in its order, one turn after the other")
    void order() throws Exception {
        loop.callLater(3, () -> seen.add("3"));
        loop.callLater(1, () -> seen.add("1 a"));
        loop.callAt(1, () -> seen.add("1 b"));
        loop.callLater(2, () -> seen.add("never")).cancel();
        loop.callSoon(() -> {
            seen.add("soon a");
            loop.callSoon(() -> seen.add("next turn"));
        });
        loop.callSoon(() -> seen.add("soon b"));
        assertEquals("[callback, callback]", loop.step().ran().toString());
        assertEquals(List.of("soon a", "soon b"), seen);
        run(() -> await(sleep(4)));
        assertEquals(List.of("soon a", "soon b", "next turn", "1 a", "1 b", "3"), seen);
    }

    @Test
    @DisplayName("F38 a callback can be cancelled until its turn")
    void cancelHandle() throws Exception {
        var second = new Handle[1];
        loop.callSoon(() -> second[0].cancel());
        second[0] = loop.callSoon(() -> seen.add("cancelled"));
        loop.step();
        assertTrue(second[0].cancelled());
        assertEquals(List.of(), seen);
    }

    @Test
    @DisplayName("F39 a loop that runs cannot be run, and the coroutine is not leaked")
    void alreadyRunning() throws Exception {
        run(() -> {
            var coroutine = sleep(1);
            assertSays(
                    "This event loop is already running",
                    assertThrows(IllegalStateException.class, () -> loop.runUntilComplete(coroutine)));
            assertEquals(Generator.State.CLOSED, coroutine.state());
            assertSays(
                    "asyncio.run() cannot be called from a running event loop",
                    assertThrows(IllegalStateException.class, () -> Asyncio.run(sleep(1))));
            try (var other = new EventLoop()) {
                assertSays(
                        "Cannot run the event loop while another loop is running",
                        assertThrows(IllegalStateException.class, () -> other.runUntilComplete(sleep(1))));
            }
        });
        assertFalse(loop.isRunning());
    }

    @Test
    @DisplayName("F39 in whatever way it is run")
    void alreadyRunningAnyWay() throws Exception {
        assertFalse(loop.isClosed());
        run(() -> {
            for (Executable again : List.<Executable>of(loop::runForever, loop::step, () -> loop.run(sleep(1)))) {
                assertSays("This event loop is already running", assertThrows(IllegalStateException.class, again));
                assertTrue(loop.isRunning());
            }
            try (var other = new EventLoop()) {
                assertSays(
                        "Cannot run the event loop while another loop is running",
                        assertThrows(IllegalStateException.class, other::step));
            }
            await(sleep(1));
        });
        assertFalse(loop.isRunning());
    }

    @Test
    @DisplayName("F41 what is stopped too early has no result")
    void stoppedEarly() {
        loop.callSoon(loop::stop);
        assertSays(
                "Event loop stopped before Future completed.",
                assertThrows(IllegalStateException.class, () -> loop.runUntilComplete(loop.createFuture())));
    }

    @Test
    @DisplayName("F41 stop ends the turn, not the callbacks in it")
    void stop() throws InterruptedException {
        loop.callSoon(loop::stop);
        loop.callSoon(() -> {
            seen.add("same turn");
            loop.callSoon(() -> seen.add("next turn"));
        });
        loop.runForever();
        assertEquals(List.of("same turn"), seen);
    }

    @Test
    @DisplayName("F48 run cancels what is left and waits for it, and reports what fails then")
    void leftovers() throws Exception {
        var main = async(() -> {
            createTask(async(() -> {
                try {
                    await(sleep(99));
                } finally {
                    await(sleep(1));
                    seen.add("cleaned up");
                }
            }));
            createTask(
                    async(() -> {
                        try {
                            await(sleep(99));
                        } catch (CancellationException cancelled) {
                            throw new IOException("on cancel", cancelled);
                        }
                    }),
                    "failing");
            await(sleep(1));
            return "result";
        });
        assertEquals("result", loop.run(main));
        assertEquals(List.of("cleaned up"), seen);
        assertEquals(List.of("unhandled exception during asyncio.run() shutdown"), troubled.messages());
        assertEquals(2, loop.time(), 1e-9);
        assertEquals(List.of(), loop.allTasks());
    }

    @Test
    @DisplayName("F42 what the own thread hands in safely stands in line with what it adds otherwise")
    void inOrder() throws Exception {
        var order = new ArrayList<String>();
        loop.callSoonThreadsafe(() -> order.add("a"));
        loop.callSoon(() -> order.add("b"));
        loop.callSoonThreadsafe(() -> order.add("c"));
        loop.step();
        run(() -> {
            loop.callSoonThreadsafe(() -> order.add("d"));
            loop.callSoon(() -> order.add("e"));
            loop.callSoonThreadsafe(() -> order.add("f"));
            await(sleep(0));
            order.add("turn over");
        });
        assertEquals(List.of("a", "b", "c", "d", "e", "f", "turn over"), order);
    }
}
