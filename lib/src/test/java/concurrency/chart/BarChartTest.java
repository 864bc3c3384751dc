package concurrency.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.download.Download;
import concurrency.download.Part;
import concurrency.download.Report;
import concurrency.download.Strategy;
import concurrency.trace.Activity;
import concurrency.trace.Outcome;
import concurrency.trace.Span;
import concurrency.trace.Trace;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BarChartTest {
    private static BarChart chart() {
        return BarChart.of("Time to download 160 pages", "s");
    }

    private static void refused(String message, Executable call) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
    }

    @Test
    void saysTheRatioToTheIdealAndTheGapToTheGuess() {
        var picture = Seen.good(
                chart().bar(Strategy.SYNCHRONOUS, 3.41).ideal(3.2).guess(5).draw());
        assertEquals(
                "Time to download 160 pages: synchronous 3.41 s, 1.07 times the ideal of 3.20 s; "
                        + "the guess of 5 s was 1.59 s too high.",
                picture.sentence());
        assertTrue(Seen.says(picture, "3.41 s"));
        assertTrue(Seen.says(picture, "ideal 3.20 s"));
        assertTrue(Seen.says(picture, "your guess 5 s"));
        assertTrue(Seen.pixels(picture, Look.colour(Strategy.SYNCHRONOUS)) > 1000);
    }

    @ParameterizedTest
    @CsvSource({
        "3.41, 3.2, 5",
        "0.7, 0.64, 60",
        "0.7, 0.64, 60000",
        "34.1, 0.0001, 0",
        "3.2, 3.2, 3.2",
        "3.21, 3.2, 3.2",
        "1e-8, 1e-9, 1e-7",
        "1e15, 1, 1e14",
        "1e-15, 1e-15, 0",
        "123456, 123455, 123457"
    })
    void nothingOverlapsWhateverTheValues(double value, double ideal, double guess) {
        Seen.good(
                chart().bar(Strategy.THREADING, value).ideal(ideal).guess(guess).draw());
    }

    @Test
    void theMarkOfAHigherIdealDoesNotCrossTheValue() {
        var near = Seen.good(chart().bar("2 threads", 1.72).ideal(2).guess(1).draw());
        assertTrue(
                Seen.box(near, "1.72 s").getX() > Seen.box(near, "ideal 2.00 s").getCenterX());
        var far = Seen.good(chart().bar("2 threads", 1).ideal(20).draw());
        assertTrue(Seen.box(far, "1.00 s").getMaxX()
                < Seen.box(far, "ideal 20.0 s").getCenterX());
    }

    @Test
    void manyBarsAndLongLabelsFit() {
        var chart = BarChart.of(
                "A title that is so long that no sheet of this width can hold it in one line, or even in two of them, can it?",
                "s");
        for (var strategy : Strategy.values()) {
            chart.bar(strategy, 1 + strategy.ordinal()).ideal(1).guess(3);
        }
        chart.bar("a label of one's own, much longer than the name of any strategy that there will ever be", 2);
        var picture = Seen.good(
                chart.bar("a-label-without-any-space-that-is-longer-than-the-room-for-labels-and-goes-on-and-on", 3)
                        .draw());
        for (var strategy : Strategy.values()) {
            assertTrue(Seen.says(picture, strategy.label()));
            assertTrue(Seen.pixels(picture, Look.tint(Look.colour(strategy), 0.3)) > 1000);
        }
    }

    @Test
    void lengthsAreProportionalToValues() {
        var picture =
                chart().bar(Strategy.SYNCHRONOUS, 4).bar(Strategy.ASYNCIO, 1).draw();
        var ratio = (double) Seen.pixels(picture, Look.tint(Look.colour(Strategy.SYNCHRONOUS), 0.3))
                / Seen.pixels(picture, Look.tint(Look.colour(Strategy.ASYNCIO), 0.3));
        assertEquals(4, ratio, 0.1);
    }

    @Test
    void shortTimesAreCountedInASmallerUnit() {
        assertEquals(
                "A step: generator 135 ns; thread 201 ns.",
                BarChart.of("A step", "s")
                        .bar("generator", 135e-9)
                        .bar("thread", 201e-9)
                        .draw()
                        .sentence());
        assertEquals(
                "A step: generator 0.135 µs; thread 2.10 µs.",
                BarChart.of("A step", "s")
                        .bar("generator", 135e-9)
                        .bar("thread", 2.1e-6)
                        .draw()
                        .sentence());
        assertEquals(
                "Rate: threads 0.250 pages/ms.",
                BarChart.of("Rate", "pages/ms").bar("threads", 0.25).draw().sentence());
    }

    @Test
    void waitingIsHatchedAsInATimeline() {
        var picture = Seen.good(chart().bar("waiting", 3.2).bar("working", 3.2).draw());
        var waiting = Seen.box(picture, "waiting").getCenterY();
        var working = Seen.box(picture, "working").getCenterY();
        assertTrue(
                Seen.grey(picture, 200, waiting - 10, 200, 20) > Seen.grey(picture, 200, working - 10, 200, 20) + 0.3);
    }

    @Test
    @DisplayName("the bar of a run is solid only as far as there was work in it")
    void aRunIsStacked() {
        var run = new Trace(
                "threading",
                Map.of(),
                List.of(
                        new Span("page", "thread-1", Activity.WORKING, 0, 250_000_000, Outcome.OK),
                        new Span("page", "thread-1", Activity.WAITING, 250_000_000, 1_000_000_000, Outcome.OK)),
                List.of());
        var picture = Seen.good(chart().bar(run).ideal(0.5).draw());
        assertEquals(
                "Time to download 160 pages: threading 1.00 s (75 % waiting, 25 % working), "
                        + "2.00 times the ideal of 0.500 s.",
                picture.sentence());
        assertTrue(Seen.says(picture, "waiting") && Seen.says(picture, "working"), "the key");
        var label = Seen.box(picture, "threading");
        var start = label.getMaxX() + 10;
        var end = Seen.box(picture, "1.00 s").getX() - 10;
        var solid = IntStream.range((int) (2 * start), (int) (2 * end))
                .filter(x -> picture.getRGB(x, (int) (2 * label.getCenterY()))
                        == Look.colour(Strategy.THREADING).getRGB())
                .count();
        assertEquals(0.25, solid / (2 * (end - start)), 0.01);
    }

    @Test
    @DisplayName("the bar of a report is as long as the report says, in the unit of the chart")
    void aReport() {
        var url = "http://www.jython.org";
        var parts = List.of(
                new Part(Activity.WORKING, 0, 10_000_000, 10_000_000),
                new Part(Activity.WAITING, 10_000_000, 90_000_000, 0),
                new Part(Activity.WORKING, 90_000_000, 100_000_000, 10_000_000));
        var download = new Download(url, 200, 10, 0, 0, "main", 0, 10_000_000, 90_000_000, 100_000_000, parts, null);
        var report = new Report(Strategy.SYNCHRONOUS, List.of(url), List.of(download), List.of(), 200_000_000);
        assertEquals(
                "One page: synchronous 200 ms (80 % waiting, 20 % working).",
                BarChart.of("One page", "ms").bar(report).draw().sentence());
        refused(
                "the chart's unit is \"pages\", and a run takes time: make it s, ms, µs or ns",
                () -> BarChart.of("One page", "pages").bar(report));
    }

    @Test
    void theSameBarsGiveTheSamePixels() {
        assertArrayEquals(
                Seen.pixels(chart().bar("one", 1).guess(2).draw()),
                Seen.pixels(chart().bar("one", 1).guess(2).draw()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void whatIsNoMeasurementIsRefused(double value) {
        refused(
                "synchronous is " + value + ": a chart needs a finite number that is not negative",
                () -> chart().bar(Strategy.SYNCHRONOUS, value));
        refused(
                "the guess for one is " + value + ": a chart needs a finite number that is not negative",
                () -> chart().bar("one", 1).guess(value));
        refused(
                "the ideal of one is " + value + ": it has to be a finite number above 0",
                () -> chart().bar("one", 1).ideal(value));
    }

    @Test
    void whatCannotBeDrawnIsRefused() {
        refused(
                "the chart \"Time to download 160 pages\" has no bars: add one with bar(label, value)",
                () -> chart().draw());
        refused(
                "an ideal belongs to the bar before it, and there is none: call bar(label, value) first",
                () -> chart().ideal(1));
        refused(
                "a guess belongs to the bar before it, and there is none: call bar(label, value) first",
                () -> chart().guess(1));
        refused(
                "the ideal of one is 0.0: it has to be a finite number above 0",
                () -> chart().bar("one", 1).ideal(0));
        refused(
                "the largest value is 1.0E300 s, and an axis ends between 1.0E-6 and 1.0E15: choose another unit",
                () -> chart().bar("one", 1e300).draw());
        refused(
                "the largest value is 1.0E-9 km, and an axis ends between 1.0E-6 and 1.0E15: choose another unit",
                () -> BarChart.of("Way", "km").bar("one", 1e-9).draw());
        refused("the label of a bar is empty: say what is shown", () -> chart().bar(" ", 1));
        refused("the title of the chart is empty: say what is shown", () -> BarChart.of("", "s"));
    }
}
