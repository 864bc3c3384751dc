package concurrency.chart;

import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The lines of a {@link CurveChart} as XChart draws them, each with its name and last value at its end. */
final class CurvePlot {
    private static final double HEIGHT = 340;
    private static final double WIDEST_LABEL = 190;
    private static final double UNIT_LINE = 26;
    private static final double LEADER = 16;
    private static final double LINE = 19;
    private static final double SPACE = 5;
    private static final double X_SPACING = 90;
    private static final double Y_SPACING = 60;
    /** More would be a rope of beads. */
    private static final int MOST_MARKERS = 40;

    private static final List<Marker> MARKERS = List.of(
            SeriesMarkers.CIRCLE,
            SeriesMarkers.SQUARE,
            SeriesMarkers.DIAMOND,
            SeriesMarkers.TRIANGLE_UP,
            SeriesMarkers.TRIANGLE_DOWN);

    private final List<CurveLine> lines;
    private final String xUnit;
    private final Unit unit;
    private final boolean logX;
    private final boolean logY;

    CurvePlot(List<CurveLine> lines, String xUnit, Unit unit, boolean logX, boolean logY) {
        this.lines = lines;
        this.xUnit = xUnit;
        this.unit = unit;
        this.logX = logX;
        this.logY = logY;
    }

    Picture draw(String title, String sentence) {
        var labelRoom = Math.ceil(lines.stream().mapToDouble(this::width).max().orElse(0) + LEADER + SPACE);
        var height = Math.max(
                HEIGHT,
                lines.stream()
                        .mapToDouble(line -> endLabel(line).size() * LINE + 4)
                        .sum());
        var top = Look.MARGIN + Sheet.titleHeight(title) + UNIT_LINE;
        var sheet = new Sheet(top + height + Plot.AXIS + Look.MARGIN, sentence);
        var y = yAxis(height);
        var left = Math.ceil(Look.MARGIN + y.labelWidth() + Plot.SPACE);
        var plotEnd = Look.WIDTH - Look.MARGIN - labelRoom;
        var plot = new Plot(left, top, plotEnd - left, height, xAxis(plotEnd - left), y);
        lines.stream().filter(line -> !line.ideal()).forEach(line -> curve(plot, line));
        plot.draw(sheet, xUnit);
        sheet.title(title);
        sheet.text(unit.longName(), Look.SMALL, Look.QUIET, Look.MARGIN, top - 12, 0);
        lines.stream().filter(CurveLine::ideal).forEach(line -> ideal(sheet, plot, line));
        labels(sheet, plot, plotEnd, top, top + height);
        return sheet.picture();
    }

    /** With room at both ends, so that no marker is cut at the plot's edge. */
    private Axis xAxis(double length) {
        var xs =
                lines.stream().flatMapToDouble(line -> Arrays.stream(line.xs())).summaryStatistics();
        var range = Range.around(xs.getMin(), xs.getMax(), logX, 0.03);
        var whole =
                lines.stream().flatMapToDouble(line -> Arrays.stream(line.xs())).allMatch(x -> x == Math.rint(x));
        return logX ? Axis.log(range) : Axis.linear(range, length, X_SPACING, whole);
    }

    private Axis yAxis(double length) {
        var ys = lines.stream()
                .flatMapToDouble(line -> Arrays.stream(line.ys()))
                .map(unit::of)
                .summaryStatistics();
        var range = Range.around(ys.getMin(), ys.getMax(), logY, 0.04);
        return logY ? Axis.log(range) : Axis.linear(range, length, Y_SPACING, false);
    }

    private void curve(Plot plot, CurveLine line) {
        var number = lines.indexOf(line);
        plot.curve(
                line.label(),
                line.xs(),
                Arrays.stream(line.ys()).map(unit::of).toArray(),
                line.colour(),
                line.xs().length > MOST_MARKERS ? SeriesMarkers.NONE : MARKERS.get(number % MARKERS.size()));
    }

    /** Dashed, which XChart cannot: it begins the dashes anew at each point, and where points are close has no gaps. */
    private void ideal(Sheet sheet, Plot plot, CurveLine line) {
        var path = new Path2D.Double();
        path.moveTo(plot.x(line.xs()[0]), plot.y(unit.of(line.ys()[0])));
        for (var i = 1; i < line.xs().length; i++) {
            path.lineTo(plot.x(line.xs()[i]), plot.y(unit.of(line.ys()[i])));
        }
        sheet.graphics().setColor(line.colour());
        sheet.graphics().setStroke(Look.stroke(2, 7, 5));
        sheet.graphics().draw(path);
    }

    /** Writes each line's label at the height of its end, or as near as the other labels let it. */
    private void labels(Sheet sheet, Plot plot, double plotEnd, double top, double bottom) {
        var wanted = lines.stream()
                .mapToDouble(line -> plot.y(unit.of(line.lastY())))
                .toArray();
        var sizes = lines.stream()
                .mapToDouble(line -> endLabel(line).size() * LINE + 4)
                .toArray();
        var middles = Spread.apart(wanted, sizes, top, bottom);
        IntStream.range(0, lines.size()).forEach(i -> {
            var line = lines.get(i);
            sheet.graphics().setColor(Look.tint(line.colour(), 0.6));
            sheet.graphics().setStroke(Look.stroke(1, 2, 2));
            sheet.graphics()
                    .draw(new Line2D.Double(plot.x(line.lastX()) + 8, wanted[i], plotEnd + LEADER - 4, middles[i]));
            var texts = endLabel(line);
            var colour = Look.forText(line.colour());
            var y = middles[i] - (texts.size() - 1) / 2.0 * LINE;
            var end = plotEnd + LEADER;
            for (var k = 0; k < texts.size(); k++) {
                end = plotEnd + LEADER;
                end = texts.get(k).isEmpty()
                        ? end
                        : sheet.text(texts.get(k), Look.TEXT, colour, end, y + k * LINE, 0) + SPACE;
            }
            sheet.text(value(line), Look.STRONG, colour, end, y + (texts.size() - 1) * LINE, 0);
        });
    }

    /** The name in as many lines as it needs; the value follows on a line of its own where the name leaves no room. */
    private List<String> endLabel(CurveLine line) {
        var texts = Type.wrap(Look.TEXT, (line.ideal() ? "ideal: " : "") + line.label(), WIDEST_LABEL);
        if (Type.width(Look.TEXT, texts.getLast()) + Type.width(Look.STRONG, value(line)) > WIDEST_LABEL) {
            texts.add("");
        }
        return texts;
    }

    /** With the space before it. */
    private String value(CurveLine line) {
        return " " + unit.three(line.lastY());
    }

    private double width(CurveLine line) {
        var texts = endLabel(line);
        return Math.max(
                texts.stream()
                        .mapToDouble(text -> Type.width(Look.TEXT, text))
                        .max()
                        .orElse(0),
                Type.width(Look.TEXT, texts.getLast()) + Type.width(Look.STRONG, value(line)));
    }
}
