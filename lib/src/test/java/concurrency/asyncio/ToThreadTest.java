package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.gather;
import static concurrency.asyncio.Asyncio.run;
import static concurrency.asyncio.Asyncio.sleep;
import static concurrency.asyncio.Asyncio.toThread;
import static concurrency.asyncio.Asyncio.waitFor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A call that blocks, and the coroutine that waits for it. That no thread is left is seen by NothingLeft. */
@BothWays
class ToThreadTest extends BothWays.Tests {
    private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);

    /** Waits for the gate, and is not to be interrupted. */
    private void waitStubbornly() {
        var interrupted = false;
        while (true) {
            try {
                gate.await();
                break;
            } catch (InterruptedException ignored) {
                interrupted = true;
                seen.add("ignored");
            }
        }
        assertTrue(interrupted);
    }

    private static void until(CountDownLatch latch) throws Exception {
        while (latch.getCount() > 0) {
            await(sleep(0.001));
        }
    }

    private static void untilSeen(ConcurrentLinkedQueue<String> seen, int count) throws Exception {
        while (seen.size() < count) {
            await(sleep(0.001));
        }
    }

    @Test
    @DisplayName(
            "F62 a blocking call runs on a virtual thread of its own, while the loop goes on; its result comes back")
    void result() throws Exception {
        var thread = run(async(() -> {
            createTask(async(() -> {
                until(begun);
                gate.countDown(); // which the call waits for
            }));
            return await(toThread(() -> {
                begun.countDown();
                gate.await();
                return Thread.currentThread();
            }));
        }));
        assertTrue(thread.isVirtual());
        assertEquals("toThread", thread.getName());
    }

    @Test
    @DisplayName("F62 many calls block at once, each on its own thread")
    void many() throws Exception {
        var all = new CyclicBarrier(200);
        var arrived = run(async(() -> await(
                gather(Stream.generate(() -> toThread(all::await)).limit(200).toList()))));
        assertEquals(200, arrived.stream().distinct().count());
    }

    @Test
    @DisplayName("F62 what the call throws comes back, checked or not, an Error too")
    void failures() throws Exception {
        run(async(() -> {
            for (var failure : List.of(new IOException("io"), new ArithmeticException(), new AssertionError("no"))) {
                assertSame(
                        failure,
                        assertThrows(
                                failure.getClass(),
                                () -> await(toThread(() -> {
                                    throw Sneaky.raise(failure);
                                }))));
            }
        }));
    }

    @Test
    @DisplayName("F62 cancelling interrupts the thread; the cancellation is raised when the thread has ended")
    void cancelled() throws Exception {
        run(async(() -> {
            var task = createTask(toThread(() -> {
                begun.countDown();
                try {
                    return gate.await(1, TimeUnit.DAYS);
                } finally {
                    seen.add("thread ends");
                }
            }));
            until(begun);
            task.addDoneCallback(_ -> seen.add("task ends"));
            task.cancel("enough");
            var thrown = assertThrows(CancellationException.class, () -> await(task));
            assertEquals("enough", thrown.getMessage());
            assertEquals(0, thrown.getSuppressed().length);
            await(sleep(0));
            assertEquals(List.of("thread ends", "task ends"), List.copyOf(seen));
        }));
    }

    @Test
    @DisplayName("F62 a call that does not answer interrupts is waited for, however often it is cancelled")
    void stubborn() throws Exception {
        run(async(() -> {
            var call = toThread(() -> {
                begun.countDown();
                waitStubbornly();
                throw new IOException("late");
            });
            var task = createTask(async(() -> {
                var thrown = assertThrows(CancellationException.class, () -> await(call));
                assertInstanceOf(IOException.class, thrown.getSuppressed()[0]);
                throw thrown;
            }));
            until(begun);
            task.cancel();
            untilSeen(seen, 1);
            task.cancel("again");
            untilSeen(seen, 2);
            assertFalse(task.done());
            gate.countDown();
            var thrown = assertThrows(CancellationException.class, () -> await(task));
            assertEquals("again", thrown.getMessage());
            assertTrue(task.cancelled());
        }));
    }

    @Test
    @DisplayName("F62 a time limit ends a call that answers interrupts")
    void timeLimit() throws Exception {
        run(async(() -> assertThrows(
                TimeoutException.class,
                () -> await(waitFor(
                        toThread(() -> {
                            try {
                                gate.await();
                            } finally {
                                seen.add("thread ends");
                            }
                            return 1;
                        }),
                        0.01)))));
        assertEquals(List.of("thread ends"), List.copyOf(seen));
    }

    @Test
    @DisplayName("F62 an InterruptedException that nobody here asked for does not end the loop's run")
    void ownInterrupt() throws Exception {
        var interrupted = new InterruptedException("own");
        run(async(() -> {
            var thrown = assertThrows(
                    ExecutionException.class,
                    () -> await(toThread(() -> {
                        throw interrupted;
                    })));
            assertSame(interrupted, thrown.getCause());
        }));
    }

    @Test
    @DisplayName("F62 cancelled before it begins, no thread is started")
    void neverBegun() throws Exception {
        run(async(() -> {
            var task = createTask(toThread(() -> seen.add("called")));
            task.cancel();
            assertThrows(CancellationException.class, () -> await(task));
        }));
        assertArrayEquals(new Object[0], seen.toArray());
    }

    @Test
    @DisplayName("F62 closing the loop interrupts the thread, whose late result goes nowhere")
    void closed() throws Exception {
        var ended = new CountDownLatch(1);
        var loop = new EventLoop();
        var troubled = new Troubled(loop);
        try (loop) {
            var task = loop.createTask(toThread(() -> {
                begun.countDown();
                try {
                    gate.await();
                } finally {
                    ended.countDown();
                }
                return 1;
            }));
            while (begun.getCount() > 0) {
                loop.callLater(0.001, () -> {});
                loop.step();
            }
            assertFalse(task.done());
        }
        ended.await();
        assertEquals(List.of("Task was destroyed but it is pending!"), troubled.messages());
    }
}
