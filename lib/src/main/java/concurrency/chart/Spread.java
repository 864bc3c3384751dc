package concurrency.chart;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Moves labels apart that would lie on each other. */
final class Spread {
    private Spread() {}

    /**
     * Middles as near to the wanted ones as they can be without overlap, in the same order from top to bottom.
     *
     * @param wanted where the middles should be
     * @param sizes how high each label is; together not more than the room between {@code top} and {@code bottom}
     */
    static double[] apart(double[] wanted, double[] sizes, double top, double bottom) {
        var order = IntStream.range(0, wanted.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> wanted[i]))
                .toList();
        var middles = wanted.clone();
        var edge = top;
        for (var i : order) { // down, where the one above is in the way
            middles[i] = Math.max(middles[i], edge + sizes[i] / 2);
            edge = middles[i] + sizes[i] / 2;
        }
        edge = bottom;
        for (var i : order.reversed()) { // and up again, where the bottom is
            middles[i] = Math.min(middles[i], edge - sizes[i] / 2);
            edge = middles[i] - sizes[i] / 2;
        }
        return middles;
    }
}
