package concurrency.chart;

/** Refuses, in a sentence, what cannot be drawn. */
final class Check {
    private Check() {}

    /** A finite number from 0 on. */
    static double measured(String what, double value) {
        return that(
                Double.isFinite(value) && value >= 0,
                value,
                what + " is " + value + ": a chart needs a finite number that is not negative");
    }

    /** A finite number above 0. */
    static double positive(String what, double value) {
        return that(
                Double.isFinite(value) && value > 0,
                value,
                what + " is " + value + ": it has to be a finite number above 0");
    }

    /** A text that says something. */
    static String said(String what, String text) {
        return that(text != null && !text.isBlank(), text, what + " is empty: say what is shown");
    }

    static <T> T that(boolean good, T value, String otherwise) {
        if (!good) {
            throw new IllegalArgumentException(otherwise);
        }
        return value;
    }
}
