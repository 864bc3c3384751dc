package bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** What a number is a number of. */
enum Quantity {
    /** Seconds. */
    TIME("s"),
    /** MB, which are 10⁶ bytes. */
    MEMORY("MB");

    private final String unit;

    Quantity(String unit) {
        this.unit = unit;
    }

    /** The unit in which all numbers are kept. */
    String unit() {
        return unit;
    }

    /** A number with three digits and a unit in which it is easily read: {@code 1.43 µs}. */
    String text(double value) {
        if (this == MEMORY) {
            return threeDigits(value) + " MB";
        }
        if (value >= 1) {
            return threeDigits(value) + " s";
        }
        if (value >= 1e-3) {
            return threeDigits(value * 1e3) + " ms";
        }
        return value >= 1e-6 ? threeDigits(value * 1e6) + " µs" : threeDigits(value * 1e9) + " ns";
    }

    /** A ratio with three digits, or two where it is below 0.1: {@code 0.0058}. */
    static String ratio(double value) {
        return value >= 0.1 || value <= 0
                ? threeDigits(value)
                : new BigDecimal(value).round(new MathContext(2)).toPlainString();
    }

    /** A number with three digits, and more before the point if it has more. */
    static String threeDigits(double value) {
        var decimals = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
