package concurrency.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Plot: where XChart's axes put a value on the sheet")
class PlotTest {
    private static Plot drawn(Plot plot) {
        plot.draw(new Sheet(600, "A plot."), "seconds");
        return plot;
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 0.3, 7, 1e15})
    @DisplayName("rows begin at 0 and end with the largest value, to a px")
    void rows(double most) {
        var plot = drawn(Plot.rows(100.25, 50, 500.5, 80, most));
        assertEquals(100.25, plot.x(0), 1e-6);
        assertEquals(600.25, plot.x(most), 1e-6);
        assertEquals(350.25, plot.x(most / 2), 1e-6);
    }

    @Test
    @DisplayName("both axes fill the plot, and equal ratios are equal distances on a logarithmic one")
    void bothAxes() {
        var plot = drawn(new Plot(60, 40, 500, 300, Axis.log(new Range(0.1, 1000)), Axis.log(new Range(1, 1000))));
        assertEquals(60, plot.x(0.1), 1e-6);
        assertEquals(560, plot.x(1000), 1e-6);
        assertEquals(310, plot.x(10), 1e-6);
        assertEquals(340, plot.y(1), 1e-6);
        assertEquals(40, plot.y(1000), 1e-6);
        assertEquals(240, plot.y(10), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-30, -2, 0, 0.5, 1})
    @DisplayName("rows for which long labels leave no room have an axis of one px, and are drawn at once")
    void noRoom(double width) {
        var plot = drawn(Plot.rows(700, 50, width, 80, 3));
        assertEquals(700, plot.x(0), 1e-6);
        assertTrue(plot.x(3) <= 701, "" + plot.x(3));
    }
}
