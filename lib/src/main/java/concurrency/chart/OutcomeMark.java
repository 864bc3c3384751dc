package concurrency.chart;

import concurrency.trace.Outcome;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;

/** What is drawn over a span that did not end as it should: a red frame and a cross, or a dashed frame and a stroke. */
final class OutcomeMark {
    /** Width of a cross or stroke in nominal px. */
    static final double SIZE = 9;

    private OutcomeMark() {}

    /** The frame around a span; nothing for one that ended well. */
    static void frame(Graphics2D graphics, Outcome outcome, double left, double top, double width, double height) {
        if (outcome == Outcome.OK) {
            return;
        }
        pen(graphics, outcome);
        graphics.draw(new Rectangle2D.Double(left, top, Math.max(width, 1), height));
    }

    /**
     * Has what is drawn next be drawn as the frame of what failed, red and solid, or was cancelled, black and dashed.
     */
    static void pen(Graphics2D graphics, Outcome outcome) {
        var failed = outcome == Outcome.FAILED;
        graphics.setColor(failed ? Look.FAILURE : Look.INK);
        graphics.setStroke(failed ? Look.stroke(2) : Look.stroke(1.5, 3, 2));
    }

    /** The sign in the middle of a span, with white around it so that it is seen on any texture. */
    static void sign(Graphics2D graphics, Outcome outcome, double x, double y) {
        if (outcome == Outcome.OK) {
            return;
        }
        var half = SIZE / 2;
        var rising = new Line2D.Double(x - half, y + half, x + half, y - half);
        var falling = new Line2D.Double(x - half, y - half, x + half, y + half);
        for (var white : new boolean[] {true, false}) {
            graphics.setColor(white ? Color.WHITE : outcome == Outcome.FAILED ? Look.FAILURE : Look.INK);
            graphics.setStroke(Look.stroke(white ? 6 : 2.5));
            graphics.draw(rising);
            if (outcome == Outcome.FAILED) {
                graphics.draw(falling);
            }
        }
    }
}
