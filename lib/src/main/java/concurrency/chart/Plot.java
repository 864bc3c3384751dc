package concurrency.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Line2D;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A plot of XChart in the course's look at a place on a sheet: white, a pale grid, no box. XChart has the axes, and
 * draws the grid and the curves; what it cannot draw is painted over it at the places that its axes give. Sizes in
 * nominal px.
 *
 * <p>XChart chooses its ticks itself: it draws a grid line at each of 1, 2, 3 … 9 of a logarithmic axis, labelled or
 * not, and shifts it to a whole pixel. So it is given our lines as series of two points. Their labels are written on
 * the sheet, because XChart sets {@code 1,000} higher than {@code 200}, takes a {@code $} for TeX, and does not say
 * where its labels are.
 */
final class Plot {
    /** Height of the x axis below the plot: its labels and its title. */
    static final int AXIS = 36;
    /** Between an axis and its labels. */
    static final double SPACE = 6;

    private static final double LABELS = 13;
    private static final double TITLE = 31;
    private static final double BETWEEN_LABELS = 8;
    private static final double SPACING = 70;
    private static final int MARKER = 10;
    /** XChart draws each piece of a curve for itself; round ends leave no gap where two of them meet. */
    private static final BasicStroke CURVE = new BasicStroke(3, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

    private final double left;
    private final double top;
    private final Axis x;
    private final Axis y;
    private final XYChart chart;

    /**
     * A plot still without curves. XChart counts in whole px, so it may be one px narrower or higher.
     *
     * @param y the axis at the left, or null where there are rows
     */
    Plot(double left, double top, double width, double height, Axis x, Axis y) {
        this.left = left;
        this.top = top;
        this.x = x;
        this.y = y;
        this.chart = new XYChart((int) width, (int) Math.ceil(height));
        look();
        axes(x.range(), y == null ? new Range(0, 1) : y.range());
    }

    /**
     * A plot of rows, from 0 to that value, without a y axis. Its axis is one px longer at each end, because XChart
     * cuts what lies half outside, as a grid line at 0 would.
     */
    static Plot rows(double left, double top, double width, double height, double most) {
        var whole = Math.max(1, (int) width); // labels may leave no room
        var edge = most / whole;
        var axis = Axis.linear(new Range(-edge, most + edge), whole, SPACING, false);
        return new Plot(left - 1, top, whole + 2, height, axis, null);
    }

    private void look() {
        var styler = chart.getStyler();
        styler.setChartBackgroundColor(Color.WHITE)
                .setPlotBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setLegendVisible(false)
                .setChartTitleVisible(false)
                .setChartPadding(0)
                .setPlotContentSize(1)
                .setMarkerSize(MARKER);
        styler.setPlotMargin(0)
                .setAxisTicksVisible(false)
                .setAxisTitlesVisible(false)
                .setPlotGridLinesVisible(false);
    }

    private void axes(Range xs, Range ys) {
        var styler = chart.getStyler();
        styler.setXAxisLogarithmic(x.log()).setYAxisLogarithmic(y != null && y.log());
        styler.setXAxisMin(xs.least()).setXAxisMax(xs.most());
        styler.setYAxisMin(ys.least()).setYAxisMax(ys.most());
        // XChart looks for ticks even if it shows none, and an axis shorter than the distance of two has no places;
        // where all labels are the same it does not look
        styler.setXAxisTickMarkSpacingHint(1)
                .setXAxisTickLabelsFormattingFunction(_ -> "")
                .setYAxisTickLabelsFormattingFunction(_ -> "");
        x.ticks().forEach(tick -> grid("x " + tick, tick, ys.least(), tick, ys.most()));
        if (y != null) {
            y.ticks().forEach(tick -> grid("y " + tick, xs.least(), tick, xs.most(), tick));
        }
    }

    private void grid(String name, double x1, double y1, double x2, double y2) {
        series("grid " + name, new double[] {x1, x2}, new double[] {y1, y2}, Look.GRID, Look.stroke(1))
                .setMarker(SeriesMarkers.NONE);
    }

    /** Adds a curve, over those that are there already. */
    void curve(String name, double[] xs, double[] ys, Color colour, Marker marker) {
        series("curve " + name, xs, ys, colour, CURVE).setMarker(marker);
    }

    private XYSeries series(String name, double[] xs, double[] ys, Color colour, BasicStroke stroke) {
        var series = chart.addSeries(name, xs, ys);
        series.setMarkerColor(colour).setLineColor(colour).setLineStyle(stroke);
        return series;
    }

    /** Draws the grid with its labels, the curves, and the title of the x axis below it. */
    void draw(Sheet sheet, String xTitle) {
        var graphics = sheet.graphics();
        graphics.translate(left, top);
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
        graphics.translate(-left, -top);
        var below = top + chart.getHeight();
        var free = Double.NEGATIVE_INFINITY;
        for (var tick : x.ticks()) {
            var label = x.label(tick);
            var half = Type.width(Look.SMALL, label) / 2;
            if (x(tick) - half > free) {
                sheet.text(label, Look.SMALL, Look.QUIET, x(tick), below + LABELS, 0.5);
                free = x(tick) + half + BETWEEN_LABELS;
            }
        }
        if (y != null) {
            y.ticks().forEach(tick -> sheet.text(y.label(tick), Look.SMALL, Look.QUIET, left - SPACE, y(tick), 1));
        }
        sheet.text(xTitle, Look.SMALL, Look.QUIET, left + chart.getWidth() / 2.0, below + TITLE, 0.5);
    }

    /** Draws the line at which rows begin. */
    void baseline(Sheet sheet) {
        sheet.graphics().setColor(Look.QUIET);
        sheet.graphics().setStroke(Look.stroke(1));
        sheet.graphics().draw(new Line2D.Double(x(0), top, x(0), top + chart.getHeight()));
    }

    /** Where on the sheet an x value is, once drawn. */
    double x(double value) {
        return left + chart.getScreenXFromChart(value);
    }

    /** Where on the sheet a y value is, once drawn. */
    double y(double value) {
        return top + chart.getScreenYFromChart(value);
    }
}
