package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other threads may do to a loop. It runs on the real clock, and really sleeps in its selector. */
@BothWays
@Timeout(60)
class LoopAndThreadsTest extends BothWays.Tests {
    private static final int THREADS = 8;
    private static final int CALLS = 100_000;
    private static final long WAKES_WITHIN_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final EventLoop loop = new EventLoop();
    private Pipe pipe;

    @BeforeEach
    void openPipe() throws IOException {
        pipe = Pipe.open();
        pipe.source().configureBlocking(false);
    }

    @AfterEach
    void closeAll() throws IOException {
        loop.close();
        pipe.sink().close();
        pipe.source().close();
    }

    @ParameterizedTest(name = "a channel is watched: {0}")
    @DisplayName("F42 100,000 calls from 8 threads: none is lost, and those of each thread come in its order")
    @ValueSource(booleans = {false, true})
    void noneIsLost(boolean watching) throws Exception {
        if (watching) {
            loop.addReader(pipe.source(), () -> {});
        }
        var called = new ArrayList<List<Integer>>();
        IntStream.range(0, THREADS).forEach(_ -> called.add(new ArrayList<>()));
        var count = new int[1]; // plain: all callbacks run on the loop's thread
        Future<Boolean> all = loop.createFuture();
        var threads = IntStream.range(0, THREADS)
                .mapToObj(number -> Thread.ofPlatform().unstarted(() -> {
                    for (var i = 0; i < CALLS / THREADS; i++) {
                        var call = i;
                        loop.callSoonThreadsafe(() -> {
                            called.get(number).add(call);
                            if (++count[0] == CALLS) {
                                all.setResult(true);
                            }
                        });
                    }
                }))
                .toList();
        loop.callSoon(() -> threads.forEach(Thread::start));
        loop.runUntilComplete(all);
        for (var thread : threads) {
            thread.join();
        }
        var inOrder = IntStream.range(0, CALLS / THREADS).boxed().toList();
        called.forEach(calls -> assertEquals(inOrder, calls));
    }

    @ParameterizedTest(name = "a channel is watched: {0}")
    @DisplayName("F42 a call wakes up a loop that sleeps in its selector")
    @ValueSource(booleans = {false, true})
    void wakes(boolean watching) throws Exception {
        if (watching) {
            loop.addReader(pipe.source(), () -> {});
        }
        var best = Long.MAX_VALUE;
        for (var round = 0; round < 20; round++) { // each has to end, and the machine may be busy during some
            best = Math.min(best, nanosToWakeUp());
        }
        assertTrue(best < WAKES_WITHIN_NS, "at best it took " + best + " ns");
    }

    private long nanosToWakeUp() throws Exception {
        Future<Long> woken = loop.createFuture();
        var sleeper = Thread.currentThread();
        var other = Thread.ofPlatform().start(() -> {
            awaitSelecting(sleeper);
            var sent = System.nanoTime();
            loop.callSoonThreadsafe(() -> woken.setResult(System.nanoTime() - sent));
        });
        try {
            return loop.runUntilComplete(woken);
        } finally {
            other.join();
        }
    }

    /** Waits until that thread is inside of a selector, where nothing but a wake-up is under way for it. */
    private static void awaitSelecting(Thread sleeper) {
        while (!Thread.interrupted()) {
            for (var frame : sleeper.getStackTrace()) {
                if (frame.getClassName().startsWith("sun.nio.ch.")
                        && frame.getMethodName().equals("select")) {
                    return;
                }
            }
            LockSupport.parkNanos(100_000);
        }
    }

    @Test
    @DisplayName("F42 a call that comes before the loop runs is called when it does")
    void beforeItRuns() throws Exception {
        Future<String> called = loop.createFuture();
        var other = Thread.ofPlatform().start(() -> loop.callSoonThreadsafe(() -> called.setResult("called")));
        other.join();
        assertEquals("called", loop.runUntilComplete(called));
    }

    @Test
    @DisplayName("F42 a call from another thread can be cancelled until its turn")
    void cancelled() throws Exception {
        var calls = new ArrayList<String>();
        loop.callSoonThreadsafe(() -> calls.add("cancelled")).cancel();
        loop.callSoonThreadsafe(() -> calls.add("called"));
        loop.step();
        assertEquals(List.of("called"), calls);
    }

    @Test
    @DisplayName("F42 whatever else another thread calls while the loop runs is refused, and changes nothing")
    void othersAreRefused() throws Exception {
        var running = new CountDownLatch(1);
        var tried = new CountDownLatch(1);
        var coroutine = sleep(1);
        List<Executable> calls = List.of(
                () -> loop.callSoon(() -> {}),
                () -> loop.callLater(0, () -> {}),
                () -> loop.callAt(0, () -> {}),
                () -> loop.createTask(coroutine),
                () -> loop.ensureFuture(coroutine),
                () -> loop.addReader(pipe.source(), () -> {}),
                () -> loop.addWriter(pipe.sink(), () -> {}));
        var messages = new ArrayList<String>();
        var other = Thread.ofPlatform().start(() -> {
            try {
                running.await();
                calls.forEach(call -> messages.add(
                        assertThrows(IllegalStateException.class, call).getMessage()));
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            } finally {
                tried.countDown();
            }
        });
        loop.runUntilComplete(async(() -> {
            running.countDown();
            tried.await();
        }));
        other.join();
        coroutine.close();
        assertEquals(calls.size(), messages.size());
        messages.forEach(message ->
                assertTrue(message.startsWith("Non-thread-safe operation invoked on an event loop"), message));
        assertEquals(0, loop.timerCount());
        assertEquals(List.of(), loop.allTasks());
        assertFalse(pipe.source().isRegistered());
    }

    @Test
    @DisplayName("F42 as long as it does not run, any thread may")
    void notRunning() throws Exception {
        var calls = new ArrayList<String>();
        Thread.ofPlatform()
                .start(() -> loop.callSoon(() -> calls.add("called")))
                .join();
        loop.step();
        assertEquals(List.of("called"), calls);
    }
}
