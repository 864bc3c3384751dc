package concurrency.chart;

import concurrency.trace.Activity;
import concurrency.trace.Span;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.util.Collection;
import java.util.List;

/** Parts a thread's work for one from that for the next, and writes on it for whom it is, where there is room. */
final class WorkNames {
    /** Work from this width on is parted from the work before it, in nominal px. */
    private static final double APART = 5;

    private static final double ROOM = 4;

    private final TimelineSheet sheet;
    private final Color colour;
    private final String samePrefix;

    /**
     * @param colour that of the work
     * @param workers all names: what they begin with tells none from another
     */
    WorkNames(TimelineSheet sheet, Color colour, Collection<String> workers) {
        this.sheet = sheet;
        this.colour = colour;
        this.samePrefix = samePrefix(workers);
    }

    /** Up to the number, if it is a part of one: {@code task-} of {@code task-1} and {@code task-12}. */
    static String samePrefix(Collection<String> names) {
        var prefix = names.iterator().next();
        for (var name : names) {
            while (!name.startsWith(prefix)) {
                prefix = prefix.substring(0, prefix.length() - 1);
            }
        }
        return names.size() == 1 ? "" : prefix.replaceFirst("\\d+$", "");
    }

    /** Writes on the stretches of a lane that is so high; not on merged ones, where nobody could tell whose it is. */
    void write(List<Stretch> stretches, double top, double height) {
        stretches.stream()
                .filter(stretch -> !stretch.isMerged() && stretch.activity() == Activity.WORKING)
                .flatMap(stretch -> stretch.spans().stream())
                .forEach(span -> write(span, top, height));
    }

    private void write(Span span, double top, double height) {
        var graphics = sheet.sheet().graphics();
        var left = sheet.x(span.start());
        var width = sheet.x(span.end()) - left;
        if (width >= APART) {
            graphics.setColor(Color.WHITE);
            graphics.setStroke(Look.stroke(0.75));
            graphics.draw(new Line2D.Double(left, top, left, top + height));
        }
        var name = Type.clean(span.name().substring(samePrefix.length()));
        if (Type.width(Look.TINY_STRONG, name) + ROOM <= width) {
            sheet.sheet().text(name, Look.TINY_STRONG, Look.onTopOf(colour), left + width / 2, top + height / 2, 0.5);
        }
    }
}
