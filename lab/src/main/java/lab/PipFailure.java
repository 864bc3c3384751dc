package lab;

import java.util.List;

/** Why pip failed, as far as its output tells. */
enum PipFailure {
    /** Ctrl-C reaches pip at the same time as the launcher. */
    INTERRUPTED(
            List.of("Operation cancelled by user"),
            "The installation was interrupted: the next start begins it again."),
    /** No package index answers. */
    NETWORK(
            List.of(
                    "NewConnectionError",
                    "ConnectionError",
                    "ConnectTimeout",
                    "ReadTimeout",
                    "Connection refused",
                    "Connection broken",
                    "name resolution",
                    "Network is unreachable",
                    "ProxyError",
                    "SSLError",
                    "from versions: none"),
            "The Python packages could not be fetched: the first start needs a network;"
                    + " connect, or set pip's proxy or index, then start again."),
    /** The disk is full. */
    DISK(
            List.of("No space left", "Disk quota"),
            "The Python packages could not be installed, the disk is full: make room, then start again."),
    /** The folder cannot be written. */
    WRITING(
            List.of("Permission denied", "Read-only file system"),
            "The Python packages could not be installed, lab/.venv cannot be written: put the project where you may write."),
    /** Anything else: no build of a package for this Python or system, most of all. */
    OTHER(
            List.of(),
            "pip could not install the Python packages, its own words stand above:"
                    + " another Python (3.10 to 3.14) may help, name it with -Dpython=/path/to/python3.");

    private final List<String> signs;
    private final String sentence;

    PipFailure(List<String> signs, String sentence) {
        this.signs = signs;
        this.sentence = sentence;
    }

    /** The failure that pip's output tells of. */
    static PipFailure of(String output) {
        for (var failure : values()) {
            if (failure.signs.stream().anyMatch(output::contains)) {
                return failure;
            }
        }
        return OTHER;
    }

    /** What to do. Where pip's own words are all that is known they stand before it; elsewhere they would mislead. */
    Problem problem(String output) {
        return new Problem(this == OTHER ? output + sentence : sentence);
    }
}
