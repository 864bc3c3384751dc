package bench;

import java.util.List;

/**
 * Numbers that were measured, in five of them. Quartiles lie between two numbers where they fall between them.
 *
 * @param min the smallest
 * @param lower a quarter of the numbers are below it
 * @param median half of the numbers are below it
 * @param upper three quarters of the numbers are below it
 * @param max the largest
 */
record Spread(double min, double lower, double median, double upper, double max) {

    /** @throws IllegalArgumentException if there is no number */
    static Spread of(List<Double> numbers) {
        if (numbers.isEmpty()) {
            throw new IllegalArgumentException("there is no spread of no numbers");
        }
        var sorted = numbers.stream().sorted().toList();
        return new Spread(sorted.getFirst(), at(0.25, sorted), at(0.5, sorted), at(0.75, sorted), sorted.getLast());
    }

    private static double at(double share, List<Double> sorted) {
        var place = share * (sorted.size() - 1);
        int below = (int) place;
        var above = Math.min(below + 1, sorted.size() - 1);
        return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
    }
}
