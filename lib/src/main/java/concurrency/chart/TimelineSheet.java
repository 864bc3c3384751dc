package concurrency.chart;

import concurrency.trace.Activity;
import concurrency.trace.Outcome;
import concurrency.trace.Span;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Line2D;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;

/** The sheet of a timeline: its title, key and time axis, with room for lanes in between. Sizes in nominal px. */
final class TimelineSheet {
    private static final double WIDEST_NAME = 200;
    private static final double SPACE = 10;
    private static final double LINE = 21;

    private final double longest;
    private final Unit unit;
    private final double left;
    private final double width;
    private Sheet sheet;
    private Plot plot;

    /**
     * @param longest length of the time axis in seconds
     * @param names of all lanes
     * @param ends what is written where the traces end, in seconds
     */
    TimelineSheet(double longest, Collection<String> names, Collection<Double> ends) {
        this.longest = longest;
        this.unit = Unit.of("s", longest);
        this.left = Look.MARGIN
                + SPACE
                + names.stream()
                        .mapToDouble(name -> Type.width(Look.SMALL_STRONG, fit(name)))
                        .max()
                        .orElse(0);
        var endRoom = ends.stream()
                .mapToDouble(end -> SPACE + Type.width(Look.STRONG, unit.three(end)))
                .max()
                .orElse(0);
        this.width = Look.WIDTH - Look.MARGIN - left - endRoom;
    }

    Unit unit() {
        return unit;
    }

    /** The key of what is drawn of these groups, and of merged spans where there will be some. */
    Legend legend(List<LaneGroup> groups, Color colour) {
        var drawn = groups.stream()
                .flatMap(group -> group.drawn().stream().map(group.lanes()::get))
                .toList();
        var all = groups.stream()
                .flatMap(group -> group.lanes().values().stream())
                .flatMap(List::stream);
        var legend = new Legend()
                .activities(all.map(Span::activity).toList(), colour)
                .outcomes(groups.stream()
                        .flatMap(group -> group.trace().spans().stream())
                        .map(Span::outcome)
                        .distinct()
                        .filter(outcome -> outcome != Outcome.OK)
                        .toList());
        var merged = drawn.stream()
                .flatMap(lane -> Stretch.of(lane, time -> time / 1e9 / longest * width).stream())
                .filter(Stretch::isMerged)
                .findFirst();
        return merged.isEmpty()
                ? legend
                : legend.add("merged: height is share", Legend.SWATCH, (sheet, x, y) -> {
                    var example = new EnumMap<Activity, Double>(Activity.class);
                    merged.get()
                            .spans()
                            .forEach(span -> example.put(span.activity(), 0.5)); // more or less: it is a key
                    var top = y - Legend.SWATCH_HEIGHT / 2;
                    new ActivityPaint(colour)
                            .fill(sheet.graphics(), new Shares(example), x, top, Legend.SWATCH, Legend.SWATCH_HEIGHT);
                });
    }

    /**
     * Draws all but the lanes.
     *
     * @param facts lines below the title
     * @param rows height of all lanes
     * @return the y at which the lanes begin
     */
    double begin(String title, List<String> facts, Legend legend, double rows, String sentence) {
        var keyTop = Look.MARGIN + Sheet.titleHeight(title) + facts.size() * LINE + 4;
        var top = keyTop + legend.height() + SPACE;
        sheet = new Sheet(top + rows + Plot.AXIS + Look.MARGIN, sentence);
        plot = Plot.rows(left, top, width, rows, longest == 0 ? 1 : unit.of(longest));
        plot.draw(sheet, unit.longName() + " since the start");
        var y = sheet.title(title);
        for (var fact : facts) {
            sheet.text(fact, Look.TEXT, Look.INK, Look.MARGIN, y + LINE / 2, 0);
            y += LINE;
        }
        legend.draw(sheet, keyTop);
        return top;
    }

    Sheet sheet() {
        return sheet;
    }

    double left() {
        return left;
    }

    LanePaint lanes(Color colour) {
        return new LanePaint(sheet, colour, this::x);
    }

    /** Writes the name of a lane left of it. */
    void name(String lane, Font font, double middle) {
        sheet.text(fit(lane), font, Look.INK, left - SPACE, middle, 1);
    }

    /** A line where a trace ends, with the time beside it. */
    void end(long time, double top, double bottom, double middle) {
        var graphics = sheet.graphics();
        graphics.setColor(Look.INK);
        graphics.setStroke(Look.stroke(1));
        graphics.draw(new Line2D.Double(x(time), top, x(time), bottom));
        sheet.textOnWhite(unit.three(time / 1e9), Look.STRONG, Look.INK, x(time) + SPACE / 2, middle, 0);
    }

    /** Where a time in ns is. Never left of the start: another process's clock may be a little behind. */
    double x(long time) {
        return plot.x(unit.of(Math.max(0, time) / 1e9));
    }

    private static String fit(String name) {
        return Type.fit(Look.SMALL, name, WIDEST_NAME);
    }
}
