package bench.program;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prints measurements as the benchmark reads them. */
final class Measured {
    private Measured() {}

    /** One line with one number, in s for times. */
    static void say(String name, double number) {
        IO.println(String.format(Locale.ROOT, "{\"%s\": %e}", name, number));
    }

    /** One line with several numbers: name, number, name, number. */
    static void say(Object... namesAndNumbers) {
        IO.println(IntStream.range(0, namesAndNumbers.length / 2)
                .mapToObj(i ->
                        String.format(Locale.ROOT, "\"%s\": %e", namesAndNumbers[2 * i], namesAndNumbers[2 * i + 1]))
                .collect(Collectors.joining(", ", "{", "}")));
    }

    /** Seconds since then. */
    static double since(long nanoTime) {
        return (System.nanoTime() - nanoTime) / 1e9;
    }
}
