package lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** How much is installed in the Python environment. A later tier holds the earlier ones. */
enum Tier {
    /** JupyterLab and the Java kernel: what a student needs. */
    LAB("requirements.txt"),
    /** What testing and publishing need on top. */
    DEVELOPMENT("requirements-dev.txt"),
    /** What the benchmark measures the project beside, on top of that. */
    BENCHMARK("requirements-bench.txt");

    private static final String LOCK = "constraints.txt";

    private final String file;

    Tier(String file) {
        this.file = file;
    }

    /** The requirements file, as pip takes it. */
    Path requirements(Path lab) {
        return lab.resolve(file);
    }

    /**
     * A name for the content of every file that decides what is installed: it changes when one of them does.
     *
     * @throws Problem if one of the files cannot be read
     */
    String pins(Path lab) {
        var files = new ArrayList<>(List.of(LAB.file, LOCK));
        for (int later = DEVELOPMENT.ordinal(); later <= ordinal(); later++) {
            files.add(values()[later].file);
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var name : files) {
                digest.update(name.getBytes());
                digest.update(Files.readAllBytes(lab.resolve(name)));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException unreadable) {
            throw new Problem(
                    "The list of Python packages cannot be read (" + unreadable
                            + "): get it back with git checkout, or clone the project again.",
                    unreadable);
        } catch (NoSuchAlgorithmException never) {
            throw new UncheckedIOException(new IOException(never));
        }
    }
}
