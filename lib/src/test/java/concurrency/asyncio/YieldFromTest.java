package concurrency.asyncio;

import static concurrency.asyncio.Generator.State.CLOSED;
import static concurrency.asyncio.Generator.State.SUSPENDED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

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
    @DisplayName("a value that hasNext() has seen is not lost to yieldFrom")
    void yieldFromAfterHasNext() {
        var source = Generator.of(self -> self.yieldFrom(List.of(1, 2)));
        assertTrue(source.hasNext());
        assertEquals(List.of(1, 2), outer(source).stream().toList());
    }

    @Test
    @DisplayName("G28 a yieldFrom that is refused leaves nothing behind: what is sent next goes to the body")
    void refused() {
        var source = Generator.of(self -> {
            self.yield("the source's");
        });
        var outer = Generator.of(self -> {
            var other = Generator.of(_ -> {
                self.yieldFrom(source); // on the stack of the other one
            });
            assertThrows(IllegalStateException.class, other::next);
            return self.yield(self.yield("mine"));
        });
        assertEquals("mine", outer.next());
        assertEquals("sent", outer.send("sent"));
        assertEquals(Generator.State.CREATED, source.state());
        outer.close();
    }
}
