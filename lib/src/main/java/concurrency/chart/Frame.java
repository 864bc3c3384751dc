package concurrency.chart;

import java.awt.Color;
import java.awt.geom.Line2D;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.AxesChartStyler;

/**
 * A plot of XChart in the course's look, at a place on a sheet: white, a pale grid, no box, no legend. What XChart
 * cannot draw is painted over it at the places that its own axes give.
 */
final class Frame {
    /** Room around the plot in which XChart may centre the labels of the outermost ticks. */
    private static final int PADDING = 28;
    /** Height of the x axis below the plot: ticks, their labels, the title. */
    static final int AXIS = 36;

    private final XYChart chart;
    private double dx;
    private double dy;

    /** A plot with that height in nominal px, with its axis below it; {@code width} includes the labels of a y axis. */
    Frame(double width, double height, String xTitle) {
        chart = new XYChart((int) width + 2 * PADDING, (int) height + AXIS + 2 * PADDING);
        chart.setXAxisTitle(xTitle);
        var styler = chart.getStyler();
        styler.setLocale(Locale.ROOT)
                .setChartFontColor(Look.QUIET)
                .setChartBackgroundColor(Color.WHITE)
                .setPlotBackgroundColor(Color.WHITE)
                .setPlotBorderVisible(false)
                .setLegendVisible(false)
                .setChartTitleVisible(false)
                .setChartPadding(PADDING)
                .setPlotContentSize(1)
                .setMarkerSize(10);
        styler.setPlotGridLinesColor(Look.GRID)
                .setPlotGridLinesStroke(Look.stroke(1))
                .setPlotMargin(0)
                .setAxisTickLabelsFont(Look.SMALL)
                .setAxisTickLabelsColor(Look.QUIET)
                .setAxisTitleFont(Look.SMALL)
                .setAxisTicksLineVisible(false)
                .setAxisTicksMarksVisible(false)
                .setAxisTickPadding(6)
                .setAxisTickMarkLength(0)
                .setAxisTitlePadding(8)
                .setXAxisTickMarkSpacingHint(90)
                .setXAxisTickLabelsFormattingFunction(Numbers::brief)
                .setYAxisTickLabelsFormattingFunction(Numbers::brief);
    }

    XYChart chart() {
        return chart;
    }

    AxesChartStyler styler() {
        return chart.getStyler();
    }

    /**
     * A plot of rows from top to bottom, which has no y axis: what is in the rows is painted in nominal px. The x axis
     * begins a hair before 0, because XChart leaves out the label of a tick that lies on the edge.
     */
    Frame rows(double height, double xMax) {
        styler().setXAxisMin(-xMax / 500)
                .setXAxisMax(xMax * 1.002)
                .setYAxisMin(0.0)
                .setYAxisMax(height)
                .setYAxisTicksVisible(false)
                .setPlotGridHorizontalLinesVisible(false);
        return this;
    }

    /** Has XChart draw, the plot's area beginning at that place of the sheet. */
    void paint(Sheet sheet, double left, double top) {
        dx = left - PADDING;
        dy = top - PADDING;
        var graphics = sheet.graphics();
        graphics.translate(dx, dy);
        graphics.setColor(Look.INK);
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
        graphics.translate(-dx, -dy);
    }

    /** Draws the line at which rows begin. */
    void baseline(Sheet sheet, double top, double bottom) {
        sheet.graphics().setColor(Look.QUIET);
        sheet.graphics().setStroke(Look.stroke(1));
        sheet.graphics().draw(new Line2D.Double(x(0), top, x(0), bottom));
    }

    /** Where on the sheet an x value is, once painted. */
    double x(double value) {
        return dx + chart.getScreenXFromChart(value);
    }

    /** Where on the sheet a y value is, once painted. */
    double y(double value) {
        return dy + chart.getScreenYFromChart(value);
    }
}
