package lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** How much is installed in the Python environment. A later tier holds the earlier ones. */
enum Tier {
    /** JupyterLab and the Java kernel: what a student needs. */
    LAB("lab.txt"),
    /** What testing and publishing need on top. */
    DEVELOPMENT("dev.txt"),
    /** What the benchmark measures the project beside, on top of that. */
    BENCHMARK("bench.txt");

    private final String file;

    Tier(String file) {
        this.file = file;
    }

    /** The lock, as pip takes it: every package of this tier and of the earlier ones, each with its hashes. */
    Path lock(Path lab) {
        return lab.resolve("lock").resolve(file);
    }

    /**
     * A name for the content of every file that decides what is installed: it changes when one of them does.
     *
     * @throws Problem if one of the files cannot be read
     */
    String pins(Path lab) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (int tier = 0; tier <= ordinal(); tier++) {
                digest.update(Files.readAllBytes(values()[tier].lock(lab)));
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
