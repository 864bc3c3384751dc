package concurrency.chart;

import concurrency.trace.Outcome;
import concurrency.trace.Span;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Collectors;

/** Where the lanes of a {@link Timeline} go, and the painting of their spans on a plot of XChart. */
final class TimelineRows {
    private static final double WIDEST_NAME = 200;
    private static final double SPACE = 10;
    private static final double HEADING = 36;
    private static final double KEY = 36;
    private static final double MORE = 22;
    private static final double BELOW = 8;

    private final List<LaneGroup> groups;
    private final double pitch;
    private final double longest;
    private final Unit unit;
    private final double left;

    TimelineRows(List<LaneGroup> groups) {
        this.groups = groups;
        var lanes = groups.stream().mapToInt(group -> group.lanes().size()).sum();
        this.pitch = Math.clamp(460.0 / lanes, 17, 44);
        this.longest = groups.stream().mapToDouble(LaneGroup::seconds).max().orElse(0);
        this.unit = Unit.of("s", longest);
        this.left = Look.MARGIN
                + SPACE
                + groups.stream()
                        .flatMap(group -> group.lanes().stream())
                        .mapToDouble(lane -> Type.width(Look.SMALL, Type.fit(Look.SMALL, lane, WIDEST_NAME)))
                        .max()
                        .orElse(0);
    }

    Picture draw() {
        var single = groups.size() == 1;
        var title = single ? headline(groups.getFirst()) : groups.size() + " runs on one time axis";
        var keyTop = Look.MARGIN + Sheet.titleLines(title).size() * Sheet.TITLE_LINE + 6;
        var rows = groups.stream().mapToDouble(this::height).sum();
        var top = keyTop + (single ? KEY : KEY - 10);
        var sheet = new Sheet(
                top + rows + Frame.AXIS + Look.MARGIN,
                groups.stream().map(group -> group.sentence(unit)).collect(Collectors.joining(" ")));
        var frame = new Frame(Look.WIDTH - Look.MARGIN - left - endRoom(), rows, unit.longName() + " since the start")
                .rows(rows, longest == 0 ? 1 : unit.of(longest));
        frame.paint(sheet, left, top);
        sheet.title(title);
        new Key(
                        groups.stream()
                                .flatMap(group -> group.trace().spans().stream())
                                .toList(),
                        Look.colour(single ? groups.getFirst().name() : ""))
                .draw(sheet, keyTop);
        var y = rows;
        for (var group : groups) {
            draw(sheet, frame, group, y);
            y -= height(group);
        }
        return sheet.picture();
    }

    /** No line break between a number and its sign. */
    private static String headline(LaneGroup group) {
        return group.name()
                + (group.facts().isEmpty() ? "" : ": " + group.facts().replace(" %", "\u00a0%"));
    }

    private void draw(Sheet sheet, Frame frame, LaneGroup group, double row) {
        if (groups.size() > 1) {
            heading(sheet, group, frame.y(row));
        }
        var y = frame.y(row - heading());
        for (var lane : group.lanes()) {
            sheet.text(Type.fit(Look.SMALL, lane, WIDEST_NAME), Look.SMALL, Look.INK, left - SPACE, y + pitch / 2, 1);
            paint(sheet, frame, group, group.spans(lane), y + pitch * 0.1);
            y += pitch;
        }
        if (group.hidden() > 0) {
            sheet.textOnWhite(group.more(), Look.TEXT, Look.INK, left, y + MORE / 2, 0);
        }
        end(sheet, frame, group, frame.y(row - heading()));
    }

    /** The name of one of several traces, on white: the grid belongs to the lanes. */
    private static void heading(Sheet sheet, LaneGroup group, double y) {
        sheet.graphics().setColor(Color.WHITE);
        sheet.graphics().fill(new Rectangle2D.Double(Look.MARGIN, y, Look.WIDTH - 2 * Look.MARGIN, HEADING));
        var room = Look.WIDTH - 2 * Look.MARGIN - SPACE - Type.width(Look.TEXT, group.facts());
        var end = sheet.text(
                Type.fit(Look.STRONG, group.name(), room), Look.STRONG, Look.INK, Look.MARGIN, y + HEADING * 0.6, 0);
        sheet.text(group.facts(), Look.TEXT, Look.QUIET, end + SPACE, y + HEADING * 0.6, 0);
    }

    private double heading() {
        return groups.size() > 1 ? HEADING : 0;
    }

    private void paint(Sheet sheet, Frame frame, LaneGroup group, List<Span> spans, double top) {
        var graphics = sheet.graphics();
        var look = new ActivityPaint(Look.colour(group.trace().name()));
        var height = pitch * 0.8;
        for (var span : spans) {
            var start = x(frame, span.start());
            look.fill(graphics, span.activity(), start, top, x(frame, span.end()) - start, height);
        }
        for (var span : spans) {
            var start = x(frame, span.start());
            OutcomeMark.frame(graphics, span.outcome(), start, top, x(frame, span.end()) - start, height);
        }
        var free = Double.NEGATIVE_INFINITY; // signs of neighbours must not run into one blot
        for (var span : spans) {
            var middle = x(frame, (span.start() + span.end()) / 2);
            if (span.outcome() != Outcome.OK && Math.abs(middle - free) > OutcomeMark.SIZE + 3) {
                OutcomeMark.sign(graphics, span.outcome(), middle, top + height / 2);
                free = middle;
            }
        }
    }

    /** A line where the last span of the trace ends, with the time beside it. */
    private void end(Sheet sheet, Frame frame, LaneGroup group, double y) {
        var graphics = sheet.graphics();
        var x = x(frame, group.trace().duration().toNanos());
        graphics.setColor(Look.INK);
        graphics.setStroke(Look.stroke(1));
        graphics.draw(new Line2D.Double(x, y, x, y + group.lanes().size() * pitch));
        sheet.textOnWhite(unit.three(group.seconds()), Look.STRONG, Look.INK, x + SPACE / 2, y + pitch / 2, 0);
    }

    private double endRoom() {
        return groups.stream()
                .mapToDouble(group -> SPACE + Type.width(Look.STRONG, unit.three(group.seconds())))
                .max()
                .orElse(0);
    }

    private double height(LaneGroup group) {
        return heading() + group.lanes().size() * pitch + (group.hidden() > 0 ? MORE : 0) + BELOW;
    }

    /** Never left of the start: another process's clock may be a little behind. */
    private double x(Frame frame, long nanoseconds) {
        return frame.x(unit.of(Math.max(0, nanoseconds) / 1e9));
    }
}
