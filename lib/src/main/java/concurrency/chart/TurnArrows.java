package concurrency.chart;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** Arrows from a thread's work down to the lanes of the workers it is for, unless they would hide the lanes. */
final class TurnArrows {
    /** Two arrows to one lane that are nearer than this, in nominal px, are drawn as one. */
    private static final double NEAR = 2;
    /** More arrows than this would hide the lanes. */
    private static final int CROWD = 100;

    private final List<Line2D> arrows = new ArrayList<>();

    /** Whether there are so many that none will be drawn. */
    boolean areTooMany() {
        return arrows.size() > CROWD;
    }

    /** Adds an arrow; those to one lane come one after the other, from left to right. */
    void add(double x, double from, double to) {
        var last = arrows.isEmpty() ? null : arrows.getLast();
        if (last == null || last.getY2() != to || x - last.getX2() >= NEAR) {
            arrows.add(new Line2D.Double(x, from, x, to));
        }
    }

    void draw(Graphics2D graphics) {
        if (areTooMany()) {
            return;
        }
        graphics.setColor(Look.INK);
        graphics.setStroke(Look.stroke(0.75));
        for (var arrow : arrows) {
            graphics.draw(arrow);
            var head = new Path2D.Double();
            head.moveTo(arrow.getX2() - 2.5, arrow.getY2() - 5);
            head.lineTo(arrow.getX2() + 2.5, arrow.getY2() - 5);
            head.lineTo(arrow.getX2(), arrow.getY2() + 0.5);
            head.closePath();
            graphics.fill(head);
        }
    }
}
