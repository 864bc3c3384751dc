package bench;

import java.util.Locale;

/**
 * How large our number may be beside another.
 *
 * @param beside the other contestant's name, or {@link Row#LIMIT}
 * @param most the largest ratio of ours to it, as the median of all rounds
 */
record Goal(String beside, double most) {

    static Goal notMoreThan(String contestant) {
        return new Goal(contestant, 1);
    }

    static Goal ofLimit(double most) {
        return new Goal(Row.LIMIT, most);
    }

    boolean isMet(double ratio) {
        return ratio <= most;
    }

    /** {@code at most 1.10: met}, or {@code at most 1.10: missed by 7 %}. */
    String verdict(double ratio) {
        var missed = (ratio / most - 1) * 100;
        return "at most " + Quantity.threeDigits(most)
                + (isMet(ratio)
                        ? ": met"
                        : String.format(
                                Locale.ROOT,
                                ": missed by %s %%",
                                missed < 1 ? Quantity.threeDigits(missed) : Math.round(missed)));
    }
}
