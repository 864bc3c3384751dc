package concurrency.chart;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Collectors;

/** Where the lanes of a {@link Timeline} go: one trace below the other, each with its name where there are several. */
final class TimelineRows {
    private static final double SPACE = 10;
    private static final double HEADING = 36;
    private static final double MORE = 22;
    private static final double BELOW = 8;

    private final List<LaneGroup> groups;
    private final double pitch;
    private final TimelineSheet sheet;

    TimelineRows(List<LaneGroup> groups) {
        this.groups = groups;
        var lanes = groups.stream().mapToInt(group -> group.drawn().size()).sum();
        this.pitch = Math.clamp(460.0 / lanes, 17, 44);
        this.sheet = new TimelineSheet(
                groups.stream().mapToDouble(LaneGroup::seconds).max().orElse(0),
                groups.stream().flatMap(group -> group.drawn().stream()).toList(),
                groups.stream().map(LaneGroup::seconds).toList());
    }

    Picture draw() {
        var single = groups.size() == 1;
        var title = single ? headline(groups.getFirst()) : groups.size() + " runs on one time axis";
        var y = sheet.begin(
                title,
                List.of(),
                sheet.legend(groups, Look.colour(single ? groups.getFirst().name() : "")),
                groups.stream().mapToDouble(this::height).sum(),
                groups.stream().map(group -> group.sentence(sheet.unit())).collect(Collectors.joining(" ")));
        for (var group : groups) {
            draw(group, y);
            y += height(group);
        }
        return sheet.sheet().picture();
    }

    /** No line break between a number and its sign. */
    private static String headline(LaneGroup group) {
        return group.name()
                + (group.facts().isEmpty() ? "" : ": " + group.facts().replace(" %", "\u00a0%"));
    }

    private void draw(LaneGroup group, double top) {
        if (groups.size() > 1) {
            heading(group, top);
        }
        var paint = sheet.lanes(Look.colour(group.trace().name()));
        var y = top + heading();
        for (var worker : group.drawn()) {
            sheet.name(worker, Look.SMALL, y + pitch / 2);
            paint.lane(group.lanes().get(worker), y + pitch * 0.1, pitch * 0.8);
            paint.outcomes(group.spans(worker), y + pitch * 0.1, pitch * 0.8);
            y += pitch;
        }
        if (group.hidden() > 0) {
            sheet.sheet().textOnWhite(group.more(), Look.TEXT, Look.INK, sheet.left(), y + MORE / 2, 0);
        }
        sheet.end(group.trace().duration().toNanos(), top + heading(), y, top + heading() + pitch / 2);
    }

    /** The name of one of several traces, on white: the grid belongs to the lanes. */
    private void heading(LaneGroup group, double y) {
        var graphics = sheet.sheet().graphics();
        graphics.setColor(Color.WHITE);
        graphics.fill(new Rectangle2D.Double(Look.MARGIN, y, Look.WIDTH - 2 * Look.MARGIN, HEADING));
        var room = Look.WIDTH - 2 * Look.MARGIN - SPACE - Type.width(Look.TEXT, group.facts());
        var name = Type.fit(Look.STRONG, group.name(), room);
        var middle = y + HEADING * 0.6;
        var end = sheet.sheet().text(name, Look.STRONG, Look.INK, Look.MARGIN, middle, 0);
        sheet.sheet().text(group.facts(), Look.TEXT, Look.QUIET, end + SPACE, middle, 0);
    }

    private double heading() {
        return groups.size() > 1 ? HEADING : 0;
    }

    private double height(LaneGroup group) {
        return heading() + group.drawn().size() * pitch + (group.hidden() > 0 ? MORE : 0) + BELOW;
    }
}
