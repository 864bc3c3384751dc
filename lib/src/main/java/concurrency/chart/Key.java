package concurrency.chart;

import concurrency.trace.Activity;
import concurrency.trace.Outcome;
import concurrency.trace.Span;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;

/** What the looks in a timeline mean: only those that occur. All six fit into one row. */
final class Key {
    private static final double SWATCH = 30;
    private static final double HEIGHT = 16;
    private static final double SPACE = 8;
    private static final double GAP = 26;

    private final List<Activity> activities;
    private final List<Outcome> outcomes;
    private final List<String> names = new ArrayList<>();

    private final Color colour;

    /** @param colour the colour that the spans have, or a neutral one where they have several */
    Key(List<Span> spans, Color colour) {
        this.colour = colour;
        activities = spans.stream().map(Span::activity).distinct().sorted().toList();
        outcomes = spans.stream()
                .map(Span::outcome)
                .filter(outcome -> outcome != Outcome.OK)
                .distinct()
                .sorted()
                .toList();
        activities.forEach(activity -> names.add(LaneGroup.name(activity)));
        outcomes.forEach(outcome -> names.add(outcome == Outcome.FAILED ? "failed" : "cancelled"));
    }

    void draw(Sheet sheet, double top) {
        var look = new ActivityPaint(colour);
        var x = (double) Look.MARGIN;
        for (var i = 0; i < names.size(); i++) {
            if (i < activities.size()) {
                look.fill(sheet.graphics(), activities.get(i), x, top, SWATCH, HEIGHT);
            } else {
                var outcome = outcomes.get(i - activities.size());
                OutcomeMark.frame(sheet.graphics(), outcome, x + 1, top, SWATCH - 2, HEIGHT);
                OutcomeMark.sign(sheet.graphics(), outcome, x + SWATCH / 2, top + HEIGHT / 2);
            }
            x = sheet.text(names.get(i), Look.TEXT, Look.QUIET, x + SWATCH + SPACE, top + HEIGHT / 2, 0) + GAP;
        }
    }
}
