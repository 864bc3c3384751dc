package concurrency.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.trace.Activity;
import concurrency.trace.Outcome;
import concurrency.trace.Span;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Shares: which part of the time went into what")
class SharesTest {
    @Test
    @DisplayName("they are said with the largest first, and stacked with work first")
    void order() {
        var shares = Shares.of(List.of(
                new Span("a", "w", Activity.IDLE, 0, 10, Outcome.OK),
                new Span("b", "w", Activity.WAITING, 10, 90, Outcome.OK),
                new Span("c", "w", Activity.WORKING, 90, 100, Outcome.OK),
                new Span("d", "w", Activity.READY, 100, 100, Outcome.OK)));
        assertTrue(shares.said().startsWith("80 % waiting, 10 % "), shares.said());
        assertEquals(
                List.of(Activity.WORKING, Activity.WAITING, Activity.IDLE),
                List.copyOf(shares.of().keySet()));
    }

    @Test
    @DisplayName("spans that take no time have no shares")
    void nothing() {
        assertEquals("", Shares.of(List.of()).said());
        assertEquals(
                Map.of(),
                Shares.of(List.of(new Span("a", "w", Activity.WORKING, 5, 5, Outcome.OK)))
                        .of());
    }

    @Test
    @DisplayName("thirds are rounded so that they add to 100, and a little is never called nothing")
    void rounding() {
        var third = 1.0 / 3;
        assertEquals(List.of("34 %", "33 %", "33 %"), Numbers.percents(third, third, third));
        assertEquals(List.of("60.0 %", "39.6 %", "0.4 %"), Numbers.percents(0.6, 0.396, 0.004));
        assertEquals(List.of("over 99.9 %", "under 0.1 %"), Numbers.percents(0.9999, 0.0001));
        assertEquals(List.of("100 %"), Numbers.percents(1));
    }

    static IntStream seeds() {
        return IntStream.range(0, 100);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @DisplayName("what is written adds to 100, however many there are, and no number is off by one")
    void addToAHundred(int seed) {
        var random = new Random(seed);
        var parts = IntStream.range(0, 2 + random.nextInt(5))
                .mapToDouble(_ -> Math.exp(random.nextDouble() * 4))
                .toArray();
        var all = Arrays.stream(parts).sum();
        var shares = Arrays.stream(parts).map(part -> part / all).toArray();
        var written = Numbers.percents(shares).stream()
                .mapToDouble(text -> Double.parseDouble(text.replace(" %", "")))
                .toArray();
        assertEquals(100, Arrays.stream(written).sum(), 1e-6);
        for (var i = 0; i < shares.length; i++) {
            assertEquals(100 * shares[i], written[i], 1);
        }
    }
}
