package concurrency.chart;

import concurrency.chart.Lifeline.Kind;
import concurrency.trace.Moment;
import java.awt.geom.Line2D;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Where the arrows of a {@link SequenceDiagram} go, one a row, and from where to where each lifeline and each control
 * goes.
 */
final class SequenceRows {
    private static final double KEY = 30;
    private static final double HEADS = 34;
    private static final double TURN = 24;
    private static final double ROW = 32;
    private static final double BIRTH_ROW = 45;
    private static final double BELOW = 18;
    private static final double BAR = LifelinePaint.BAR;
    private static final double BOX = LifelinePaint.BOX;
    private static final double LABEL_ABOVE = 12;
    private static final double LABEL_ABOVE_BOX = 20;

    private final List<Arrow> arrows;
    private final Columns columns;
    private final double[] ys;
    private final double top;
    private final double bottom;
    private Sheet sheet;
    private ArrowPaint paint;
    private LifelinePaint lifelines;

    SequenceRows(List<Arrow> arrows, Columns columns) {
        this.arrows = arrows;
        this.columns = columns;
        this.ys = new double[arrows.size()];
        this.top = Look.MARGIN + Sheet.titleHeight("") + KEY; // titles are one line: see draw
        var y = top + HEADS;
        for (var i = 0; i < ys.length; i++) {
            y += startsTurn(i) ? TURN : 0;
            ys[i] = y + (arrows.get(i).birth() ? BIRTH_ROW - BOX / 2 - 2 : ROW - 9);
            y += arrows.get(i).birth() ? BIRTH_ROW : ROW;
        }
        this.bottom = y + BELOW;
    }

    private boolean startsTurn(int i) {
        return arrows.get(i).turn() > 0
                && (i == 0 || arrows.get(i).turn() != arrows.get(i - 1).turn());
    }

    Picture draw(String title, String sentence) {
        sheet = new Sheet(bottom + Look.MARGIN, sentence);
        paint = new ArrowPaint(sheet);
        lifelines = new LifelinePaint(sheet, columns);
        sheet.title(Type.fit(Look.TITLE, title, Look.WIDTH - 2 * Look.MARGIN));
        paint.key().draw(sheet, top - KEY - 2);
        for (var i = 0; i < ys.length; i++) {
            if (startsTurn(i)) {
                turnLine(i);
            }
        }
        columns.shown().forEach(line -> lifelines.lifeline(line, startOf(line), endOf(line)));
        controlBars();
        columns.shown().stream()
                .filter(this::isThereFromTheStart)
                .forEach(line -> lifelines.head(line, top + HEADS / 2));
        for (var i = 0; i < ys.length; i++) {
            if (startsTurn(i)) {
                turnWords(i);
            }
            arrow(i);
        }
        columns.shown().stream()
                .filter(line -> line.kind() == Kind.TASK
                        && line.end() != null
                        && line.died() <= arrows.getLast().event())
                .forEach(line -> lifelines.end(line, endOf(line)));
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

    /** From each arrow to the next, one lifeline has control. */
    private void controlBars() {
        for (var i = 0; i < ys.length; i++) {
            if (controlBefore(i) != null && (i == 0 || arrows.get(i - 1).control() == null)) {
                controlBar(controlBefore(i), startsTurn(i) ? turnY(i) : ys[i] - ROW / 2, ys[i]);
            }
            var line = arrows.get(i).control();
            if (line != null) {
                controlBar(
                        line,
                        arrows.get(i).birth() && arrows.get(i).to() == line ? ys[i] + BOX / 2 : ys[i],
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
            lifelines.control(line, from, to);
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
        sheet.textOnWhite(
                Moment.seconds(arrows.get(i).clock()), Look.SMALL, Look.QUIET, Look.WIDTH - Look.MARGIN, y, 1);
    }

    private void arrow(int i) {
        var arrow = arrows.get(i);
        var y = ys[i];
        var to = arrow.birth() ? lifelines.head(arrow.to(), y) : columns.x(arrow.to());
        var from = arrow.from() == null ? Look.MARGIN + 4.0 : columns.x(arrow.from());
        if (arrow.toItself()) {
            paint.self(from + BAR / 2, y);
            label(i, from + BAR / 2 + ArrowPaint.SELF + 8, from, from, y - 4);
            return;
        }
        var right = to > from;
        var near = arrow.birth() ? 0 : right ? -BAR / 2 : BAR / 2;
        var start = from + (arrow.from() == null ? 0 : right ? BAR / 2 : -BAR / 2);
        var end = to + near;
        paint.line(start, end, y, arrow.back());
        if (arrow.from() == null) {
            paint.origin(start, y);
        }
        label(
                i,
                Math.min(start, end) + (right ? 4 : 11),
                from,
                to,
                y - (arrow.birth() ? LABEL_ABOVE_BOX : LABEL_ABOVE));
    }

    /**
     * Puts the label down where it hides no part of the bar that has control: from {@code left} on, or to the right of
     * the arrow's {@code tail}, or to its left, or to the right of its {@code head}.
     */
    private void label(int i, double left, double tail, double head, double y) {
        var text = ArrowPaint.fit(arrows.get(i).label());
        var width = ArrowPaint.width(text);
        var start = DoubleStream.of(left, tail + BAR / 2 + 6, tail - BAR / 2 - 7 - width, head + BAR / 2 + 6)
                .filter(x ->
                        x >= Look.MARGIN && x + width <= Look.WIDTH - Look.MARGIN && !hidesControl(i, x, x + width))
                .findFirst()
                .orElse(Math.clamp(left, Look.MARGIN, Math.max(Look.MARGIN, Look.WIDTH - Look.MARGIN - width)));
        paint.label(i + 1, text, start, y);
    }

    private boolean hidesControl(int i, double left, double right) {
        var line = controlBefore(i);
        return columns.shown().contains(line)
                && left < columns.x(line) + BAR / 2
                && right > columns.x(line) - BAR / 2 - 3;
    }
}
