package concurrency.chart;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * Where the bars of a {@link BarChart} go, and what is painted around them.
 *
 * <p>A row is, from top to bottom: the ideal's label, the bar, the guess; so that no value can push one text into
 * another.
 */
final class BarRows {
    private static final double BAR = 34;
    private static final double EDGE = 2;
    private static final double IDEAL = 24;
    private static final double GUESS = 26;
    private static final double GAP = 20;
    private static final double LINE = 19;
    private static final double WIDEST_LABEL = 230;
    private static final double SPACE = 10;

    private final List<Bar> bars;
    private final Unit unit;
    private final double left;
    private final double xMax;
    private final double width;

    BarRows(List<Bar> bars, Unit unit) {
        this.bars = bars;
        this.unit = unit;
        this.left = Look.MARGIN
                + SPACE
                + bars.stream()
                        .flatMap(bar -> lines(bar).stream())
                        .mapToDouble(line -> Type.width(Look.TEXT, line))
                        .max()
                        .orElse(0);
        var largest = unit.of(bars.stream().mapToDouble(Bar::largest).max().orElse(0));
        this.xMax = largest == 0 ? 1 : largest;
        this.width = bars.stream().mapToDouble(this::widestPlot).min().orElse(0);
    }

    Picture draw(String title, String sentence) {
        var rows = bars.stream().mapToDouble(BarRows::height).sum();
        var keyTop = Look.MARGIN + Sheet.titleHeight(title) + 4;
        var key = key();
        var top = keyTop + key.height() + 6;
        var sheet = new Sheet(top + rows + Plot.AXIS + Look.MARGIN, sentence);
        var plot = Plot.rows(left, top, width, rows, xMax);
        plot.draw(sheet, unit.longName());
        sheet.title(title);
        key.draw(sheet, keyTop);
        var y = top;
        for (var bar : bars) {
            draw(sheet, plot, bar, y + above(bar) + BAR / 2);
            y += height(bar);
        }
        plot.baseline(sheet); // last, since labels have a white ground
        return sheet.picture();
    }

    /** What the parts of bars mean; in one colour only where all bars have it. */
    private Legend key() {
        var parted = bars.stream().filter(bar -> bar.parts().of().size() > 1).toList();
        var colours = parted.stream().map(Bar::colour).distinct().toList();
        return new Legend()
                .activities(
                        parted.stream()
                                .flatMap(bar -> bar.parts().of().keySet().stream())
                                .toList(),
                        colours.size() == 1 ? colours.getFirst() : Look.colour(""));
    }

    private void paint(Graphics2D graphics, Bar bar, double from, double to, double top) {
        if (bar.parts().of().isEmpty()) {
            graphics.setColor(bar.colour());
            graphics.fill(new Rectangle2D.Double(from, top, to - from, BAR));
            graphics.setColor(Look.tint(bar.colour(), 0.3));
            graphics.fill(new Rectangle2D.Double(from, top + EDGE, Math.max(0, to - from - EDGE), BAR - 2 * EDGE));
        }
        var x = from;
        for (var part : bar.parts().of().entrySet()) {
            var width = part.getValue() * (to - from);
            new ActivityPaint(bar.colour()).fill(graphics, part.getKey(), x, top, width, BAR);
            x += width;
        }
    }

    /** @param y the middle of the bar */
    private void draw(Sheet sheet, Plot plot, Bar bar, double y) {
        var lines = lines(bar);
        for (var i = 0; i < lines.size(); i++) {
            sheet.text(lines.get(i), Look.TEXT, Look.INK, left - SPACE, y + (i - (lines.size() - 1) / 2.0) * LINE, 1);
        }
        var end = plot.x(unit.of(bar.value()));
        paint(sheet.graphics(), bar, plot.x(0), end, y - BAR / 2);
        var start = measuredAt(plot, bar, end) + SPACE;
        sheet.clear(start, y, measuredWidth(bar));
        var next = sheet.text(unit.three(bar.value()), Look.STRONG, Look.INK, start, y, 0);
        sheet.text(comparison(bar), Look.TEXT, Look.QUIET, next, y, 0);
        bar.ideal().ifPresent(best -> mark(sheet, plot, bar, unit.of(best), y, "ideal " + unit.three(best)));
        bar.guess()
                .ifPresent(expected ->
                        ghost(sheet, plot.x(0), plot.x(unit.of(expected)), y + BAR / 2 + 4, guess(expected)));
    }

    /**
     * Where the text of the measured value begins: at the end of the bar, unless the mark of a higher ideal would cross
     * it there.
     */
    private double measuredAt(Plot plot, Bar bar, double end) {
        var ideal = plot.x(unit.of(bar.ideal().orElse(0)));
        return ideal > end && ideal < end + 2 * SPACE + measuredWidth(bar) ? ideal : end;
    }

    private void mark(Sheet sheet, Plot plot, Bar bar, double best, double y, String label) {
        var graphics = sheet.graphics();
        var x = plot.x(best);
        if (plot.x(unit.of(bar.value())) - plot.x(0) > 4 * BAR) {
            graphics.setColor(Color.WHITE); // sets the mark off from a dark bar; a short bar would vanish under it
            graphics.fill(new Rectangle2D.Double(x - 2.5, y - BAR / 2, 5, BAR));
        }
        graphics.setColor(Look.INK);
        graphics.fill(new Rectangle2D.Double(x - 1.25, y - BAR / 2 - 5, 2.5, BAR + 5));
        var half = Type.width(Look.TEXT, label) / 2;
        var middle = Math.clamp(x, left + half + 4, Math.max(left + half + 4, Look.WIDTH - Look.MARGIN - half));
        sheet.textOnWhite(label, Look.TEXT, Look.INK, middle, y - BAR / 2 - 14, 0.5);
    }

    private void ghost(Sheet sheet, double from, double to, double y, String label) {
        var graphics = sheet.graphics();
        graphics.setColor(Look.QUIET);
        graphics.setStroke(Look.stroke(1.5, 5, 3));
        var height = GUESS - 8;
        graphics.draw(new Line2D.Double(from, y, to, y));
        graphics.draw(new Line2D.Double(from, y + height, to, y + height));
        graphics.draw(new Line2D.Double(to, y, to, y + height));
        sheet.textOnWhite(label, Look.TEXT, Look.QUIET, to + SPACE, y + height / 2, 0);
    }

    /** The widest plot in which what stands at the ends of this bar and its guess still fits on the sheet. */
    private double widestPlot(Bar bar) {
        var room = Look.WIDTH - Look.MARGIN - left;
        var measured = SPACE + measuredWidth(bar);
        var expected = bar.guess().isPresent()
                ? SPACE + Type.width(Look.TEXT, guess(bar.guess().getAsDouble()))
                : 0;
        return Math.min(
                room - Look.MARGIN,
                Math.min(
                        fitting(
                                room - measured,
                                Math.max(bar.value(), bar.ideal().orElse(0))),
                        fitting(room - expected, bar.guess().orElse(0))));
    }

    private double measuredWidth(Bar bar) {
        return Type.width(Look.STRONG, unit.three(bar.value())) + Type.width(Look.TEXT, comparison(bar));
    }

    private double fitting(double room, double value) {
        var share = unit.of(value) / xMax;
        return share == 0 ? Look.WIDTH : room / share;
    }

    private static String comparison(Bar bar) {
        return bar.ideal().isEmpty()
                ? ""
                : ", " + Numbers.three(bar.value() / bar.ideal().getAsDouble()) + " × ideal";
    }

    private String guess(double expected) {
        return "your guess " + unit.brief(expected);
    }

    private static List<String> lines(Bar bar) {
        return Type.wrap(Look.TEXT, bar.label(), WIDEST_LABEL);
    }

    private static double above(Bar bar) {
        var tooTall = Math.max(0, (lines(bar).size() * LINE - BAR) / 2);
        return GAP / 2 + Math.max(bar.ideal().isPresent() ? IDEAL : 0, tooTall);
    }

    private static double height(Bar bar) {
        var tooTall = Math.max(0, (lines(bar).size() * LINE - BAR) / 2);
        return above(bar) + BAR + Math.max(bar.guess().isPresent() ? GUESS : 0, tooTall) + GAP / 2;
    }
}
