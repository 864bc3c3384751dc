package concurrency.chart;

import concurrency.trace.Outcome;
import java.awt.Color;
import java.awt.geom.RoundRectangle2D;

/**
 * A task or a callback in one of the lists of a {@link LoopChart}: a box with its name, round for a task, which also
 * has its colour, and square for a callback that is no task's.
 *
 * @param name what it is called
 * @param colour number of the task's colour; -1 for a callback
 * @param moved whether it came into its list in this row
 * @param reason what it waits for; may be empty
 * @param outcome how it ended; null if it did not
 */
record Token(String name, int colour, boolean moved, String reason, Outcome outcome) {
    static final double HEIGHT = 21;
    private static final double PADDING = 6;

    static Token task(String name, int colour) {
        return new Token(name, Math.max(0, colour), false, "", null);
    }

    static Token callback(String name) {
        return new Token(name, -1, false, "", null);
    }

    Token moved(boolean has) {
        return new Token(name, colour, has, reason, outcome);
    }

    Token reason(String why) {
        return new Token(name, colour, moved, why, outcome);
    }

    Token outcome(Outcome how) {
        return new Token(name, colour, moved, reason, how);
    }

    /** The name, with how it ended. */
    private String text() {
        return outcome == null
                ? name
                : name
                        + switch (outcome) {
                            case OK -> ": done";
                            case FAILED -> ": failed";
                            case CANCELLED -> ": cancelled";
                        };
    }

    /** In a sentence: {@code main for gather of 2}. */
    String said() {
        return reason.isEmpty() ? text() : text() + " for " + reason;
    }

    double width(double room) {
        return 2 * PADDING + Type.width(Look.SMALL, Type.fit(Look.SMALL, text(), room - 2 * PADDING));
    }

    /** Draws it with its left edge there and its middle at {@code y}, at most so wide. */
    void draw(Sheet sheet, double left, double y, double room) {
        var graphics = sheet.graphics();
        var own = colour < 0 ? Look.QUIET : Look.task(colour);
        var corner = colour < 0 ? 0 : 12;
        var box = new RoundRectangle2D.Double(left + 1, y - HEIGHT / 2, width(room) - 2, HEIGHT, corner, corner);
        graphics.setColor(colour < 0 ? Color.WHITE : Look.tint(own, 0.26));
        graphics.fill(box);
        if (outcome == Outcome.FAILED || outcome == Outcome.CANCELLED) {
            OutcomeMark.pen(graphics, outcome);
            graphics.draw(box);
        } else if (moved || colour < 0) {
            graphics.setColor(moved ? Look.INK : Look.tint(Look.QUIET, 0.5));
            graphics.setStroke(Look.stroke(moved ? 1.8 : 1));
            graphics.draw(box);
        }
        sheet.text(
                Type.fit(Look.SMALL, text(), room - 2 * PADDING),
                Look.SMALL,
                colour < 0 ? Look.QUIET : Look.INK,
                left + PADDING,
                y,
                0);
    }
}
