package bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One number of a benchmark's samples, to be compared.
 *
 * @param title what the number is
 * @param number its name in the samples
 * @param quantity what it is a number of
 * @param limit what no program can beat, where there is such a thing
 * @param goals what ours is to be
 */
record Row(String title, String number, Quantity quantity, Optional<Limit> limit, List<Goal> goals) {
    /** The name of the limit in {@link Goal#beside}. */
    static final String LIMIT = "limit";

    static Row time(String title, String number) {
        return new Row(title, number, Quantity.TIME, Optional.empty(), List.of());
    }

    static Row memory(String title, String number) {
        return new Row(title, number, Quantity.MEMORY, Optional.empty(), List.of());
    }

    Row limit(Limit limit) {
        return new Row(title, number, quantity, Optional.of(limit), goals);
    }

    Row goal(Goal... more) {
        var all = new ArrayList<>(goals);
        all.addAll(List.of(more));
        return new Row(title, number, quantity, limit, List.copyOf(all));
    }
}
