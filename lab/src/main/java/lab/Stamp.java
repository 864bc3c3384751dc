package lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an environment was made of. It is written when everything is installed, so that a half-made environment has none.
 *
 * @param python      the version of its Python
 * @param base        the Python that made it
 * @param location    where it was made; an environment does not survive being moved
 * @param lab         the pins of {@link Tier#LAB} that are installed
 * @param development the pins of {@link Tier#DEVELOPMENT} that are installed, or an empty text
 */
record Stamp(String python, String base, String location, String lab, String development) {
    private static final int LINES = 5;

    /** The stamp in a file, if there is one that can be read. */
    static Optional<Stamp> read(Path file) throws IOException {
        try {
            var lines = Files.readAllLines(file);
            return lines.size() == LINES
                    ? Optional.of(new Stamp(lines.get(0), lines.get(1), lines.get(2), lines.get(3), lines.get(4)))
                    : Optional.empty();
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
    }

    /** Saves this stamp. */
    void write(Path file) throws IOException {
        Files.write(file, List.of(python, base, location, lab, development));
    }
}
