package concurrency.chart;

import concurrency.trace.Outcome;
import concurrency.trace.Span;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToDoubleFunction;

/** Paints what one worker did, from left to right, and marks what did not end well. */
final class LanePaint {
    /** Frames that are nearer to each other than this would run into one. */
    private static final double NEAR = 4;

    private final Sheet sheet;
    private final ActivityPaint paint;
    private final LongToDoubleFunction x;

    /**
     * @param colour the strategy's
     * @param x where on the sheet a time is
     */
    LanePaint(Sheet sheet, Color colour, LongToDoubleFunction x) {
        this.sheet = sheet;
        this.paint = new ActivityPaint(colour);
        this.x = x;
    }

    /** Paints a lane and returns its stretches, as they were drawn. */
    List<Stretch> lane(List<Span> lane, double top, double height) {
        var stretches = Stretch.of(lane, x);
        stretches.stream().filter(stretch -> !stretch.isNarrow()).forEach(stretch -> {
            var left = wholePixel(stretch.left()); // or the ground would shine through where two meet
            paint(stretch, left, top, wholePixel(stretch.right()) - left, height);
        });
        stretches.stream()
                .filter(Stretch::isNarrow)
                .forEach(stretch -> paint(stretch, stretch.left(), top, stretch.width(), height));
        return stretches;
    }

    private void paint(Stretch stretch, double left, double top, double width, double height) {
        if (stretch.isMerged()) {
            paint.fill(sheet.graphics(), Shares.of(stretch.spans()), left, top, width, height);
        } else {
            paint.fill(sheet.graphics(), stretch.activity(), left, top, width, height);
        }
    }

    private static double wholePixel(double x) {
        return (double) Math.round(x * Picture.SCALE) / Picture.SCALE;
    }

    /** Frames and signs on what failed or was cancelled, of spans in the order of their starts. */
    void outcomes(List<Span> spans, double top, double height) {
        for (var outcome : List.of(Outcome.CANCELLED, Outcome.FAILED)) {
            var free = Double.NEGATIVE_INFINITY; // signs of neighbours must not run into one blot
            for (var place : places(
                    spans.stream().filter(span -> span.outcome() == outcome).toList())) {
                OutcomeMark.frame(sheet.graphics(), outcome, place.left(), top, place.width(), height);
                var middle = (place.left() + place.right()) / 2;
                if (middle > free) {
                    OutcomeMark.sign(sheet.graphics(), outcome, middle, top + height / 2);
                    free = middle + OutcomeMark.SIZE + 3;
                }
            }
        }
    }

    /** Where frames are needed: one for all parts of a thing, and one for what is too near to be told apart. */
    private List<Stretch> places(List<Span> spans) {
        var places = new ArrayList<Stretch>();
        for (var span : spans) {
            var next = new Stretch(List.of(span), x.applyAsDouble(span.start()), x.applyAsDouble(span.end()));
            var last = places.isEmpty() ? null : places.getLast();
            var joined = last != null
                    && (goesOn(last.spans().getLast(), span)
                            || next.left() - last.right() < NEAR && Math.min(next.width(), last.width()) < NEAR);
            places.add(joined ? places.removeLast().with(next) : next);
        }
        return places;
    }

    /** Whether it is the next part of the same thing. */
    static boolean goesOn(Span before, Span span) {
        return before.worker().equals(span.worker())
                && before.name().equals(span.name())
                && before.outcome() == span.outcome()
                && before.end() == span.start();
    }
}
