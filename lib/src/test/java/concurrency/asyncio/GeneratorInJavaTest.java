package concurrency.asyncio;

import static concurrency.asyncio.Generator.State.CLOSED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a generator promises a Java program: volume, interrupts, threads, iterators and streams. */
@BothWays
class GeneratorInJavaTest extends BothWays.Tests {
    private static final int HAND_OVERS = 100_000;

    private static Generator<Integer> numbers(int count) {
        return Generator.of(self -> {
            for (var i = 0; i < count; i++) {
                self.yield(i);
            }
        });
    }

    @Test
    @DisplayName("G43 a million values come in order and leave nothing behind")
    void volume() {
        var all = way == Switching.CONTINUATION || "full".equals(System.getProperty("faults"));
        var count = all ? 1_000_000 : 50_000; // between threads the whole takes its time
        var before = heapAfterCollection();
        var expected = 0;
        for (var value : numbers(count)) {
            assertEquals(expected++, value);
        }
        assertEquals(count, expected);
        var grown = heapAfterCollection() - before;
        assertTrue(grown < 5_000_000, "the heap grew by " + grown + " bytes");
    }

    private static long heapAfterCollection() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    @DisplayName("G43 ten thousand are alive at once")
    void crowd() {
        var crowd = Stream.generate(() -> numbers(3)).limit(10_000).toList();
        for (var round = 0; round < 2; round++) {
            for (var gen : crowd) {
                assertEquals(round, gen.next());
            }
        }
        crowd.forEach(Generator::close);
    }

    @Test
    @DisplayName("G44 an interrupt of the consumer reaches a body that waits, and the generator goes on")
    void interruptReachesBody() {
        var waiting = new CountDownLatch(1);
        var consumer = Thread.currentThread();
        var gen = Generator.of(self -> {
            try {
                waiting.countDown();
                new CountDownLatch(1).await();
            } catch (InterruptedException interrupted) {
                self.yield("interrupted");
            }
            self.yield("alive");
        });
        var other = Thread.ofVirtual().start(() -> {
            try {
                waiting.await();
                consumer.interrupt();
            } catch (InterruptedException impossible) {
                throw new IllegalStateException(impossible);
            }
        });
        assertEquals("interrupted", gen.next());
        assertFalse(Thread.interrupted(), "the body took it");
        assertEquals("alive", gen.next());
        gen.close();
        joined(other);
    }

    private static void joined(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    @DisplayName("G44 an interrupt that the body does not take is still there after the step")
    void interruptIsKept() {
        var gen = Generator.of(self -> {
            self.yield(Thread.currentThread().isInterrupted());
            Thread.currentThread().interrupt();
            self.yield("body's own");
        });
        Thread.currentThread().interrupt();
        assertEquals(true, gen.next());
        assertTrue(Thread.interrupted());
        assertEquals("body's own", gen.next());
        assertTrue(Thread.interrupted());
        gen.close();
    }

    @Test
    @DisplayName("G44 nor is one lost that comes while the body gives back control, or ends")
    void interruptAtTheEdge() {
        var consumer = Thread.currentThread();
        for (var round = 0; round < 1_000; round++) {
            var gen = Generator.of(self -> {
                consumer.interrupt();
                self.yield("yielded");
                consumer.interrupt();
            });
            assertEquals("yielded", gen.next());
            assertTrue(Thread.interrupted(), "lost at a yield, in round " + round);
            assertFalse(gen.hasNext());
            assertTrue(Thread.interrupted(), "lost at the end, in round " + round);
        }
    }

    @Test
    @DisplayName("G45 what one side writes the other side sees, at 100,000 hand-overs and back")
    void visibility() {
        var box = new int[1]; // plain on purpose
        var gen = Generator.of(self -> {
            while (true) {
                box[0]++;
                self.yield(box[0]);
            }
        });
        for (var i = 0; i < HAND_OVERS; i++) {
            assertEquals(2 * i + 1, gen.next());
            assertEquals(2 * i + 1, box[0]++);
        }
        gen.close();
    }

    @Test
    @DisplayName("G45 also if two threads compete for each step and nothing but the generator orders them")
    void visibilityBetweenCompetitors() throws InterruptedException {
        var first = new int[1]; // plain on purpose, like second
        var second = new int[1];
        var gen = Generator.<Integer>of(self -> {
            for (var i = 1; i <= HAND_OVERS; i++) {
                if (first[0] != second[0]) {
                    throw new IllegalArgumentException(first[0] + " and " + second[0] + " at step " + i);
                }
                first[0]++;
                self.yield(first[0]);
                second[0]++;
            }
        });
        var competitors = Stream.generate(() -> new Competitor(gen)).limit(2).toList();
        for (var competitor : competitors) {
            competitor.thread.join();
            assertNull(competitor.failure);
        }
        var all = competitors.stream()
                .flatMap(competitor -> competitor.taken.stream())
                .sorted()
                .toList();
        assertEquals(IntStream.rangeClosed(1, HAND_OVERS).boxed().toList(), all, "each value once, none stale");
    }

    /** Takes values, again and again whenever the generator is in use, until there are none. */
    private static final class Competitor {
        final List<Integer> taken = new ArrayList<>();
        final Thread thread;
        Throwable failure;

        Competitor(Generator<Integer> gen) {
            thread = Thread.ofPlatform().daemon().start(() -> {
                try {
                    while (!Thread.interrupted()) {
                        take(gen);
                    }
                } catch (StopIteration end) {
                    // All are taken.
                } catch (Throwable failed) {
                    failure = failed;
                }
            });
        }

        private void take(Generator<Integer> gen) {
            try {
                taken.add(gen.next());
            } catch (IllegalStateException inUse) {
                assertEquals("generator already executing", inUse.getMessage());
                Thread.onSpinWait();
            }
        }
    }

    @Test
    @DisplayName("G45 also if a generator wanders between threads")
    void wanders() throws InterruptedException {
        var gen = numbers(1_000);
        var seen = new ArrayList<Integer>();
        for (var i = 0; i < 100; i++) {
            var thread = i % 2 == 0 ? Thread.ofVirtual() : Thread.ofPlatform();
            thread.start(() -> seen.add(gen.next())).join();
        }
        assertEquals(Stream.iterate(0, i -> i + 1).limit(100).toList(), seen);
        gen.close();
    }

    @Test
    @DisplayName("a body may block, on a platform thread and on a virtual one")
    void bodyBlocks() throws InterruptedException {
        for (var thread : List.of(Thread.ofPlatform(), Thread.ofVirtual())) {
            var seen = new ArrayList<Integer>();
            var gen = Generator.<Integer>of(self -> {
                for (var i = 0; i < 5; i++) {
                    Thread.sleep(1);
                    self.yield(i);
                }
            });
            thread.start(() -> gen.forEach(seen::add)).join();
            assertEquals(List.of(0, 1, 2, 3, 4), seen);
        }
    }

    @Test
    @DisplayName("a body may yield while it holds a lock")
    void yieldsInsideSynchronized() {
        var lock = new Object();
        var gen = Generator.of(self -> {
            synchronized (lock) {
                self.yield(1);
                self.yield(2);
            }
            return Thread.holdsLock(lock);
        });
        gen.next();
        gen.next();
        assertEquals(false, assertThrows(StopIteration.class, gen::next).value());
    }

    @Test
    @DisplayName("G46 hasNext() may be asked twice, and the end is a NoSuchElementException with the value")
    void iterator() {
        var gen = Generator.of(self -> {
            self.yield(1);
            return "abc";
        });
        assertTrue(gen.hasNext());
        assertTrue(gen.hasNext());
        assertEquals(1, gen.next());
        assertFalse(gen.hasNext());
        assertFalse(gen.hasNext());
        NoSuchElementException end = assertThrows(StopIteration.class, gen::next);
        assertEquals("abc", ((StopIteration) end).value());
        assertFalse(gen.hasNext());
    }

    @Test
    @DisplayName("G46 what would overtake a value that hasNext() has seen is refused")
    void aheadOfNext() {
        var gen = numbers(3);
        assertTrue(gen.hasNext());
        assertThrows(IllegalStateException.class, () -> gen.send("x"));
        assertThrows(IllegalStateException.class, () -> gen.raise(new IllegalStateException()));
        assertEquals(0, gen.next());
        gen.close();
        assertFalse(gen.hasNext());
    }

    @Test
    @DisplayName("G46 for, try and streams work on it")
    void forTryAndStream() {
        var seen = new ArrayList<Integer>();
        try (var gen = numbers(10)) {
            for (var value : gen) {
                if (value == 2) {
                    break;
                }
                seen.add(value);
            }
            assertEquals(3, gen.next());
        }
        assertEquals(List.of(0, 1), seen);
        var gen = numbers(10);
        try (var stream = gen.stream()) {
            assertEquals(
                    List.of(0, 2, 4), stream.map(value -> value * 2).limit(3).toList());
        }
        assertEquals(CLOSED, gen.state());
    }
}
