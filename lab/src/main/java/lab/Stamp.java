package lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an environment was made of. It is written when everything is installed, so that a half-made environment has
 * none.
 *
 * @param python the version of its Python
 * @param base the Python that made it
 * @param location where it was made; an environment does not survive being moved
 * @param pins the pins of each {@link Tier} that is installed, in their order
 */
record Stamp(String python, String base, String location, List<String> pins) {
    private static final int LINES_BEFORE_PINS = 3;

    /** The stamp in a file, if there is one that can be read. */
    static Optional<Stamp> read(Path file) throws IOException {
        try {
            var lines = Files.readAllLines(file);
            return lines.size() > LINES_BEFORE_PINS
                    ? Optional.of(new Stamp(
                            lines.get(0), lines.get(1), lines.get(2), lines.subList(LINES_BEFORE_PINS, lines.size())))
                    : Optional.empty();
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** Saves this stamp. */
    void write(Path file) throws IOException {
        var lines = new ArrayList<>(List.of(python, base, location));
        lines.addAll(pins);
        Files.write(file, lines);
    }

    /** Whether a tier is installed as its pins are now. */
    boolean holds(Tier tier, String pinsNow) {
        return pins.size() > tier.ordinal() && pins.get(tier.ordinal()).equals(pinsNow);
    }
}
