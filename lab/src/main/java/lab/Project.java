package lab;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where things are in the project.
 *
 * @param root the folder that holds {@code notebooks}, {@code lib} and {@code lab}; absolute
 */
record Project(Path root) {
    Project {
        root = root.toAbsolutePath().normalize();
    }

    /** The course. */
    Path notebooks() {
        return root.resolve("notebooks");
    }

    /** The Python environment, made by the launcher. */
    Path environment() {
        return lab().resolve(".venv");
    }

    /** Everything that Jupyter would otherwise write into the user's home. */
    Path jupyterHome() {
        return lab().resolve(".jupyter");
    }

    /** The course's settings of JupyterLab. */
    Path jupyterSettings() {
        return lab().resolve("src/main/jupyter");
    }

    /** The benchmark's jar; its manifest leads to the library. */
    Path benchmark() {
        return lab().resolve("bench/target/bench.jar");
    }

    /** The Python package {@code course}. */
    Path python() {
        return lab().resolve("src/main/python");
    }

    /** The tests of the notebooks and of the pages. */
    Path tests() {
        return lab().resolve("src/test/python");
    }

    Path lab() {
        return root.resolve("lab");
    }

    /**
     * A folder without which a command has nothing to do.
     *
     * @throws Problem if it is missing
     */
    Path required(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new Problem("The folder " + root.relativize(folder) + " is missing in " + root
                    + ": get it back with git checkout, or clone the project again.");
        }
        return folder;
    }
}
