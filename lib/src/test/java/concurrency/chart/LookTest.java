package concurrency.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.download.Strategy;
import java.awt.Color;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LookTest {
    @Test
    void aStrategyHasOneColourAndNoOtherHasIt() {
        var colours = Arrays.stream(Strategy.values()).map(Look::colour).collect(Collectors.toSet());
        assertEquals(Strategy.values().length, colours.size());
        for (var strategy : Strategy.values()) {
            assertEquals(Look.colour(strategy), Look.colour(strategy.label()));
            assertEquals(Look.colour(strategy), Look.colour("CPU " + strategy.label()));
            assertNotEquals(Look.FAILURE, Look.colour(strategy));
            assertNotEquals(Look.colour("some other run"), Look.colour(strategy));
        }
        assertNotEquals(Look.colour(Strategy.THREADING), Look.colour("multithreading"));
        assertEquals(new Color(0x0072B2), Look.colour(Strategy.SYNCHRONOUS)); // committed pictures have it
    }

    @Test
    void coloursOfTextAreDarkerWhereTheyHaveToBe() {
        assertEquals(Look.INK, Look.forText(Look.INK));
        assertTrue(Look.forText(Color.YELLOW).getGreen() < 130);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3.2|3.20",
                "5|5.00",
                "0|0",
                "0.02114|0.0211",
                "12345|12,300",
                "999.96|1,000",
                "99.96|100",
                "0.00012|0.000120",
                "1.2e-7|1.20e-07",
                "2e13|2.00e+13",
                "-1.5|-1.50"
            })
    void threeDigits(double value, String text) {
        var usual = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertEquals(text, Numbers.three(value));
        } finally {
            Locale.setDefault(usual);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"5|5", "0.5|0.5", "320|320", "3.25|3.25", "100|100", "1000000|1,000,000"})
    void brief(double value, String text) {
        assertEquals(text, Numbers.brief(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0.95|95 %", "0.004|0.4 %", "0.0001|under 0.1 %", "0.9999|over 99.9 %", "1|100 %", "0|0 %"})
    void aLittleIsNeverNothing(double share, String text) {
        assertEquals(text, Numbers.percents(share, 1 - share).getFirst());
    }

    @Test
    void labelsAreMovedApartAndStayInside() {
        assertArrayNear(
                new double[] {10, 30, 50}, Spread.apart(new double[] {10, 30, 50}, new double[] {10, 10, 10}, 0, 60));
        assertArrayNear(
                new double[] {45, 55, 5}, Spread.apart(new double[] {58, 59, 2}, new double[] {10, 10, 10}, 0, 60));
    }

    private static void assertArrayNear(double[] expected, double[] actual) {
        assertEquals(Arrays.toString(expected), Arrays.toString(actual));
    }
}
