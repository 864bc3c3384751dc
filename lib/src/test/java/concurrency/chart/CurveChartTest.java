package concurrency.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.download.Strategy;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class CurveChartTest {
    private static final double[] PAGES = {40, 80, 160, 320};
    private static final double[] SECONDS = {0.862, 1.71, 3.41, 6.83};
    private static final double[] IDEAL = {0.8, 1.6, 3.2, 6.4};

    private static CurveChart chart() {
        return CurveChart.of("Time against number of pages", "pages", "s");
    }

    private static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void saysItsPointsAndTheRatioToTheIdeal() {
        var picture = Seen.good(chart().line(Strategy.SYNCHRONOUS, PAGES, SECONDS)
                .ideal("pages × latency", PAGES, IDEAL)
                .draw());
        assertEquals(
                "Time against number of pages: synchronous, 0.862 s at 40, 1.71 s at 80, 3.41 s at 160, 6.83 s at 320 pages, "
                        + "1.07 times the ideal; the ideal, pages × latency, 0.800 s at 40, 1.60 s at 80, 3.20 s at 160, 6.40 s at 320 pages.",
                picture.sentence());
        assertTrue(Seen.says(picture, "6.83 s"));
        assertTrue(Seen.says(picture, "ideal: pages × latency"));
        assertTrue(Seen.pixels(picture, Look.colour(Strategy.SYNCHRONOUS)) > 1000);
    }

    @Test
    void labelsOfLinesThatEndTogetherAreMovedApart() {
        var chart = chart().ideal("pages × latency, which no program can beat, on whatever machine", PAGES, IDEAL);
        for (var strategy : Strategy.values()) {
            chart.line(strategy, PAGES, IDEAL);
        }
        var picture = Seen.good(chart.draw());
        for (var strategy : Strategy.values()) {
            assertTrue(Seen.says(picture, strategy.label()));
        }
    }

    @Test
    void twentyLinesStillHaveRoom() {
        var chart = chart().logX().logY();
        IntStream.range(0, 20).forEach(i -> chart.line("line number " + i + " with a long name", PAGES, SECONDS));
        Seen.good(chart.draw());
    }

    @Test
    void logarithmicAxesGoOverManyDecades() {
        Seen.good(CurveChart.of("Steps", "steps", "s")
                .line("a line", new double[] {1, 1e3, 1e9}, new double[] {1e-7, 1e-4, 130})
                .logX()
                .logY()
                .draw());
        Seen.good(CurveChart.of("Threads", "threads", "s")
                .line(Strategy.THREADING, new double[] {1, 10, 160}, new double[] {3.4, 0.34, 0.04})
                .logX()
                .draw());
        Seen.good(CurveChart.of("One", "x", "")
                .line("a point", new double[] {3}, new double[] {3})
                .logX()
                .logY()
                .draw());
    }

    @Test
    void aLineOfZerosAndASinglePointAreDrawn() {
        Seen.good(CurveChart.of("Nothing", "x", "")
                .line("nothing", new double[] {0}, new double[] {0})
                .draw());
        Seen.good(CurveChart.of("Even", "x", "s")
                .line("even", new double[] {0, 1, 2, 3}, new double[] {0, 1e-9, 2e-9, 3e-9})
                .draw());
        Seen.good(CurveChart.of("Large", "x", "s")
                .line("large", new double[] {0, 1e12}, new double[] {0, 1e12})
                .draw());
    }

    @Test
    @DisplayName("lines that are no strategy's differ in colour too, and none has a strategy's")
    void coloursOfTheirOwn() {
        var picture = Seen.good(chart().line("one thread", PAGES, SECONDS)
                .line("parallel stream", PAGES, IDEAL)
                .line(Strategy.THREADING, PAGES, new double[] {0.2, 0.4, 0.8, 1.6})
                .draw());
        var first = Look.colour("one thread");
        var second = Look.colourBeside("parallel stream", List.of(first));
        assertNotEquals(first, second);
        for (var strategy : Strategy.values()) {
            assertNotEquals(Look.colour(strategy), second);
        }
        assertTrue(Seen.pixels(picture, first) > 1000);
        assertTrue(Seen.pixels(picture, second) > 1000);
    }

    @Test
    @DisplayName("the labels of an axis stand on one line, with and without a comma")
    void labelsOnOneLine() {
        var picture = Seen.good(chart().line("pages", new double[] {160, 1000, 10_000}, new double[] {1, 2, 3})
                .logX()
                .draw());
        assertEquals(Seen.box(picture, "200").getY(), Seen.box(picture, "1,000").getY(), 0.5);
    }

    @Test
    @DisplayName("a logarithmic axis has a grid line above each label, and no other")
    void eachGridLineHasItsLabel() {
        var picture = Seen.good(chart().line("pages", new double[] {1, 40, 160}, new double[] {1, 2, 3})
                .logX()
                .draw());
        var labels = Stream.of("1", "2", "5", "10", "20", "50", "100")
                .map(label -> Seen.box(picture, label))
                .toList();
        var row = (int) (2 * (labels.getFirst().getY() - 11)); // in the plot, below the line at 0
        var lines = IntStream.range((int) (2 * Seen.box(picture, "0").getMaxX() + 2), picture.getWidth())
                .filter(x -> !Seen.isWhite(picture, x, row) && Seen.isWhite(picture, x - 1, row))
                .toArray();
        assertEquals(labels.size(), lines.length, Arrays.toString(lines));
        for (var i = 0; i < lines.length; i++) {
            assertEquals(2 * labels.get(i).getCenterX(), lines[i] + 1, 2.5, "line " + i);
        }
    }

    @Test
    @DisplayName("an ideal is dashed, however near its points are to each other")
    void dashed() {
        var xs = IntStream.rangeClosed(0, 320).asDoubleStream().toArray();
        var near = Seen.good(chart().ideal("even", xs, xs).draw());
        var far = chart().ideal("even", new double[] {0, 320}, new double[] {0, 320})
                .draw();
        assertEquals(1, ink(near) / ink(far), 0.01);
    }

    private static double ink(Picture picture) {
        return 1 - Seen.grey(picture, 0, 0, picture.getWidth() / 2.0, picture.getHeight() / 2.0);
    }

    @Test
    void aLongLineIsSaidByItsEndsAndItsMiddle() {
        var xs = IntStream.rangeClosed(1, 160).asDoubleStream().toArray();
        var sentence = chart().line(
                        Strategy.THREADING,
                        xs,
                        Arrays.stream(xs).map(x -> x / 10).toArray())
                .draw()
                .sentence();
        assertEquals(
                "Time against number of pages: threading, 0.100 s at 1, 8.10 s at 81, 16.0 s at 160 pages.", sentence);
    }

    @Test
    void theSameLinesGiveTheSamePixels() {
        assertArrayEquals(
                Seen.pixels(chart().line("one", PAGES, SECONDS).draw()),
                Seen.pixels(chart().line("one", PAGES, SECONDS).draw()));
    }

    @Test
    void whatCannotBeDrawnIsRefused() {
        refused(
                "the chart \"Time against number of pages\" has no lines: add one with line(label, xs, ys)",
                () -> chart().draw());
        refused(
                "the line one has 4 x values and 1 y value: it needs as many of one as of the other, and at least one",
                () -> chart().line("one", PAGES, new double[1]));
        refused(
                "the line one has 0 x values and 0 y values: it needs as many of one as of the other, and at least one",
                () -> chart().line("one", new double[0], new double[0]));
        refused(
                "y value 2 of one is NaN: a chart needs a finite number that is not negative",
                () -> chart().line("one", new double[] {1, 2}, new double[] {1, Double.NaN}));
        refused(
                "the x values of one have to grow, and after 2.0 comes 1.0",
                () -> chart().line("one", new double[] {2, 1}, new double[2]));
        refused(
                "one has an x of 0, which a logarithmic axis cannot show",
                () -> chart().line("one", new double[2 - 1], new double[1])
                        .logX()
                        .draw());
        refused(
                "one has a y of 0, which a logarithmic axis cannot show",
                () -> chart().line("one", PAGES, new double[4]).logY().draw());
        refused(
                "there are two lines called one: give each its own label",
                () -> chart().line("one", PAGES, SECONDS).ideal("one", PAGES, IDEAL));
    }
}
