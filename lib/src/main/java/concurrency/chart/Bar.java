package concurrency.chart;

import java.awt.Color;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * One measured value with what it is compared with, in the unit in which it was given.
 *
 * @param label what was measured
 * @param colour its strategy's, or a neutral one
 * @param value what was measured
 * @param parts what it consists of; nothing where nobody knows
 * @param ideal what it would be at best
 * @param guess what the reader expected
 */
record Bar(String label, Color colour, double value, Shares parts, OptionalDouble ideal, OptionalDouble guess) {

    /** A value with nothing to compare it with; the name of an activity as a label says what it consists of. */
    static Bar of(String label, double value) {
        return of(
                label,
                value,
                ActivityPaint.named(label)
                        .map(activity -> new Shares(Map.of(activity, 1.0)))
                        .orElse(Shares.UNKNOWN));
    }

    static Bar of(String label, double value, Shares parts) {
        Check.said("the label of a bar", label);
        return new Bar(
                label.strip(),
                Look.colour(label),
                Check.measured(label, value),
                parts,
                OptionalDouble.empty(),
                OptionalDouble.empty());
    }

    Bar ideal(double best) {
        return new Bar(
                label, colour, value, parts, OptionalDouble.of(Check.positive("the ideal of " + label, best)), guess);
    }

    Bar guess(double expected) {
        return new Bar(
                label,
                colour,
                value,
                parts,
                ideal,
                OptionalDouble.of(Check.measured("the guess for " + label, expected)));
    }

    /** The largest of the three. */
    double largest() {
        return Math.max(value, Math.max(ideal.orElse(0), guess.orElse(0)));
    }

    /**
     * {@code synchronous 3.41 s (95 % waiting, 5 % working), 1.07 times the ideal of 3.20 s; the guess of 5 s was 1.59
     * s too high}.
     */
    String sentence(Unit unit) {
        var words = new StringBuilder(label + " " + unit.three(value));
        if (parts.of().size() > 1) {
            words.append(" (").append(parts.said()).append(")");
        }
        ideal.ifPresent(best -> words.append(", ")
                .append(Numbers.three(value / best))
                .append(" times the ideal of ")
                .append(unit.three(best)));
        guess.ifPresent(expected -> words.append("; the guess of ")
                .append(unit.brief(expected))
                .append(" was ")
                .append(gap(unit, expected)));
        return words.toString();
    }

    private String gap(Unit unit, double expected) {
        return expected == value
                ? "exact"
                : unit.three(Math.abs(expected - value)) + (expected > value ? " too high" : " too low");
    }
}
