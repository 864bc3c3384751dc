package concurrency.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

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

    /** A share in per cent: whole, except that a little is never called nothing, and almost all never all. */
    static String percent(double share) {
        var percent = 100 * share;
        if (percent > 0 && percent < 1 || percent > 99 && percent < 100) {
            return percent < 0.1
                    ? "under 0.1 %"
                    : percent > 99.9 ? "over 99.9 %" : String.format(Locale.ROOT, "%.1f %%", percent);
        }
        return String.format(Locale.ROOT, "%.0f %%", percent);
    }
}
