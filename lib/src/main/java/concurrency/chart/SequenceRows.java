package concurrency.chart;

import concurrency.chart.Lifeline.Kind;
import concurrency.trace.EventKind;
import concurrency.trace.Outcome;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;
import java.util.stream.DoubleStream;

/** Where the arrows of a {@link SequenceDiagram} go, one a row, and the painting of all that is on it. */
final class SequenceRows {
    private static final double KEY = 30;
    private static final double HEADS = 34;
    private static final double TURN = 24;
    private static final double ROW = 32;
    private static final double BIRTH_ROW = 45;
    private static final double BELOW = 18;
    private static final double BAR = 9;
    private static final double BOX = 22;
    private static final double BADGE = 17;
    private static final double LABEL_ABOVE = 12;
    private static final double LABEL_ABOVE_BOX = 20;
    private static final double WIDEST_LABEL = 420;
    private static final double LOOP_WIDTH = 20;

    private final List<Arrow> arrows;
    private final Columns columns;
    private final double[] ys;
    private final double top;
    private final double bottom;
    private Sheet sheet;

    SequenceRows(List<Arrow> arrows, Columns columns) {
        this.arrows = arrows;
        this.columns = columns;
        this.ys = new double[arrows.size()];
        this.top = Look.MARGIN + Sheet.TITLE_LINE + KEY; // titles are one line: see draw
        var y = top + HEADS;
        for (var i = 0; i < ys.length; i++) {
            y += startsTurn(i) ? TURN : 0;
            ys[i] = y + (arrows.get(i).birth() ? BIRTH_ROW - BOX / 2 - 2 : ROW - 9);
            y += arrows.get(i).birth() ? BIRTH_ROW : ROW;
        }
        this.bottom = y + BELOW;
    }

    private boolean startsTurn(int i) {
        return arrows.get(i).turn() > 0 && (i == 0 || arrows.get(i).turn() != arrows.get(i - 1).turn());
    }

    Picture draw(String title, String sentence) {
        sheet = new Sheet(bottom + Look.MARGIN, sentence);
        sheet.title(Type.fit(Look.TITLE, title, Look.WIDTH - 2 * Look.MARGIN));
        key(top - KEY + 10);
        for (var i = 0; i < ys.length; i++) {
            if (startsTurn(i)) {
                turnLine(i);
            }
        }
        columns.shown().forEach(this::lifeline);
        controlBars();
        columns.shown().stream().filter(this::isThereFromTheStart).forEach(line -> head(line, top + HEADS / 2));
        for (var i = 0; i < ys.length; i++) {
            if (startsTurn(i)) {
                turnWords(i);
            }
            arrow(i);
        }
        for (var line : columns.shown()) {
            end(line);
        }
        return sheet.picture();
    }

    // ---- lifelines

    private int birth(Lifeline line) {
        for (var i = 0; i < arrows.size(); i++) {
            if (arrows.get(i).birth() && arrows.get(i).to() == line) {
                return i;
            }
        }
        return -1;
    }

    private boolean isThereFromTheStart(Lifeline line) {
        return birth(line) < 0;
    }

    private double startOf(Lifeline line) {
        return isThereFromTheStart(line) ? top + HEADS / 2 + BOX / 2 : ys[birth(line)] + BOX / 2;
    }

    private double endOf(Lifeline line) {
        for (var i = arrows.size() - 1; i >= 0; i--) {
            if (arrows.get(i).event() <= line.died()) {
                return i == arrows.size() - 1 && line.died() > arrows.get(i).event() ? bottom : ys[i];
            }
        }
        return bottom;
    }

    private Color colour(Lifeline line) {
        return switch (line.kind()) {
            case SELECT -> Look.QUIET;
            case LOOP -> Look.INK;
            case TASK, COROUTINE -> Look.task(columns.colour(line));
        };
    }

    /** A thin dashed line for what is always there; a pale bar for a frame that lives. */
    private void lifeline(Lifeline line) {
        var graphics = sheet.graphics();
        var x = columns.x(line);
        if (line.kind() == Kind.SELECT || line.kind() == Kind.LOOP) {
            graphics.setColor(Look.tint(Look.QUIET, 0.6));
            graphics.setStroke(Look.stroke(1, 4, 3));
            graphics.draw(new Line2D.Double(x, startOf(line), x, endOf(line)));
        } else {
            var bar = new Rectangle2D.Double(x - BAR / 2, startOf(line), BAR, Math.max(0, endOf(line) - startOf(line)));
            graphics.setColor(Look.tint(colour(line), 0.16));
            graphics.fill(bar);
            graphics.setColor(Look.tint(colour(line), 0.8));
            graphics.setStroke(Look.stroke(1, 3, 2));
            graphics.draw(bar);
        }
    }

    /** From each arrow to the next, one lifeline has control. */
    private void controlBars() {
        for (var i = 0; i < ys.length; i++) {
            if (controlBefore(i) != null && (i == 0 || arrows.get(i - 1).control() == null)) {
                controlBar(controlBefore(i), startsTurn(i) ? turnY(i) : ys[i] - ROW / 2, ys[i]);
            }
            var line = arrows.get(i).control();
            if (line != null) {
                controlBar(line, arrows.get(i).birth() && arrows.get(i).to() == line ? ys[i] + BOX / 2 : ys[i],
                        i + 1 < ys.length ? ys[i + 1] : bottom);
            }
        }
    }

    /** Who has control right above an arrow; null if nobody whose lifeline is drawn. */
    private Lifeline controlBefore(int i) {
        var before = i > 0 ? arrows.get(i - 1).control() : null;
        return before != null ? before : arrows.get(i).from();
    }

    private void controlBar(Lifeline line, double from, double to) {
        if (columns.shown().contains(line)) {
            sheet.graphics().setColor(colour(line));
            sheet.graphics().fill(new Rectangle2D.Double(columns.x(line) - BAR / 2, from, BAR, to - from));
        }
    }

    /** Writes a name into its box and returns the left edge of that. */
    private double head(Lifeline line, double y) {
        var graphics = sheet.graphics();
        var centred = line.kind() == Kind.SELECT || line.kind() == Kind.LOOP;
        var font = line.kind() == Kind.COROUTINE ? Look.SMALL : Look.SMALL_STRONG;
        var room = centred ? 90 : columns.room(line) - 12;
        var text = Type.width(font, line.fullName()) <= room ? line.fullName() : Type.fit(font, line.name(), Math.max(room, 60));
        var width = Type.width(font, text) + 12;
        var left = Math.min(centred ? columns.x(line) - width / 2 : columns.x(line) - BAR / 2 - 2, Look.WIDTH - Look.MARGIN - width);
        var box = new RoundRectangle2D.Double(left, y - BOX / 2, width, BOX, 5, 5);
        graphics.setColor(Look.tint(colour(line), centred ? 0.08 : 0.2));
        graphics.fill(box);
        graphics.setColor(colour(line));
        graphics.setStroke(Look.stroke(1.25));
        graphics.draw(box);
        sheet.text(text, font, Look.INK, left + 6, y, 0);
        return left;
    }

    /** How a task ended that ends here. */
    private void end(Lifeline line) {
        if (line.kind() == Kind.TASK && line.end() != null && line.died() <= arrows.getLast().event()) {
            var graphics = sheet.graphics();
            var x = columns.x(line);
            var y = endOf(line);
            graphics.setColor(colour(line));
            graphics.setStroke(Look.stroke(2.5));
            graphics.draw(new Line2D.Double(x - BAR, y + 1, x + BAR, y + 1));
            if (line.end() != EventKind.DONE) {
                OutcomeMark.sign(graphics, line.end() == EventKind.FAILED ? Outcome.FAILED : Outcome.CANCELLED, x, y + 11);
            }
        }
    }

    // ---- turns and arrows

    private double turnY(int i) {
        return (i == 0 ? top + HEADS : ys[i - 1] + 9) + TURN / 2;
    }

    private void turnLine(int i) {
        var y = turnY(i);
        sheet.graphics().setColor(Look.GRID);
        sheet.graphics().setStroke(Look.stroke(1.5));
        sheet.graphics().draw(new Line2D.Double(Look.MARGIN, y, Look.WIDTH - Look.MARGIN, y));
    }

    private void turnWords(int i) {
        var y = turnY(i);
        sheet.textOnWhite("turn " + arrows.get(i).turn(), Look.SMALL, Look.QUIET, Look.MARGIN, y, 0);
        sheet.textOnWhite(Numbers.clock(arrows.get(i).clock()), Look.SMALL, Look.QUIET, Look.WIDTH - Look.MARGIN, y, 1);
    }

    private void arrow(int i) {
        var arrow = arrows.get(i);
        var y = ys[i];
        var to = arrow.birth() ? head(arrow.to(), y) : columns.x(arrow.to());
        var from = arrow.from() == null ? Look.MARGIN + 4.0 : columns.x(arrow.from());
        if (arrow.toItself()) {
            self(from, y);
            label(i, from + BAR / 2 + LOOP_WIDTH + 8, from, from, y - 4);
            return;
        }
        var right = to > from;
        var near = arrow.birth() ? 0 : right ? -BAR / 2 : BAR / 2;
        var start = from + (arrow.from() == null ? 0 : right ? BAR / 2 : -BAR / 2);
        var end = to + near;
        line(start, end, y, arrow.back());
        if (arrow.from() == null) {
            sheet.graphics().fill(new Ellipse2D.Double(start - 4, y - 4, 8, 8));
        }
        label(i, Math.min(start, end) + (right ? 4 : 11), from, to, y - (arrow.birth() ? LABEL_ABOVE_BOX : LABEL_ABOVE));
    }

    private void line(double start, double end, double y, boolean back) {
        var graphics = sheet.graphics();
        var sign = end > start ? 1 : -1;
        graphics.setColor(Look.INK);
        graphics.setStroke(back ? Look.stroke(1.4, 5, 3) : Look.stroke(1.4));
        graphics.draw(new Line2D.Double(start, y, end - (back ? 0 : 6 * sign), y));
        tip(end, y, sign, back);
    }

    /** Filled for a call, open for a way back: a difference that survives a grey print. */
    private void tip(double x, double y, int sign, boolean open) {
        var graphics = sheet.graphics();
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

    private void self(double x, double y) {
        var graphics = sheet.graphics();
        var path = new Path2D.Double();
        var right = x + BAR / 2 + LOOP_WIDTH;
        path.moveTo(x + BAR / 2, y - 8);
        path.lineTo(right, y - 8);
        path.lineTo(right, y + 1);
        path.lineTo(x + BAR / 2 + 6, y + 1);
        graphics.setColor(Look.INK);
        graphics.setStroke(Look.stroke(1.4));
        graphics.draw(path);
        tip(x + BAR / 2, y + 1, -1, false);
    }

    /**
     * Puts the label down where it hides no part of the bar that has control: from {@code left} on, or to the right of the
     * arrow's {@code tail}, or to its left, or to the right of its {@code head}.
     */
    private void label(int i, double left, double tail, double head, double y) {
        var text = Type.fit(Look.SMALL, arrows.get(i).label(), WIDEST_LABEL);
        var width = BADGE + 4 + Type.width(Look.SMALL, text);
        var start = DoubleStream.of(left, tail + BAR / 2 + 6, tail - BAR / 2 - 7 - width, head + BAR / 2 + 6)
                .filter(x -> x >= Look.MARGIN && x + width <= Look.WIDTH - Look.MARGIN && !hidesControl(i, x, x + width))
                .findFirst().orElse(Math.clamp(left, Look.MARGIN, Math.max(Look.MARGIN, Look.WIDTH - Look.MARGIN - width)));
        var graphics = sheet.graphics();
        graphics.setColor(Color.WHITE);
        graphics.fill(new Rectangle2D.Double(start - 2, y - 8.5, width + 5, 15.5));
        graphics.setColor(Look.INK);
        graphics.fill(new Ellipse2D.Double(start, y - BADGE / 2, BADGE, BADGE));
        sheet.text(String.valueOf(i + 1), Look.TINY_STRONG, Color.WHITE, start + BADGE / 2, y, 0.5);
        sheet.text(text, Look.SMALL, Look.INK, start + BADGE + 4, y, 0);
    }

    private boolean hidesControl(int i, double left, double right) {
        var line = controlBefore(i);
        return columns.shown().contains(line) && left < columns.x(line) + BAR / 2 && right > columns.x(line) - BAR / 2 - 3;
    }

    // ---- the key

    private void key(double y) {
        var x = Look.MARGIN + 0.0;
        line(x, x + 30, y, false);
        x = sheet.text("calls, resumes", Look.SMALL, Look.QUIET, x + 37, y, 0) + 20;
        line(x + 30, x, y, true);
        x = sheet.text("control goes back", Look.SMALL, Look.QUIET, x + 37, y, 0) + 20;
        var graphics = sheet.graphics();
        graphics.setColor(Look.INK);
        graphics.fill(new Rectangle2D.Double(x, y - 8, BAR, 16));
        x = sheet.text("has control", Look.SMALL, Look.QUIET, x + BAR + 7, y, 0) + 20;
        graphics.setColor(Look.tint(Look.INK, 0.12));
        graphics.fill(new Rectangle2D.Double(x, y - 8, BAR, 16));
        graphics.setColor(Look.tint(Look.INK, 0.7));
        graphics.setStroke(Look.stroke(1, 3, 2));
        graphics.draw(new Rectangle2D.Double(x, y - 8, BAR, 16));
        sheet.text("suspended, or waits for the one that it called", Look.SMALL, Look.QUIET, x + BAR + 7, y, 0);
    }
}
