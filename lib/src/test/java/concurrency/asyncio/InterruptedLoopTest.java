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
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an interrupt of its thread does to a loop on the real clock. */
@BothWays
@Timeout(60)
class InterruptedLoopTest extends BothWays.Tests {
    private final List<Object> seen = new ArrayList<>();
    private final SleepCounter clock = new SleepCounter();
    private final EventLoop real = new EventLoop(clock);
    private Pipe pipe;

    /** The real time, and how often the loop went to sleep. */
    private static final class SleepCounter implements Clock {
        private final Clock system = Clock.system();
        private int sleeps;

        @Override
        public long now() {
            return system.now();
        }

        @Override
        public void pass(Selector selector, long patience) throws IOException {
            sleeps++;
            system.pass(selector, patience);
        }
    }

    @BeforeEach
    void openPipe() throws IOException {
        pipe = Pipe.open();
        pipe.source().configureBlocking(false);
    }

    @AfterEach
    void closeAll() throws IOException {
        real.close();
        pipe.sink().close();
        pipe.source().close();
    }

    @Test
    @DisplayName("F47 F48 an interrupt cancels what runs, which may clean up, and is thrown")
    void interruptCancels() throws Exception {
        var thread = Thread.currentThread();
        var main = async(() -> {
            try {
                await(real.createFuture());
            } finally {
                await(sleep(0));
                seen.add("cleaned up");
            }
        });
        real.callSoon(thread::interrupt);
        assertThrows(InterruptedException.class, () -> real.run(main));
        assertEquals(List.of("cleaned up"), seen);
        assertFalse(Thread.interrupted());
        assertEquals("alive", real.run(async(() -> "alive")));
    }

    @Test
    @DisplayName("F47 so does one that comes while the loop sleeps in select")
    void interruptWakes() throws Exception {
        var thread = Thread.currentThread();
        var sleeping = new CountDownLatch(1);
        real.callSoon(sleeping::countDown);
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

    @Test
    @DisplayName("F47 a second interrupt ends the run even if what runs ignores the first")
    void secondInterrupt() throws Exception {
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

    private static void loopEnds(EventLoop loop) {
        assertFalse(loop.isRunning());
        loop.setExceptionHandler(_ -> {});
    }

    @Test
    @DisplayName("F47 after an interrupt a loop sleeps as before, and closes no channel that it watches")
    void doesNotSpin() throws Exception {
        var thread = Thread.currentThread();
        real.addReader(pipe.source(), () -> {});
        var main = async(() -> {
            try {
                await(real.createFuture());
            } catch (CancellationException interrupted) {
                var before = clock.sleeps;
                await(sleep(0.2));
                seen.add(clock.sleeps - before);
            }
        });
        real.callSoon(thread::interrupt);
        real.runUntilComplete(main); // which has dealt with the interrupt
        var sleeps = (int) seen.getFirst();
        assertTrue(sleeps >= 1 && sleeps < 10, "it went to sleep " + sleeps + " times in 0.2 s");
        assertTrue(pipe.source().isOpen());
    }

    @Test
    @DisplayName("F47 an interrupt before the run is one during it")
    void interruptedBefore() {
        var thread = Thread.currentThread();
        thread.interrupt();
        assertThrows(InterruptedException.class, () -> real.runUntilComplete(real.createFuture()));
        assertFalse(Thread.interrupted());
    }

    @Test
    @DisplayName("F47 runForever ends at an interrupt, and can be run again with all that it keeps")
    void runForever() throws Exception {
        var thread = Thread.currentThread();
        real.addReader(pipe.source(), () -> {
            seen.add("readable");
            real.stop();
        });
        thread.interrupt();
        assertThrows(InterruptedException.class, real::runForever);
        assertFalse(real.isRunning());
        assertTrue(pipe.source().isOpen());
        pipe.sink().write(ByteBuffer.allocate(1));
        real.runForever();
        assertEquals(List.of("readable"), seen);
    }

    @Test
    @DisplayName("F47 a step that is interrupted says so")
    void step() throws Exception {
        var thread = Thread.currentThread();
        real.callSoon(() -> seen.add("called"));
        thread.interrupt();
        assertThrows(InterruptedException.class, real::step);
        real.step();
        assertEquals(List.of("called"), seen);
    }

    @Test
    @DisplayName("F47 an interrupt that comes after the result is kept for the caller")
    void afterTheResult() throws Exception {
        var thread = Thread.currentThread();
        assertEquals("result", real.runUntilComplete(async(() -> {
            thread.interrupt();
            return "result";
        })));
        assertTrue(Thread.interrupted());
    }

    @Test
    @DisplayName("F47 a cancellation that is not the interrupt's stays one")
    void plainCancellation() {
        var future = real.createFuture();
        real.callSoon(future::cancel);
        assertThrows(CancellationException.class, () -> real.runUntilComplete(future));
    }

    @Test
    @DisplayName("F47 F48 an interrupt of a gather is an interrupt, whether exceptions are results of it or not")
    void interruptGather() throws Exception {
        var thread = Thread.currentThread();
        real.callSoon(thread::interrupt);
        var all = Gathering.of(real, List.of(real.createFuture(), real.createFuture()), false);
        assertThrows(InterruptedException.class, () -> real.runUntilComplete(all));
        real.callSoon(thread::interrupt);
        var results = Gathering.of(real, List.of(real.createFuture()), true);
        assertThrows(InterruptedException.class, () -> real.runUntilComplete(results));
        assertFalse(Thread.interrupted());
    }

    @Test
    @DisplayName("F48 an interrupt of run cancels what is left too, and waits for it")
    void leftovers() throws Exception {
        var thread = Thread.currentThread();
        var main = async(() -> {
            createTask(async(() -> {
                try {
                    await(real.createFuture());
                } finally {
                    await(sleep(0));
                    seen.add("leftover cleaned up");
                }
            }));
            await(sleep(0));
            try {
                thread.interrupt();
                await(real.createFuture());
            } finally {
                seen.add("main cleaned up");
            }
        });
        assertThrows(InterruptedException.class, () -> real.run(main));
        assertEquals(List.of("main cleaned up", "leftover cleaned up"), seen);
        assertEquals(List.of(), real.allTasks());
    }
}
