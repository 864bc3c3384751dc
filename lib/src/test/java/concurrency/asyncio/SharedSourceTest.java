package concurrency.asyncio;

import static concurrency.asyncio.Generator.State.CLOSED;
import static concurrency.asyncio.Generator.State.RUNNING;
import static concurrency.asyncio.Generator.State.SUSPENDED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a generator promises whose source is in use elsewhere, or has ended, or is itself. */
@BothWays
class SharedSourceTest extends BothWays.Tests {
    private final List<Object> seen = new ArrayList<>();

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
