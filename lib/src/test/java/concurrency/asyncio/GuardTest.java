package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.gather;
import static concurrency.asyncio.Asyncio.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * What is Java's own in locks, semaphores and conditions; that they keep CPython's rules is held by
 * {@link RecordedToolsTest}.
 */
@BothWays
class GuardTest extends Loops {
    private static String refusal(Class<? extends Exception> type, Executable call) {
        return assertThrows(type, call).getMessage();
    }

    private Coroutine<Void> hold(Guard guard, double seconds) {
        return Asyncio.async(() -> guard.run(() -> {
            await(sleep(seconds));
        }));
    }

    @Test
    @DisplayName("F63 run gives the part's result, and releases however the part ends")
    void releases() throws Exception {
        run(() -> {
            for (var guard : List.of(new Lock(), new Semaphore(), new BoundedSemaphore(), new Condition())) {
                var free = guard.toString();
                assertEquals(7, guard.run(() -> 7));
                assertEquals(
                        "no",
                        refusal(
                                IOException.class,
                                () -> guard.run(() -> {
                                    throw new IOException("no");
                                })));
                assertEquals(free, guard.toString());
            }
        });
    }

    @Test
    @DisplayName("F63 never more are in a semaphore than it lets in, and all get in")
    void atMost() throws Exception {
        var most = new int[2];
        run(() -> {
            var semaphore = new Semaphore(3);
            await(gather(IntStream.range(0, 100)
                    .mapToObj(i -> Asyncio.async(() -> semaphore.run(() -> {
                        most[0] = Math.max(most[0], ++most[1]);
                        await(sleep(i % 7));
                        most[1]--;
                        seen.add(i);
                    })))
                    .toList()));
        });
        assertEquals(3, most[0]);
        assertEquals(100, seen.size());
    }

    @Test
    @DisplayName("F63 what cannot be is refused, in asyncio's words")
    void refused() {
        assertEquals(
                "Semaphore initial value must be >= 0",
                refusal(IllegalArgumentException.class, () -> new Semaphore(-1)));
        assertEquals("parties must be > 0", refusal(IllegalArgumentException.class, () -> new Barrier(0)));
        assertEquals("Lock is not acquired.", refusal(IllegalStateException.class, new Lock()::release));
        assertEquals(
                "BoundedSemaphore released too many times",
                refusal(IllegalStateException.class, new BoundedSemaphore(2)::release));
        assertEquals(
                "cannot notify on un-acquired lock", refusal(IllegalStateException.class, new Condition()::signal));
    }

    @Test
    @DisplayName("F63 two conditions can share one lock")
    void sharedLock() throws Exception {
        var lock = new Lock();
        var one = new Condition(lock);
        var two = new Condition(lock);
        run(() -> await(gather(
                Asyncio.async(() -> one.run(() -> {
                    await(one.await());
                    seen.add("one");
                })),
                Asyncio.async(() -> two.run(() -> {
                    await(two.await());
                    seen.add("two");
                    one.signal();
                })),
                Asyncio.async(() -> lock.run(() -> {
                    two.signal();
                    seen.add("lock");
                })))));
        assertEquals(List.of("lock", "two", "one"), seen);
    }

    @Test
    @DisplayName("F63 a lock in whose line others have waited in another loop is refused")
    void anotherLoop() throws Exception {
        var lock = new Lock();
        run(() -> await(gather(hold(lock, 1), hold(lock, 1))));
        try (var other = new EventLoop(clock)) {
            new Troubled(other);
            assertEquals(
                    "<Lock [locked]> is bound to a different event loop",
                    refusal(
                            IllegalStateException.class,
                            () -> other.runUntilComplete(gatherOn(other, hold(lock, 1), hold(lock, 1)))));
        }
    }

    private static Coroutine<List<Void>> gatherOn(EventLoop loop, Coroutine<Void> one, Coroutine<Void> two) {
        return Asyncio.async(() -> await(gather(loop.createTask(one), loop.createTask(two))));
    }

    @Test
    @DisplayName("F63 who holds or waits when the loop is closed ends like any task, and what was held is free again")
    void closed() {
        var lock = new Lock();
        var semaphore = new Semaphore(1);
        loop.callLater(1, loop::stop);
        assertThrows(
                IllegalStateException.class,
                () -> run(() -> await(
                        gather(hold(lock, 9), hold(lock, 9), hold(lock, 9), hold(semaphore, 9), hold(semaphore, 9)))));
        loop.close();
        assertFalse(lock.locked());
        assertFalse(semaphore.locked());
        assertEquals(Collections.nCopies(6, "Task was destroyed but it is pending!"), troubled.messages());
    }
}
