package concurrency.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** How the arrows of a {@link SequenceDiagram} look, their numbers and labels, and the key that explains them. */
final class ArrowPaint {
    /** Width of what an arrow to itself takes beside its lifeline. */
    static final double SELF = 20;

    private static final double BADGE = 17;
    private static final double WIDEST_LABEL = 420;

    private final Sheet sheet;
    private final Graphics2D graphics;

    ArrowPaint(Sheet sheet) {
        this.sheet = sheet;
        this.graphics = sheet.graphics();
    }

    /** An arrow from left to right or from right to left. */
    void line(double start, double end, double y, boolean back) {
        var sign = end > start ? 1 : -1;
        graphics.setColor(Look.INK);
        graphics.setStroke(back ? Look.stroke(1.4, 5, 3) : Look.stroke(1.4));
        graphics.draw(new Line2D.Double(start, y, end - (back ? 0 : 6 * sign), y));
        tip(end, y, sign, back);
    }

    /** Filled for a call, open for a way back: a difference that survives a grey print. */
    private void tip(double x, double y, int sign, boolean open) {
        var tip = new Path2D.Double();
        tip.moveTo(x - 8 * sign, y - 4.5);
        tip.lineTo(x, y);
        tip.lineTo(x - 8 * sign, y + 4.5);
        graphics.setColor(Look.INK);
        if (open) {
            graphics.setStroke(new BasicStroke(1.4f));
            graphics.draw(tip);
        } else {
            tip.closePath();
            graphics.fill(tip);
        }
    }

    /** A dot where an arrow begins that comes from nowhere. */
    void origin(double x, double y) {
        graphics.setColor(Look.INK);
        graphics.fill(new Ellipse2D.Double(x - 4, y - 4, 8, 8));
    }

    /** An arrow that leaves the right edge of a bar at {@code x} and comes back to it. */
    void self(double x, double y) {
        var path = new Path2D.Double();
        var right = x + SELF;
        path.moveTo(x, y - 8);
        path.lineTo(right, y - 8);
        path.lineTo(right, y + 1);
        path.lineTo(x + 6, y + 1);
        graphics.setColor(Look.INK);
        graphics.setStroke(Look.stroke(1.4));
        graphics.draw(path);
        tip(x, y + 1, -1, false);
    }

    /** A label that is not too long. */
    static String fit(String label) {
        return Type.fit(Look.SMALL, label, WIDEST_LABEL);
    }

    /** The width of a number with that label. */
    static double width(String label) {
        return BADGE + 4 + Type.width(Look.SMALL, label);
    }

    /** A number in a dot, and the label beside it, from {@code left} on and with its middle at {@code y}. */
    void label(int number, String label, double left, double y) {
        graphics.setColor(Color.WHITE);
        graphics.fill(new Rectangle2D.Double(left - 2, y - 8.5, width(label) + 5, 15.5));
        graphics.setColor(Look.INK);
        graphics.fill(new Ellipse2D.Double(left, y - BADGE / 2, BADGE, BADGE));
        sheet.text(String.valueOf(number), Look.TINY_STRONG, Color.WHITE, left + BADGE / 2, y, 0.5);
        sheet.text(label, Look.SMALL, Look.INK, left + BADGE + 4, y, 0);
    }

    /** What the arrows and bars mean. */
    Legend key() {
        return new Legend(Look.SMALL)
                .add("calls, resumes", 30, (_, left, y) -> line(left, left + 30, y, false))
                .add("control goes back", 30, (_, left, y) -> line(left + 30, left, y, true))
                .add("has control", LifelinePaint.BAR, (_, left, y) -> {
                    graphics.setColor(Look.INK);
                    graphics.fill(new Rectangle2D.Double(left, y - 8, LifelinePaint.BAR, 16));
                })
                .add("suspended, or waits for the one that it called", LifelinePaint.BAR, (_, left, y) -> {
                    var bar = new Rectangle2D.Double(left, y - 8, LifelinePaint.BAR, 16);
                    graphics.setColor(Look.tint(Look.INK, 0.12));
                    graphics.fill(bar);
                    graphics.setColor(Look.tint(Look.INK, 0.7));
                    graphics.setStroke(Look.stroke(1, 3, 2));
                    graphics.draw(bar);
                });
    }
}
