package concurrency.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Numbers as pictures and sentences write them: three significant digits, the same in every country. */
public final class Numbers {
    private Numbers() {}

    /**
     * Three significant digits: {@code 3.20}, {@code 0.0211}, {@code 12,300}; {@code 1.20e-07} beyond what is readable.
     */
    public static String three(double value) {
        if (value == 0) {
            return "0";
        }
        var size = Math.abs(value);
        if (size < 1e-4 || size >= 1e12) {
            return String.format(Locale.ROOT, "%.2e", value);
        }
        var rounded = new BigDecimal(value).round(new MathContext(3, RoundingMode.HALF_UP));
        var decimals = Math.max(0, 3 - (rounded.precision() - rounded.scale()));
        return String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
    }

    /**
     * As short as it can be without losing one of three digits: {@code 5}, {@code 0.5}, {@code 320}. For what a person
     * chose.
     */
    static String brief(double value) {
        var three = three(value);
        return three.contains(".") && !three.contains("e")
                ? three.replaceAll("0+$", "").replaceAll("\\.$", "")
                : three;
    }

    /** A count of things: {@code 1 lane}, {@code 1,600 lanes}. */
    static String count(long number, String thing) {
        return String.format(Locale.ROOT, "%,d %s%s", number, thing, number == 1 ? "" : "s");
    }

    /**
     * Shares that add to 1 in per cent, so that what is written adds to 100: in whole per cent, or, where one of them
     * is under 1 %, in tenths. A little is never called nothing, and almost all never all.
     */
    static List<String> percents(double... shares) {
        var tenths = Arrays.stream(shares).anyMatch(share -> share > 0 && share < 0.01);
        var whole = tenths ? 1000 : 100;
        var counts = Arrays.stream(shares)
                .mapToLong(share -> (long) Math.floor(share * whole))
                .toArray();
        var missing = Math.round(Arrays.stream(shares).sum() * whole)
                - Arrays.stream(counts).sum();
        IntStream.range(0, shares.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> counts[i] - shares[i] * whole))
                .limit(missing)
                .forEach(i -> counts[i]++);
        return IntStream.range(0, shares.length)
                .mapToObj(i -> percent(shares[i], counts[i], tenths))
                .toList();
    }

    private static String percent(double share, long count, boolean tenths) {
        if (!tenths) {
            return count + " %";
        }
        return share > 0 && count == 0
                ? "under 0.1 %"
                : share < 1 && count == 1000 ? "over 99.9 %" : String.format(Locale.ROOT, "%.1f %%", count / 10.0);
    }
}
