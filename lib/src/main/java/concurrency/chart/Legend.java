package concurrency.chart;

import concurrency.trace.Activity;
import concurrency.trace.Outcome;
import java.awt.Color;
import java.awt.Font;
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

    private final Font font;
    private final List<Entry> entries = new ArrayList<>();

    /** Paints a swatch whose left edge and whose middle are there. */
    interface Swatch {
        void draw(Sheet sheet, double left, double y);
    }

    private record Entry(String name, double width, Swatch swatch) {}

    /** In the size of most texts. */
    Legend() {
        this(Look.TEXT);
    }

    /** In the size of a picture whose labels are small. */
    Legend(Font font) {
        this.font = font;
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
                        (sheet, left, y) -> paint.fill(
                                sheet.graphics(), activity, left, y - SWATCH_HEIGHT / 2, SWATCH, SWATCH_HEIGHT)));
        return this;
    }

    /** Adds these ways of ending, each once, except the good one. */
    Legend outcomes(Collection<Outcome> outcomes) {
        outcomes.stream()
                .filter(outcome -> outcome != Outcome.OK)
                .distinct()
                .sorted()
                .forEach(outcome ->
                        add(outcome == Outcome.FAILED ? "failed" : "cancelled", SWATCH, (sheet, left, y) -> {
                            OutcomeMark.frame(
                                    sheet.graphics(),
                                    outcome,
                                    left + 1,
                                    y - SWATCH_HEIGHT / 2,
                                    SWATCH - 2,
                                    SWATCH_HEIGHT);
                            OutcomeMark.sign(sheet.graphics(), outcome, left + SWATCH / 2, y);
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
                entry.swatch().draw(sheet, x, y);
                x = sheet.text(entry.name(), font, Look.QUIET, x + entry.width() + SPACE, y, 0) + GAP;
            }
            y += ROW;
        }
    }

    private double width(Entry entry) {
        return entry.width() + SPACE + Type.width(font, entry.name());
    }

    private List<List<Entry>> rows() {
        var rows = new ArrayList<List<Entry>>();
        var x = Double.POSITIVE_INFINITY;
        for (var entry : entries) {
            if (x + width(entry) > Look.WIDTH - Look.MARGIN) {
                rows.add(new ArrayList<>());
                x = Look.MARGIN;
            }
            rows.getLast().add(entry);
            x += width(entry) + GAP;
        }
        return rows;
    }
}
