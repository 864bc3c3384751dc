package bench;

import java.util.Optional;

/**
 * What no program can beat.
 *
 * @param name how it comes about: {@code 160 × latency}
 * @param value the limit, where it is known before
 * @param number the name of the number of our own samples that is the limit, where it has to be measured
 */
record Limit(String name, double value, Optional<String> number) {

    static Limit of(String name, double value) {
        return new Limit(name, value, Optional.empty());
    }

    static Limit measured(String name, String number) {
        return new Limit(name, Double.NaN, Optional.of(number));
    }

    /** The limit of one run of ours. */
    double of(Sample ours) {
        return number.map(ours.numbers()::get).orElse(value);
    }
}
