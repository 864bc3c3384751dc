package concurrency.chart;

import java.awt.geom.Line2D;

/**
 * A plot in the course's look at a place on a sheet: white, a pale grid, no box. What it shows is painted over it at
 * the places that its axes give. Sizes in nominal px.
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

    private final double left;
    private final double top;
    private final double width;
    private final double height;
    private final Axis x;
    private final Axis y;

    /** @param y the axis at the left, or null where there are rows */
    Plot(double left, double top, double width, double height, Axis x, Axis y) {
        this.left = left;
        this.top = top;
        this.width = width;
        this.height = height;
        this.x = x;
        this.y = y;
    }

    /** A plot of rows, from 0 to that value, without a y axis. */
    static Plot rows(double left, double top, double width, double height, double most) {
        return new Plot(left, top, width, height, Axis.linear(new Range(0, most), width, SPACING, false), null);
    }

    /** Draws the grid with its labels, and the title of the x axis below it. */
    void grid(Sheet sheet, String xTitle) {
        var graphics = sheet.graphics();
        var free = Double.NEGATIVE_INFINITY;
        for (var tick : x.ticks()) {
            graphics.setColor(Look.GRID);
            graphics.setStroke(Look.stroke(1));
            graphics.draw(new Line2D.Double(x(tick), top, x(tick), top + height));
            var label = x.label(tick);
            var half = Type.width(Look.SMALL, label) / 2;
            if (x(tick) - half > free) {
                sheet.text(label, Look.SMALL, Look.QUIET, x(tick), top + height + LABELS, 0.5);
                free = x(tick) + half + BETWEEN_LABELS;
            }
        }
        if (y != null) {
            for (var tick : y.ticks()) {
                graphics.setColor(Look.GRID);
                graphics.setStroke(Look.stroke(1));
                graphics.draw(new Line2D.Double(left, y(tick), left + width, y(tick)));
                sheet.text(y.label(tick), Look.SMALL, Look.QUIET, left - SPACE, y(tick), 1);
            }
        }
        sheet.text(xTitle, Look.SMALL, Look.QUIET, left + width / 2, top + height + TITLE, 0.5);
    }

    /** Draws the line at which rows begin. */
    void baseline(Sheet sheet) {
        sheet.graphics().setColor(Look.QUIET);
        sheet.graphics().setStroke(Look.stroke(1));
        sheet.graphics().draw(new Line2D.Double(x(0), top, x(0), top + height));
    }

    /** Where on the sheet an x value is. */
    double x(double value) {
        return left + x.share(value) * width;
    }

    /** Where on the sheet a y value is. */
    double y(double value) {
        return top + (1 - y.share(value)) * height;
    }
}
