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
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

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
        assertTrue(loop.timerCount() < 300, loop.timerCount() + " timers are kept");
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
        assertEquals(List.of("callback", "callback"), loop.step().ran());
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
    @DisplayName("F40 a closed loop refuses everything but being closed")
    void closed() {
        var coroutine = sleep(1);
        loop.close();
        loop.close();
        assertTrue(loop.isClosed());
        var refused = List.<Runnable>of(
                () -> loop.callSoon(() -> {}),
                () -> loop.callLater(1, () -> {}),
                () -> loop.callSoonThreadsafe(() -> {}),
                () -> loop.createTask(coroutine));
        for (var call : refused) {
            assertSays("Event loop is closed", assertThrows(IllegalStateException.class, call::run));
        }
        assertSays(
                "Event loop is closed",
                assertThrows(IllegalStateException.class, () -> loop.runUntilComplete(coroutine)));
    }

    @Test
    @DisplayName("F40 a loop that runs cannot be closed")
    void closeWhileRunning() throws Exception {
        run(() -> assertSays(
                "Cannot close a running event loop", assertThrows(IllegalStateException.class, loop::close)));
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
    @DisplayName("F42 other threads may call nothing but callSoonThreadsafe, which loses nothing")
    void threadsafe() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var calls = 100_000;
            var called = new int[1];
            Future<Boolean> all = loop.createFuture();
            loop.callSoon(() -> IntStream.range(0, 8)
                    .forEach(_ -> threads.submit(() -> {
                        for (var i = 0; i < calls / 8; i++) {
                            loop.callSoonThreadsafe(() -> {
                                if (++called[0] == calls) {
                                    all.setResult(true);
                                }
                            });
                        }
                    })));
            loop.runUntilComplete(all);
            var refused = run(() -> threads.submit(
                            () -> assertThrows(IllegalStateException.class, () -> loop.callSoon(() -> {})))
                    .get());
            assertTrue(refused.getMessage().startsWith("Non-thread-safe operation invoked on an event loop"));
        }
    }

    @Test
    @Timeout(20)
    @DisplayName("F42 it wakes a sleeping loop up at once")
    void wakes() throws Exception {
        try (var real = new EventLoop()) {
            Future<Long> woken = real.createFuture();
            var sent = new AtomicLong();
            var other = Thread.ofVirtual().start(() -> {
                LockSupport.parkNanos(
                        TimeUnit.MILLISECONDS.toNanos(20)); // so that it does sleep; no matter if it does not
                sent.set(System.nanoTime());
                real.callSoonThreadsafe(() -> woken.setResult(System.nanoTime() - sent.get()));
            });
            assertTrue(real.runUntilComplete(woken) < TimeUnit.SECONDS.toNanos(1));
            other.join();
        }
    }

    @Test
    @Timeout(20)
    @DisplayName("F47 an interrupt cancels what runs, which may clean up, and is thrown")
    void interruptCancels() throws Exception {
        try (var real = new EventLoop()) {
            var main = async(() -> {
                try {
                    await(real.createFuture());
                } finally {
                    await(sleep(0));
                    seen.add("cleaned up");
                }
            });
            var thread = Thread.currentThread();
            real.callSoon(thread::interrupt);
            assertThrows(InterruptedException.class, () -> real.run(main));
            assertEquals(List.of("cleaned up"), seen);
            assertFalse(Thread.interrupted());
            assertEquals("alive", real.run(async(() -> "alive")));
        }
    }

    @Test
    @Timeout(20)
    @DisplayName("F47 so does one that comes while the loop sleeps in select")
    void interruptWakes() throws Exception {
        try (var real = new EventLoop()) {
            var sleeping = new CountDownLatch(1);
            real.callSoon(sleeping::countDown);
            var thread = Thread.currentThread();
            var other = Thread.ofVirtual().start(() -> {
                try {
                    sleeping.await();
                } catch (InterruptedException impossible) {
                    throw new IllegalStateException(impossible);
                }
                thread.interrupt();
            });
            assertThrows(InterruptedException.class, () -> real.run(sleep(3_600)));
            other.join();
        }
    }

    @Test
    @Timeout(20)
    @DisplayName("F47 a second interrupt ends the run even if what runs ignores the first")
    void secondInterrupt() throws Exception {
        try (var real = new EventLoop()) {
            var thread = Thread.currentThread();
            var main = async(() -> {
                while (true) {
                    try {
                        real.callSoon(thread::interrupt);
                        await(real.createFuture());
                    } catch (CancellationException ignored) {
                        seen.add("ignored");
                    }
                }
            });
            assertThrows(InterruptedException.class, () -> real.runUntilComplete(main));
            assertEquals(List.of("ignored"), seen);
            loopEnds(real);
        }
    }

    private static void loopEnds(EventLoop loop) {
        assertFalse(loop.isRunning());
        loop.setExceptionHandler(_ -> {});
    }

    @Test
    @Timeout(20)
    @DisplayName("F47 an idle loop sleeps")
    void idle() throws Exception {
        try (var real = new EventLoop()) {
            var threads = ManagementFactory.getThreadMXBean();
            run(real, () -> await(sleep(0.01)));
            var before = threads.getCurrentThreadCpuTime();
            run(real, () -> await(sleep(0.5)));
            var used = threads.getCurrentThreadCpuTime() - before;
            assertTrue(
                    used < TimeUnit.MILLISECONDS.toNanos(100),
                    "half an idle second took " + used + " ns of the processor");
        }
    }

    private static void run(EventLoop loop, Coroutine.Procedure main) throws Exception {
        loop.run(async(main));
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
        assertEquals(List.of("unhandled exception during run() shutdown"), troubled.messages());
        assertEquals(2, loop.time(), 1e-9);
        assertEquals(List.of(), loop.allTasks());
    }
}
