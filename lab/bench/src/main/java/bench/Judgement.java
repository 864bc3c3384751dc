package bench;

import java.util.List;

/**
 * What became of a goal.
 *
 * @param beside the other contestant's name, or {@link Row#LIMIT}
 * @param most the largest ratio that would do
 * @param outcome whether it was reached
 * @param text the same as a few words
 */
record Judgement(String beside, double most, Outcome outcome, String text) {
    /** Whether a goal was reached. */
    enum Outcome {
        MET,
        MISSED,
        NOT_MEASURED
    }

    static Judgement of(Goal goal, List<Entry> entries) {
        var other = entries.stream()
                .filter(entry -> entry.name().equals(goal.beside()))
                .findFirst();
        if (other.isEmpty() || other.get().ratio() == null) {
            return new Judgement(
                    goal.beside(),
                    goal.most(),
                    Outcome.NOT_MEASURED,
                    "at most " + Quantity.threeDigits(goal.most()) + ": not measured");
        }
        var ratio = other.get().ratio().median();
        return new Judgement(
                goal.beside(), goal.most(), goal.isMet(ratio) ? Outcome.MET : Outcome.MISSED, goal.verdict(ratio));
    }
}
