package concurrency.chart;

import concurrency.trace.Activity;
import concurrency.trace.Outcome;
import java.awt.Color;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What the looks in a picture mean: swatches, each with its name, in as many rows as they need. */
final class Legend {
    /** Size of the swatch of a kind of time in nominal px. */
    static final double SWATCH = 30;

    static final double SWATCH_HEIGHT = 16;
    private static final double ROW = 24;
    private static final double SPACE = 8;
    private static final double GAP = 24;

    private final List<Entry> entries = new ArrayList<>();

    /** Paints a swatch whose left edge and whose middle are there. */
    interface Swatch {
        void draw(Graphics2D graphics, double left, double y);
    }

    private record Entry(String name, double width, Swatch swatch) {
        double all() {
            return width + SPACE + Type.width(Look.TEXT, name);
        }
    }

    /** Adds a swatch of that width with its name. */
    Legend add(String name, double width, Swatch swatch) {
        entries.add(new Entry(name, width, swatch));
        return this;
    }

    /** Adds these kinds of time, each once, in the colour that their spans have. */
    Legend activities(Collection<Activity> activities, Color colour) {
        var paint = new ActivityPaint(colour);
        activities.stream()
                .distinct()
                .sorted()
                .forEach(activity -> add(
                        ActivityPaint.name(activity),
                        SWATCH,
                        (graphics, left, y) ->
                                paint.fill(graphics, activity, left, y - SWATCH_HEIGHT / 2, SWATCH, SWATCH_HEIGHT)));
        return this;
    }

    /** Adds these ways of ending, each once, except the good one. */
    Legend outcomes(Collection<Outcome> outcomes) {
        outcomes.stream()
                .filter(outcome -> outcome != Outcome.OK)
                .distinct()
                .sorted()
                .forEach(outcome ->
                        add(outcome == Outcome.FAILED ? "failed" : "cancelled", SWATCH, (graphics, left, y) -> {
                            OutcomeMark.frame(
                                    graphics, outcome, left + 1, y - SWATCH_HEIGHT / 2, SWATCH - 2, SWATCH_HEIGHT);
                            OutcomeMark.sign(graphics, outcome, left + SWATCH / 2, y);
                        }));
        return this;
    }

    /** Height of all rows. */
    double height() {
        return rows().size() * ROW;
    }

    void draw(Sheet sheet, double top) {
        var y = top + ROW / 2;
        for (var row : rows()) {
            var x = (double) Look.MARGIN;
            for (var entry : row) {
                entry.swatch().draw(sheet.graphics(), x, y);
                x = sheet.text(entry.name(), Look.TEXT, Look.QUIET, x + entry.width() + SPACE, y, 0) + GAP;
            }
            y += ROW;
        }
    }

    private List<List<Entry>> rows() {
        var rows = new ArrayList<List<Entry>>();
        var x = Double.POSITIVE_INFINITY;
        for (var entry : entries) {
            if (x + entry.all() > Look.WIDTH - Look.MARGIN) {
                rows.add(new ArrayList<>());
                x = Look.MARGIN;
            }
            rows.getLast().add(entry);
            x += entry.all() + GAP;
        }
        return rows;
    }
}
