package concurrency.asyncio;

import static concurrency.asyncio.Generator.State.CLOSED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What generators promise that yield from one another to a great depth. */
@BothWays
class DeepYieldFromTest extends BothWays.Tests {
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
}
