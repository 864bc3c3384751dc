package concurrency.chart;

import java.awt.geom.Line2D;
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
    private static final List<Marker> MARKERS = List.of(
            SeriesMarkers.CIRCLE,
            SeriesMarkers.SQUARE,
            SeriesMarkers.DIAMOND,
            SeriesMarkers.TRIANGLE_UP,
            SeriesMarkers.TRIANGLE_DOWN);

    private final List<Line> lines;
    private final String xUnit;
    private final Unit unit;
    private final boolean logX;
    private final boolean logY;

    CurvePlot(List<Line> lines, String xUnit, Unit unit, boolean logX, boolean logY) {
        this.lines = lines;
        this.xUnit = xUnit;
        this.unit = unit;
        this.logX = logX;
        this.logY = logY;
    }

    Picture draw(String title, String sentence) {
        var labelRoom = lines.stream().mapToDouble(this::width).max().orElse(0) + LEADER + SPACE;
        var height = Math.max(
                HEIGHT,
                lines.stream()
                        .mapToDouble(line -> endLabel(line).size() * LINE + 4)
                        .sum());
        var top = Look.MARGIN + Sheet.titleHeight(title) + UNIT_LINE;
        var sheet = new Sheet(top + height + Frame.AXIS + Look.MARGIN, sentence);
        var frame = new Frame(Look.WIDTH - 2 * Look.MARGIN - labelRoom, height, xUnit);
        axes(frame);
        lines.forEach(line -> addSeries(frame, line));
        frame.paint(sheet, Look.MARGIN, top);
        sheet.title(title);
        sheet.text(unit.longName(), Look.SMALL, Look.QUIET, Look.MARGIN, top - 12, 0);
        labels(sheet, frame, Look.WIDTH - Look.MARGIN - labelRoom, top, top + height);
        return sheet.picture();
    }

    private void axes(Frame frame) {
        var xs =
                lines.stream().flatMapToDouble(line -> Arrays.stream(line.xs())).summaryStatistics();
        var ys = lines.stream()
                .flatMapToDouble(line -> Arrays.stream(line.ys()))
                .map(unit::of)
                .summaryStatistics();
        var styler = frame.styler();
        styler.setXAxisLogarithmic(logX).setYAxisLogarithmic(logY).setYAxisTickMarkSpacingHint(60);
        styler.setXAxisLogarithmicDecadeOnly(false).setYAxisLogarithmicDecadeOnly(false);
        // room at both ends, so that no marker is cut at the plot's edge and XChart keeps the labels of the outermost
        // ticks
        var x = Range.around(xs.getMin(), xs.getMax(), logX, 0.03);
        var y = Range.around(ys.getMin(), ys.getMax(), logY, 0.04);
        styler.setXAxisMin(x.least())
                .setXAxisMax(x.most())
                .setYAxisMin(y.least())
                .setYAxisMax(y.most());
        if (logX && x.wide() || logY && y.wide()) {
            styler.setAxisTicksLineVisible(true).setAxisTicksMarksVisible(true).setAxisTickMarkLength(5);
        }
        if (logX) {
            styler.setXAxisTickLabelsFormattingFunction(x::logLabel).setPlotGridVerticalLinesVisible(!x.wide());
        }
        if (logY) {
            styler.setYAxisTickLabelsFormattingFunction(y::logLabel).setPlotGridHorizontalLinesVisible(!y.wide());
        }
    }

    private void addSeries(Frame frame, Line line) {
        var series = frame.chart()
                .addSeries(
                        line.label(),
                        line.xs(),
                        Arrays.stream(line.ys()).map(unit::of).toArray());
        series.setMarkerColor(line.colour()).setLineColor(line.colour());
        series.setLineStyle(line.ideal() ? Look.stroke(2, 7, 5) : Look.stroke(3));
        series.setMarker(
                line.ideal() || line.xs().length > 40
                        ? SeriesMarkers.NONE
                        : MARKERS.get(lines.indexOf(line) % MARKERS.size()));
    }

    /** Writes each line's label at the height of its end, or as near as the other labels let it. */
    private void labels(Sheet sheet, Frame frame, double plotEnd, double top, double bottom) {
        var wanted = lines.stream()
                .mapToDouble(line -> frame.y(unit.of(line.lastY())))
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
                    .draw(new Line2D.Double(frame.x(line.lastX()) + 8, wanted[i], plotEnd + LEADER - 4, middles[i]));
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
    private List<String> endLabel(Line line) {
        var texts = Type.wrap(Look.TEXT, (line.ideal() ? "ideal: " : "") + line.label(), WIDEST_LABEL);
        if (Type.width(Look.TEXT, texts.getLast()) + Type.width(Look.STRONG, value(line)) > WIDEST_LABEL) {
            texts.add("");
        }
        return texts;
    }

    /** With the space before it. */
    private String value(Line line) {
        return " " + unit.three(line.lastY());
    }

    private double width(Line line) {
        var texts = endLabel(line);
        return Math.max(
                texts.stream()
                        .mapToDouble(text -> Type.width(Look.TEXT, text))
                        .max()
                        .orElse(0),
                Type.width(Look.TEXT, texts.getLast()) + Type.width(Look.STRONG, value(line)));
    }
}
