package concurrency.chart;

import concurrency.chart.Lifeline.Kind;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;

/** How the lifelines of a {@link SequenceDiagram} look: their names in boxes, their bars, their ends. */
final class LifelinePaint {
    /** Width of a bar. */
    static final double BAR = 9;
    /** Height of the box with a name. */
    static final double BOX = 22;

    private final Sheet sheet;
    private final Graphics2D graphics;
    private final Columns columns;

    LifelinePaint(Sheet sheet, Columns columns) {
        this.sheet = sheet;
        this.graphics = sheet.graphics();
        this.columns = columns;
    }

    private Color colour(Lifeline line) {
        return switch (line.kind()) {
            case SELECT -> Look.QUIET;
            case LOOP -> Look.INK;
            case TASK, COROUTINE -> Look.task(columns.colour(line));
        };
    }

    /** A thin dashed line for what is always there; a pale bar for a frame that lives. */
    void lifeline(Lifeline line, double from, double to) {
        var x = columns.x(line);
        if (line.kind() == Kind.SELECT || line.kind() == Kind.LOOP) {
            graphics.setColor(Look.tint(Look.QUIET, 0.6));
            graphics.setStroke(Look.stroke(1, 4, 3));
            graphics.draw(new Line2D.Double(x, from, x, to));
        } else {
            var bar = new Rectangle2D.Double(x - BAR / 2, from, BAR, Math.max(0, to - from));
            graphics.setColor(Look.tint(colour(line), 0.16));
            graphics.fill(bar);
            graphics.setColor(Look.tint(colour(line), 0.8));
            graphics.setStroke(Look.stroke(1, 3, 2));
            graphics.draw(bar);
        }
    }

    /** The solid part of a lifeline, while it has control. */
    void control(Lifeline line, double from, double to) {
        graphics.setColor(colour(line));
        graphics.fill(new Rectangle2D.Double(columns.x(line) - BAR / 2, from, BAR, to - from));
    }

    /** Writes a name into its box and returns the left edge of that. */
    double head(Lifeline line, double y) {
        var centred = line.kind() == Kind.SELECT || line.kind() == Kind.LOOP;
        var font = line.kind() == Kind.COROUTINE ? Look.SMALL : Look.SMALL_STRONG;
        var room = centred ? 90 : columns.room(line) - 12;
        var text = Type.width(font, line.fullName()) <= room
                ? line.fullName()
                : Type.fit(font, line.name(), Math.max(room, 60));
        var width = Type.width(font, text) + 12;
        var left = Math.min(
                centred ? columns.x(line) - width / 2 : columns.x(line) - BAR / 2 - 2,
                Look.WIDTH - Look.MARGIN - width);
        var box = new RoundRectangle2D.Double(left, y - BOX / 2, width, BOX, 5, 5);
        graphics.setColor(Look.tint(colour(line), centred ? 0.08 : 0.2));
        graphics.fill(box);
        graphics.setColor(colour(line));
        graphics.setStroke(Look.stroke(1.25));
        graphics.draw(box);
        sheet.text(text, font, Look.INK, left + 6, y, 0);
        return left;
    }

    /** How a task ended that ends there. */
    void end(Lifeline line, double y) {
        var x = columns.x(line);
        graphics.setColor(colour(line));
        graphics.setStroke(Look.stroke(2.5));
        graphics.draw(new Line2D.Double(x - BAR, y + 1, x + BAR, y + 1));
        OutcomeMark.sign(graphics, line.end(), x, y + 11);
    }
}
