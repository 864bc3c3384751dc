package concurrency.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a test class that runs both ways makes runs the way that it was told, in whatever kind of method. */
@BothWays
class BothWaysTest extends BothWays.Tests {
    private final Switching whenMade = usedNow();

    /** Seen from what a generator does: its body has the consumer's thread, or one of its own. */
    private static Switching usedNow() {
        var gen = Generator.of(self -> {
            self.yield(Thread.currentThread());
        });
        try (gen) {
            return gen.next() == Thread.currentThread() ? Switching.CONTINUATION : Switching.THREAD;
        }
    }

    @BeforeEach
    @AfterEach
    void lifeCycleMethod() {
        assertEquals(way, whenMade);
        assertEquals(way, usedNow());
    }

    @Test
    @DisplayName("a plain test")
    void plain() {
        assertEquals(way, usedNow());
    }

    @ParameterizedTest
    @DisplayName("a parameterized test")
    @ValueSource(ints = {1, 2})
    void parameterized(int ignored) {
        assertEquals(way, usedNow());
    }

    @RepeatedTest(2)
    @DisplayName("a repeated test")
    void repeated() {
        assertEquals(way, usedNow());
    }

    @TestFactory
    @DisplayName("a test factory, and the tests that it makes")
    Stream<DynamicTest> factory() {
        assertEquals(way, usedNow());
        return Stream.of(1, 2).map(i -> dynamicTest("test " + i, () -> assertEquals(way, usedNow())));
    }
}
