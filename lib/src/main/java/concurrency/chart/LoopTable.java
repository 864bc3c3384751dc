package concurrency.chart;

import concurrency.trace.Moment;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** Where the rows of a {@link LoopChart} and their tokens go, and the painting of them. */
final class LoopTable {
    private static final String[] NAMES = {"turn", "woke", "ran, in order", "READY", "WAITING"};
    private static final double KEY = 34;
    private static final double HEADER = 30;
    private static final double LINE = 26;
    private static final double PADDING = 5;
    private static final double MORE = 26;
    /** Between two columns. */
    private static final double SPACE = 16;

    private final List<LoopRow> rows;
    private final List<List<List<Placed>>> cells = new ArrayList<>(); // of each row, of each column, its tokens
    private final double[] lefts = new double[NAMES.length + 1]; // of each column, and of what would be the next
    private final int more;
    private Sheet sheet;

    LoopTable(List<LoopRow> rows, int more) {
        this.rows = rows;
        this.more = more;
        setColumns();
        for (var row : rows) {
            cells.add(List.of(
                    Placed.flow(row.woke(), room(1)),
                    Placed.flow(row.ran(), room(2)),
                    Placed.flow(row.ready(), room(3)),
                    Placed.waiting(row.waiting(), room(4))));
        }
    }

    /**
     * As wide as each needs to be; where that is too much, the widest give way; what is left over goes to the last
     * three, most to the last.
     */
    private void setColumns() {
        var widths = new double[NAMES.length];
        for (var i = 0; i < NAMES.length; i++) {
            widths[i] = Type.width(Look.STRONG, NAMES[i]);
        }
        for (var row : rows) {
            widths[0] = Math.max(
                    widths[0],
                    Type.width(Look.STRONG, row.turn() + " ")
                            + Type.width(Look.SMALL, Moment.seconds(row.clock()))
                            + 4);
            widths[1] = Math.max(widths[1], widest(row.woke()));
            widths[2] = Math.max(widths[2], widest(row.ran()));
            widths[3] = Math.max(widths[3], widest(row.ready()));
            widths[4] = Math.max(
                    widths[4],
                    row.waiting().stream()
                            .mapToDouble(Placed::widthOfWaiting)
                            .max()
                            .orElse(0));
        }
        var all = Look.WIDTH - 2 * Look.MARGIN - (NAMES.length - 1) * SPACE - SPACE / 2;
        var most = all;
        while (sum(widths, most) > all) {
            most--;
        }
        var left = (double) Look.MARGIN;
        var over = Math.max(0, all - sum(widths, most)) / 4;
        for (var i = 0; i < NAMES.length; i++) {
            lefts[i] = left;
            left += Math.min(widths[i], most) + (i >= 2 ? over : 0) + SPACE;
        }
        lefts[NAMES.length] = Look.WIDTH - Look.MARGIN + SPACE / 2;
    }

    private static double widest(List<Token> tokens) {
        return tokens.stream()
                .mapToDouble(token -> token.width(Look.WIDTH))
                .max()
                .orElse(0);
    }

    private static double sum(double[] widths, double most) {
        return DoubleStream.of(widths).map(width -> Math.min(width, most)).sum();
    }

    private double room(int column) {
        return lefts[column + 1] - SPACE - lefts[column];
    }

    Picture draw(String title, String sentence) {
        var top = Look.MARGIN + Sheet.titleHeight(title) + KEY;
        var bottom =
                top + HEADER + cells.stream().mapToDouble(LoopTable::height).sum();
        sheet = new Sheet(bottom + (more > 0 ? MORE : 0) + Look.MARGIN, sentence);
        panel(3, top, bottom);
        panel(4, top, bottom);
        sheet.title(title);
        key().draw(sheet, top - KEY + 2);
        for (var column = 0; column < NAMES.length; column++) {
            sheet.text(NAMES[column], Look.STRONG, Look.INK, lefts[column], top + HEADER / 2, 0);
        }
        var y = top + HEADER;
        for (var i = 0; i < rows.size(); i++) {
            row(i, y);
            y += height(cells.get(i));
        }
        if (more > 0) {
            sheet.text(
                    "+ " + Numbers.count(more, "more turn"),
                    Look.TEXT,
                    Look.INK,
                    Look.MARGIN,
                    bottom + MORE / 2 + 4,
                    0);
        }
        return sheet.picture();
    }

    private static double height(List<List<Placed>> cells) {
        var lines = cells.stream()
                        .flatMap(List::stream)
                        .mapToInt(Placed::line)
                        .max()
                        .orElse(0)
                + 1;
        return lines * LINE + 2 * PADDING;
    }

    /** The ground of one of the loop's two lists. */
    private void panel(int column, double top, double bottom) {
        sheet.graphics().setColor(new Color(0xF4F4F4));
        var left = lefts[column] - SPACE / 2 + 1;
        sheet.graphics()
                .fill(new Rectangle2D.Double(left, top, lefts[column + 1] - SPACE / 2 - 1 - left, bottom - top));
    }

    private void row(int i, double top) {
        var graphics = sheet.graphics();
        graphics.setColor(Look.GRID);
        graphics.setStroke(Look.stroke(1.5));
        graphics.draw(new Line2D.Double(Look.MARGIN, top, Look.WIDTH - Look.MARGIN, top));
        var row = rows.get(i);
        var y = top + PADDING + LINE / 2;
        if (row.turn() == 0) {
            sheet.text("before", Look.SMALL, Look.QUIET, lefts[0], y, 0);
        } else {
            var end = sheet.text(String.valueOf(row.turn()), Look.STRONG, Look.INK, lefts[0], y, 0);
            sheet.text(
                    Type.fit(Look.SMALL, Moment.seconds(row.clock()), lefts[1] - end - 10),
                    Look.SMALL,
                    Look.QUIET,
                    end + 6,
                    y,
                    0);
        }
        for (var column = 0; column < 4; column++) {
            for (var placed : cells.get(i).get(column)) {
                draw(placed, lefts[column + 1] + placed.x(), y + placed.line() * LINE);
            }
        }
    }

    private void draw(Placed placed, double x, double y) {
        if (placed.token() != null) {
            placed.token().draw(sheet, x, y, placed.room());
        } else if (!placed.text().isEmpty()) {
            sheet.text(Type.fit(Look.SMALL, placed.text(), placed.room()), Look.SMALL, Look.QUIET, x, y, 0);
        }
    }

    private static Legend key() {
        var key = new Legend(Look.SMALL);
        token(key, Token.task("a task", 0).moved(true), "came into this list in this turn");
        token(key, Token.task("a task", 0), "was there before");
        token(key, Token.callback("a callback"), "that is no task's");
        return key;
    }

    private static void token(Legend key, Token token, String meaning) {
        var width = token.width(Look.WIDTH);
        key.add(meaning, width, (sheet, left, y) -> token.draw(sheet, left, y, width));
    }
}
