package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.currentTask;
import static concurrency.asyncio.Asyncio.sleep;
import static concurrency.asyncio.Asyncio.timeout;
import static concurrency.asyncio.Asyncio.timeoutAt;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * What timeout promises: the behaviours that CPython tests of asyncio.timeout, but for a limit of None, which is not
 * offered, its repr, and task groups.
 */
@BothWays
class TimeoutTest extends Loops {

    private static void assertRefuses(String message, Timeout timeout, double when) {
        assertEquals(
                message,
                assertThrows(IllegalStateException.class, () -> timeout.reschedule(when))
                        .getMessage());
    }

    @Test
    @DisplayName("F35 what takes too long ends when the time is over, with the cancellation as its cause")
    void tooLong() throws Exception {
        run(() -> {
            await(sleep(3));
            var limit = timeout(1.5);
            assertEquals(4.5, limit.when(), 1e-9);
            var failed = assertThrows(TimeoutException.class, () -> limit.run(() -> await(sleep(10))));
            assertTrue(failed.getCause() instanceof CancellationException);
            assertTrue(limit.expired());
            assertEquals(4.5, loop.time(), 1e-9);
            assertEquals(0, currentTask().cancelling());
        });
    }

    @Test
    @DisplayName("F35 an end can be given instead of a time")
    void at() throws Exception {
        run(() -> {
            await(sleep(3));
            var limit = timeoutAt(4);
            assertThrows(TimeoutException.class, () -> limit.run(() -> await(sleep(10))));
            assertEquals(4, limit.when());
            assertEquals(4, loop.time(), 1e-9);
        });
    }

    @Test
    @DisplayName("F35 what is in time gives its result, does not expire and leaves no timer")
    void inTime() throws Exception {
        run(() -> {
            var limit = timeout(9);
            assertEquals("r", limit.run(() -> await(sleep(1, "r"))));
            assertFalse(limit.expired());
        });
        loop.step();
        assertEquals(0, loop.timerCount());
        assertEquals(1, loop.time(), 1e-9);
    }

    @Test
    @DisplayName("F35 with no time at all, or an end in the past, the first await that waits is the last")
    void noTime() throws Exception {
        run(() -> {
            for (var seconds : new double[] {0, -1}) {
                assertThrows(TimeoutException.class, () -> timeout(seconds).run(() -> await(sleep(10))));
                assertThrows(TimeoutException.class, () -> timeout(seconds).run(() -> await(sleep(0))));
                assertEquals("no await", timeout(seconds).run(() -> "no await"));
            }
            await(sleep(5));
            assertThrows(TimeoutException.class, () -> timeoutAt(2).run(() -> await(sleep(0))));
            assertEquals(5, loop.time(), 1e-9);
        });
    }

    @Test
    @DisplayName("F35 the task goes on after it, and is not cancelled")
    void taskGoesOn() throws Exception {
        run(() -> {
            var task = createTask(async(() -> {
                assertThrows(TimeoutException.class, () -> timeout(1).run(() -> await(sleep(9))));
                return await(sleep(1, "went on"));
            }));
            assertEquals("went on", await(task));
            assertFalse(task.cancelled());
        });
    }

    @Test
    @DisplayName("F35 a cancelled task that is awaited within is no timeout")
    void awaitedIsCancelled() throws Exception {
        run(() -> {
            var limit = timeout(9);
            var other = createTask(sleep(5));
            loop.callLater(1, other::cancel);
            assertThrows(CancellationException.class, () -> limit.run(() -> await(other)));
            assertFalse(limit.expired());
            assertEquals(0, currentTask().cancelling());
        });
    }

    @Test
    @DisplayName("F35 when both ends pass while the loop is busy, the outer one throws, and both have expired")
    void loopIsBusy() throws Exception {
        run(() -> {
            var outer = timeout(1);
            var inner = timeout(2);
            assertThrows(
                    TimeoutException.class,
                    () -> outer.run(() -> {
                        throw assertThrows(
                                CancellationException.class,
                                () -> inner.run(() -> {
                                    clock.advance(Duration.ofSeconds(3));
                                    return await(sleep(9));
                                }));
                    }));
            assertTrue(outer.expired());
            assertTrue(inner.expired());
            assertEquals(0, currentTask().cancelling());
        });
    }

    @Test
    @DisplayName("F35 a finally block may have a time of its own, after the time of the whole is over")
    void inFinally() throws Exception {
        run(() -> {
            var failed = assertThrows(
                    TimeoutException.class,
                    () -> timeout(1).run(() -> {
                        try {
                            return await(sleep(9));
                        } finally {
                            assertThrows(
                                    TimeoutException.class, () -> timeout(1).run(() -> await(sleep(9))));
                            seen.add(loop.time());
                        }
                    }));
            assertTrue(failed.getCause() instanceof CancellationException);
            assertEquals(2, (double) seen.getFirst(), 1e-9);
            assertEquals(0, currentTask().cancelling());
        });
    }

    @Test
    @DisplayName("F35 a task that was cancelled and cleans up may use one as any other, and is cancelled in the end")
    void afterCancellation() throws Exception {
        run(() -> {
            var task = createTask(async(() -> {
                try {
                    await(sleep(9));
                } finally {
                    assertThrows(TimeoutException.class, () -> timeout(1).run(() -> await(sleep(9))));
                    seen.add("timed out");
                }
            }));
            loop.callLater(1, task::cancel);
            assertThrows(CancellationException.class, () -> await(task));
            assertTrue(task.cancelled());
            assertEquals("timed out", seen.getFirst());
        });
    }

    @Test
    @DisplayName("F35 a cancellation within it after an earlier one is none by the timeout")
    void cancelledAgain() throws Exception {
        run(() -> {
            var task = createTask(async(() -> {
                try {
                    await(sleep(9));
                } finally {
                    timeout(5).run(() -> {
                        currentTask().cancel("again");
                        return await(sleep(9));
                    });
                }
            }));
            loop.callLater(1, task::cancel);
            assertEquals(
                    "again",
                    assertThrows(CancellationException.class, () -> await(task)).getMessage());
            assertEquals(1, loop.time(), 1e-9);
        });
    }

    @Test
    @DisplayName("F35 its end can be moved only while it runs, and not once the time is over")
    void rescheduleRefused() throws Exception {
        run(() -> {
            var limit = timeout(5);
            assertRefuses("Timeout has not been entered", limit, 9);
            assertNull(limit.run(() -> {
                limit.reschedule(7);
                assertEquals(7, limit.when());
                return null;
            }));
            assertRefuses("Cannot change state of finished Timeout", limit, 9);
            var over = timeout(1);
            assertThrows(
                    TimeoutException.class,
                    () -> over.run(() -> {
                        try {
                            return await(sleep(9));
                        } finally {
                            assertRefuses("Cannot change state of expiring Timeout", over, 9);
                        }
                    }));
            assertRefuses("Cannot change state of expired Timeout", over, 9);
        });
    }

    @Test
    @DisplayName("F35 it cannot be entered a second time, not even within itself")
    void twice() throws Exception {
        run(() -> {
            var limit = timeout(5);
            assertEquals("outer", limit.run(() -> {
                assertEquals(
                        "Timeout has already been entered",
                        assertThrows(IllegalStateException.class, () -> limit.run(() -> "inner"))
                                .getMessage());
                return "outer";
            }));
        });
    }

    @Test
    @DisplayName("F35 it needs a task")
    void withoutTask() throws Exception {
        loop.callSoon(() -> seen.add(assertThrows(
                        IllegalStateException.class, () -> timeout(1).run(() -> seen.add("ran")))
                .getMessage()));
        loop.step();
        assertEquals("[Timeout should be used inside a task]", seen.toString());
    }

    @Test
    @DisplayName("F35 an inner timeout that is over does not touch the outer one")
    void nestedInner() throws Exception {
        run(() -> {
            var outer = timeout(9);
            assertEquals("went on", outer.run(() -> {
                var inner = timeout(1);
                assertThrows(TimeoutException.class, () -> inner.run(() -> await(sleep(5))));
                assertTrue(inner.expired());
                return await(sleep(1, "went on"));
            }));
            assertFalse(outer.expired());
        });
    }

    @Test
    @DisplayName("F35 an outer one that is over goes through the inner one as a cancellation")
    void nestedOuter() throws Exception {
        run(() -> {
            var outer = timeout(1);
            var inner = timeout(9);
            assertThrows(
                    TimeoutException.class,
                    () -> outer.run(() -> {
                        throw assertThrows(CancellationException.class, () -> inner.run(() -> await(sleep(20))));
                    }));
            assertFalse(inner.expired());
        });
    }

    @Test
    @DisplayName("F35 when the inner one is over and throws, the outer one that is over too prevails")
    void bothOver() throws Exception {
        run(() -> {
            var outer = timeoutAt(1);
            assertThrows(
                    TimeoutException.class, () -> outer.run(() -> timeoutAt(1).run(() -> await(sleep(9)))));
        });
    }

    @Test
    @DisplayName("F35 its end can be moved, in both directions")
    void reschedule() throws Exception {
        run(() -> {
            var later = timeout(1);
            assertEquals("r", later.run(() -> {
                later.reschedule(5);
                return await(sleep(3, "r"));
            }));
            var sooner = timeout(99);
            assertThrows(
                    TimeoutException.class,
                    () -> sooner.run(() -> {
                        sooner.reschedule(loop.time() - 1);
                        return await(sleep(3));
                    }));
            assertEquals(
                    "Cannot change state of expired Timeout",
                    assertThrows(IllegalStateException.class, () -> sooner.reschedule(9))
                            .getMessage());
            assertEquals(
                    "Timeout has already been entered",
                    assertThrows(IllegalStateException.class, () -> sooner.run(() -> 1))
                            .getMessage());
        });
    }

    @Test
    @DisplayName("F35 an exception of its own passes a timeout as it is")
    void foreignException() throws Exception {
        run(() -> {
            assertThrows(
                    IOException.class,
                    () -> timeout(1).run(() -> {
                        throw new IOException("own");
                    }));
            assertThrows(
                    IOException.class,
                    () -> timeout(1).run(() -> {
                        try {
                            return await(sleep(9));
                        } finally {
                            failing();
                        }
                    }));
            assertEquals(0, currentTask().cancelling());
        });
    }

    private static void failing() throws IOException {
        throw new IOException("instead");
    }

    @Test
    @DisplayName("F35 a cancellation by somebody else is none by the timeout")
    void foreignCancellation() throws Exception {
        run(() -> {
            var task = createTask(async(() -> timeout(5).run(() -> await(sleep(9)))));
            loop.callLater(1, () -> task.cancel("by somebody"));
            assertEquals(
                    "by somebody",
                    assertThrows(CancellationException.class, () -> await(task)).getMessage());
        });
    }
}
