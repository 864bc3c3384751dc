package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.sleep;
import static concurrency.asyncio.Asyncio.timeout;
import static concurrency.asyncio.Asyncio.waitFor;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Times without an end, and times so long that they cannot be counted. */
@BothWays
@org.junit.jupiter.api.Timeout(60)
class ForEverTest extends Loops {
    private static final Duration LONGEST = ChronoUnit.FOREVER.getDuration();

    @Test
    @DisplayName("F36 an infinite sleep never comes due, and times after it are right")
    void sleepsForEver() throws Exception {
        run(() -> {
            var forEver = createTask(sleep(Double.POSITIVE_INFINITY));
            for (var i = 0; i < 3; i++) {
                await(sleep(1e9));
                createTask(async(() -> {
                    await(sleep(1));
                    seen.add("1 s later, at " + loop.time());
                }));
                await(sleep(2));
            }
            assertFalse(forEver.done());
            forEver.cancel();
        });
        assertEquals(
                List.of("1 s later, at " + (1e9 + 1), "1 s later, at " + (2e9 + 3), "1 s later, at " + (3e9 + 5)),
                seen);
    }

    @Test
    @DisplayName("F36 a loop in which all sleep for ever does not spin: a turn of it waits for nothing")
    void nothingEverComes() throws Exception {
        loop.createTask(sleep(Double.POSITIVE_INFINITY));
        loop.step();
        var turn = loop.step();
        assertEquals(0, loop.time());
        assertTrue(turn.ran().isEmpty());
        assertEquals(1, turn.after().waiting().size());
    }

    @Test
    @DisplayName("F36 on the system's clock neither: what is called from another thread still wakes the loop")
    void systemClock() throws Exception {
        try (var real = new EventLoop()) {
            var forEver = real.createTask(sleep(LONGEST));
            var other = Thread.ofVirtual().start(() -> real.callSoonThreadsafe(real::stop));
            real.runForever();
            other.join();
            assertFalse(forEver.done());
            real.setExceptionHandler(_ -> {});
        }
    }

    @Test
    @DisplayName("F36 F32 the longest Duration overflows nowhere")
    void longestDuration() throws Exception {
        run(() -> {
            var task = createTask(sleep(LONGEST));
            assertEquals("r", await(waitFor(sleep(1, "r"), LONGEST)));
            assertEquals("s", timeout(Double.POSITIVE_INFINITY).run(() -> await(sleep(1, "s"))));
            await(sleep(LONGEST.negated()));
            assertFalse(task.done());
            task.cancel();
        });
        assertEquals(2, loop.time());
    }

    @Test
    @DisplayName("F35 the end of a timeout without one is infinite, as it was set")
    void infiniteEnd() throws Exception {
        run(() -> {
            var limit = timeout(Double.POSITIVE_INFINITY);
            limit.run(() -> {
                await(sleep(1));
                assertEquals(Double.POSITIVE_INFINITY, limit.when());
                return null;
            });
            assertFalse(limit.expired());
        });
        assertEquals(
                Double.POSITIVE_INFINITY,
                loop.callAt(Double.POSITIVE_INFINITY, () -> {}).when());
    }

    @Test
    @DisplayName("F36 a virtual clock that is sent to the end of time stops before it")
    void advancedForEver() throws Exception {
        loop.callLater(Double.POSITIVE_INFINITY, () -> seen.add("never"));
        loop.callLater(1, () -> seen.add("in time"));
        clock.advance(LONGEST);
        clock.advance(LONGEST);
        loop.step();
        loop.step();
        assertEquals(List.of("in time"), seen);
    }
}
