package concurrency.asyncio;

import static concurrency.asyncio.Generator.State.CLOSED;
import static concurrency.asyncio.Generator.State.RUNNING;
import static concurrency.asyncio.Generator.State.SUSPENDED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a generator promises that yields from another one. */
@BothWays
class YieldFromTest extends BothWays.Tests {
    private final List<Object> seen = new ArrayList<>();

    private Generator<Object> inner() {
        return Generator.of(self -> {
            try {
                seen.add("inner got " + self.yield("inner 1"));
                seen.add("inner got " + self.yield("inner 2"));
                return "inner's result";
            } catch (IllegalStateException caught) {
                seen.add("inner caught " + caught.getMessage());
                self.yield("inner 3");
                return "inner recovered";
            } finally {
                seen.add("inner finally");
            }
        });
    }

    private Generator<Object> outer(Object source) {
        return Generator.of(self -> {
            try {
                return "outer got " + self.yieldFrom(source);
            } finally {
                seen.add("outer finally");
            }
        });
    }

    @Test
    @DisplayName("G22 two generators that yield from each other are refused")
    void cycle() {
        var pair = new Generator<?>[2];
        pair[0] = Generator.of(self -> self.yieldFrom(pair[1]));
        pair[1] = Generator.of(self -> self.yieldFrom(pair[0]));
        var refused = assertThrows(IllegalStateException.class, () -> pair[0].next());
        assertEquals("generator already executing", refused.getMessage());
    }

    @Test
    @DisplayName("G22 so is one that yields from itself")
    void selfCycle() {
        var me = new Generator<?>[1];
        me[0] = Generator.of(self -> self.yieldFrom(me[0]));
        assertThrows(IllegalStateException.class, () -> me[0].next());
        assertEquals(CLOSED, me[0].state());
    }

    @Test
    @DisplayName("G27 G28 next, send and the result pass through")
    void nextAndSend() {
        var gen = outer(inner());
        assertEquals("inner 1", gen.next());
        assertEquals("inner 2", gen.send("sent"));
        assertEquals(
                "outer got inner's result",
                assertThrows(StopIteration.class, () -> gen.send(null)).value());
        assertEquals(List.of("inner got sent", "inner got null", "inner finally", "outer finally"), seen);
    }

    @Test
    @DisplayName("G27 an exception at the inner one's first step passes through the outer one")
    void exceptionOfInnerAtOnce() {
        var inner = Generator.of(self -> {
            throw new IOException("inner's");
        });
        var gen = outer(inner);
        assertEquals("inner's", assertThrows(IOException.class, gen::next).getMessage());
        assertEquals(List.of("outer finally"), seen);
        assertEquals(CLOSED, inner.state());
        assertThrows(StopIteration.class, gen::next);
    }

    @Test
    @DisplayName("G27 so does one at a later step")
    void exceptionOfInner() {
        var inner = Generator.of(self -> {
            self.yield(1);
            throw new IOException("inner's");
        });
        var gen = outer(inner);
        gen.next();
        assertEquals("inner's", assertThrows(IOException.class, gen::next).getMessage());
        assertEquals(List.of("outer finally"), seen);
    }

    @Test
    @DisplayName("G29 raise reaches the innermost, and what that yields comes back")
    void raiseReachesInnermost() {
        var gen = outer(outer(inner()));
        gen.next();
        assertEquals("inner 3", gen.raise(new IllegalStateException("bad")));
        assertEquals(
                "outer got outer got inner recovered",
                assertThrows(StopIteration.class, gen::next).value());
        assertEquals(List.of("inner caught bad", "inner finally", "outer finally", "outer finally"), seen);
    }

    @Test
    @DisplayName("G30 close closes the innermost first")
    void closeInnermostFirst() {
        var inner = inner();
        var gen = outer(inner);
        gen.next();
        gen.close();
        assertEquals(List.of("inner finally", "outer finally"), seen);
        assertEquals(CLOSED, inner.state());
    }

    @Test
    @DisplayName("G31 what the inner one throws on being closed comes out of the outer one")
    void innerFailsOnClose() {
        var inner = Generator.of(self -> {
            try {
                self.yield(1);
            } finally {
                failing();
            }
        });
        var gen = outer(inner);
        gen.next();
        assertThrows(UnsupportedOperationException.class, gen::close);
        assertEquals(List.of("outer finally"), seen);
    }

    private static void failing() {
        throw new UnsupportedOperationException("failing");
    }

    @Test
    @DisplayName("G32 lists, iterators and streams give their values; closing skips them")
    void otherSources() {
        for (Object source : List.of(List.of(1, 2), List.of(1, 2).iterator(), Stream.of(1, 2))) {
            var gen = outer(source);
            assertEquals(1, gen.next());
            assertEquals(2, gen.next());
            assertEquals(
                    "outer got null",
                    assertThrows(StopIteration.class, gen::next).value());
        }
        var gen = outer(List.of(1, 2));
        gen.next();
        gen.close();
        assertEquals(CLOSED, gen.state());
    }

    @Test
    @DisplayName("G32 what is raised while an iterator gives is raised in the delegator")
    void raiseOverIterator() {
        var gen = Generator.of(self -> {
            try {
                return self.yieldFrom(List.of(1, 2));
            } catch (IllegalStateException caught) {
                return "delegator caught it";
            }
        });
        gen.next();
        var end = assertThrows(StopIteration.class, () -> gen.raise(new IllegalStateException()));
        assertEquals("delegator caught it", end.value());
    }

    @Test
    @DisplayName("G33 an iterator cannot be sent a value")
    void sendToIterator() {
        Iterator<Integer> numbers = new Numbers();
        var gen = outer(numbers);
        gen.next();
        var refused = assertThrows(UnsupportedOperationException.class, () -> gen.send("x"));
        assertEquals("'Numbers' object has no attribute 'send'", refused.getMessage());
        assertEquals(List.of("outer finally"), seen);
    }

    private static final class Numbers implements Iterator<Integer> {
        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public Integer next() {
            return 1;
        }
    }

    @Test
    @DisplayName("G34 what cannot be iterated cannot be yielded from")
    void notIterable() {
        var number = outer(5);
        assertEquals(
                "'Integer' object is not iterable",
                assertThrows(IllegalArgumentException.class, number::next).getMessage());
        var nothing = outer(null);
        assertEquals(
                "'null' object is not iterable",
                assertThrows(IllegalArgumentException.class, nothing::next).getMessage());
    }

    @Test
    @DisplayName("G35 yielding from what is empty returns at once")
    void empty() {
        assertEquals(
                "outer got null",
                assertThrows(StopIteration.class, outer(List.of())::next).value());
        var returning = Generator.of(self -> "at once");
        assertEquals(
                "outer got at once",
                assertThrows(StopIteration.class, outer(returning)::next).value());
    }

    @Test
    @DisplayName("G36 an exit raised through yieldFrom surfaces although the inner one returned")
    void exitWhenInnerReturns() {
        var inner = Generator.of(self -> {
            try {
                return self.yield(1);
            } catch (GeneratorExit exit) {
                return "returned";
            }
        });
        var gen = outer(inner);
        gen.next();
        var exit = new GeneratorExit();
        assertSame(exit, assertThrows(GeneratorExit.class, () -> gen.raise(exit)));
    }

    @Test
    @DisplayName("G36 if the inner one yields, it ignored the exit")
    void exitWhenInnerYields() {
        var inner = Generator.of(self -> {
            try {
                self.yield(1);
            } catch (GeneratorExit exit) {
                self.yield(2);
            }
        });
        var gen = outer(inner);
        gen.next();
        var failed = assertThrows(IllegalStateException.class, () -> gen.raise(new GeneratorExit()));
        assertEquals("generator ignored GeneratorExit", failed.getMessage());
        assertEquals(SUSPENDED, inner.state());
        inner.close();
    }

    @Test
    @DisplayName("G36 if the inner one throws, that comes out and remembers the exit")
    void exitWhenInnerThrows() {
        var inner = Generator.of(self -> {
            try {
                self.yield(1);
            } finally {
                failing();
            }
        });
        var gen = outer(inner);
        gen.next();
        var failed = assertThrows(UnsupportedOperationException.class, () -> gen.raise(new GeneratorExit()));
        assertTrue(failed.getSuppressed()[0] instanceof GeneratorExit);
    }

    @Test
    @DisplayName("G37 a source that has ended gives nothing")
    void endedSource() {
        var ended = Generator.of(self -> "unheard");
        assertThrows(StopIteration.class, ended::next);
        assertEquals(
                "outer got null",
                assertThrows(StopIteration.class, outer(ended)::next).value());
    }

    @Test
    @DisplayName("G37 two generators may share a source, and it may be resumed past them")
    void sharedSource() {
        var shared = Generator.of(self -> self.yieldFrom(List.of(1, 2, 3, 4)));
        var a = outer(shared);
        var b = outer(shared);
        assertEquals(List.of(1, 2, 3, 4), List.of(a.next(), b.next(), shared.next(), a.next()));
        assertThrows(StopIteration.class, shared::next);
        assertEquals(
                "outer got null", assertThrows(StopIteration.class, a::next).value());
        assertEquals(
                "outer got null", assertThrows(StopIteration.class, b::next).value());
    }

    @Test
    @DisplayName("G37 a source that runs on another thread is refused, and goes on there")
    void sourceRunsElsewhere() throws InterruptedException {
        var running = new CountDownLatch(1);
        var tried = new CountDownLatch(1);
        var source = Generator.of(self -> {
            running.countDown();
            tried.await();
            self.yield("alive");
        });
        var other = Thread.ofVirtual().start(() -> seen.add(source.next()));
        running.await();
        var refused = assertThrows(IllegalStateException.class, outer(source)::next);
        tried.countDown();
        other.join();
        assertEquals("generator already executing", refused.getMessage());
        assertEquals(List.of("outer finally", "alive"), seen);
        source.close();
    }

    @Test
    @DisplayName("G21 G26 all generators of a chain are running while the innermost runs")
    void chainIsRunning() {
        var outer = new Generator<?>[1];
        var inner = Generator.of(self -> {
            seen.add(outer[0].state());
            seen.add(assertThrows(IllegalStateException.class, () -> outer[0].next())
                    .getMessage());
            self.yield(1);
        });
        outer[0] = outer(inner);
        outer[0].next();
        assertEquals(List.of(RUNNING, "generator already executing"), seen);
        assertEquals(SUSPENDED, outer[0].state());
        outer[0].close();
    }

    /** One that yields from one that yields from … one of that body. */
    private static Generator<Object> chain(int depth, Generator<Object> innermost) {
        var gen = innermost;
        for (var i = 0; i < depth; i++) {
            var inner = gen;
            gen = Generator.of(self -> self.yieldFrom(inner));
        }
        return gen;
    }

    @ParameterizedTest
    @DisplayName("G42 values, what is sent, and the result pass through a chain of any length")
    @ValueSource(ints = {1_000, 10_000})
    void depth(int depth) {
        var top = chain(depth, Generator.of(self -> "sent " + self.yield("deep")));
        assertEquals("deep", top.next());
        assertEquals(
                "sent x", assertThrows(StopIteration.class, () -> top.send("x")).value());
        assertEquals(CLOSED, top.state());
    }

    @ParameterizedTest
    @DisplayName("G42 what is raised reaches the end of such a chain, and what is thrown there comes out as it is")
    @ValueSource(ints = {1_000, 10_000})
    void raiseDeep(int depth) {
        var top = chain(depth, inner());
        top.next();
        assertEquals("inner 3", top.raise(new IllegalStateException("deep")));
        var bad = new IOException("from the depth");
        assertSame(bad, assertThrows(IOException.class, () -> top.raise(bad)));
        assertEquals(List.of("inner caught deep", "inner finally"), seen);
        assertEquals(CLOSED, top.state());
    }

    @ParameterizedTest
    @DisplayName("G42 closing such a chain closes all of it")
    @ValueSource(ints = {1_000, 10_000})
    void closeDeep(int depth) {
        var top = chain(depth, inner());
        top.next();
        assertNull(top.closeAndGet());
        assertEquals(List.of("inner finally"), seen);
    }

    @Test
    @DisplayName("a value that hasNext() has seen is not lost to yieldFrom")
    void yieldFromAfterHasNext() {
        var source = Generator.of(self -> self.yieldFrom(List.of(1, 2)));
        assertTrue(source.hasNext());
        assertEquals(List.of(1, 2), outer(source).stream().toList());
    }

    @Test
    @DisplayName("G37 closing one whose source runs raises the refusal in it")
    void closeWhileSourceRuns() {
        var outer = new Generator<?>[1];
        var source = Generator.of(self -> {
            self.yield(1);
            seen.add(assertThrows(IllegalStateException.class, () -> outer[0].close())
                    .getMessage());
            self.yield(2);
        });
        outer[0] = outer(source);
        outer[0].next();
        assertEquals(2, source.next());
        assertEquals(List.of("outer finally", "generator already executing"), seen);
        assertEquals(CLOSED, outer[0].state());
        source.close();
    }
}
