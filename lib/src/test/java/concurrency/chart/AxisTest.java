package concurrency.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Axes: where grid lines are, and what they are called")
class AxisTest {
    private static List<String> labels(Axis axis) {
        return axis.ticks().stream().map(axis::label).toList();
    }

    @Test
    @DisplayName("between whole numbers of workers there is no grid line")
    void whole() {
        var range = Range.around(1, 4, false, 0.03);
        assertEquals(List.of("0", "1", "2", "3", "4"), labels(Axis.linear(range, 500, 60, true)));
        assertEquals("0.5", labels(Axis.linear(range, 500, 50, false)).get(1));
    }

    @Test
    @DisplayName("a logarithmic axis has a line at 1, 2 and 5 of each decade, each with its label")
    void log() {
        assertEquals(
                List.of("1", "2", "5", "10", "20", "50", "100"), labels(Axis.log(Range.around(1, 160, true, 0.03))));
        assertEquals(
                List.of("10⁻⁶", "10⁻⁴", "0.01", "1", "100"), labels(Axis.log(Range.around(1e-7, 130, true, 0.03))));
    }

    @ParameterizedTest
    @CsvSource({"1, 160", "21, 28", "1.31, 1.55", "3, 3", "0.02, 3.5", "1e-7, 130", "1, 1e9", "7e-8, 9e-8", "1e11, 3e14"
    })
    @DisplayName("whatever the values, there are at least two lines and not many, in order and within the axis")
    void lines(double least, double most) {
        for (var axis : List.of(
                Axis.log(Range.around(least, most, true, 0.03)),
                Axis.linear(Range.around(least, most, false, 0.03), 500, 60, false))) {
            assertTrue(axis.ticks().size() >= 2 && axis.ticks().size() <= 12, axis.toString());
            assertEquals(axis.ticks().stream().sorted().distinct().toList(), axis.ticks());
            assertEquals(labels(axis).stream().distinct().toList(), labels(axis));
            assertTrue(axis.ticks().getFirst() >= axis.range().least(), axis.toString());
            assertTrue(axis.ticks().getLast() <= axis.range().most(), axis.toString());
        }
    }
}
