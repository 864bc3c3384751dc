package lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything in which operating systems differ for the launcher. Only {@link #POSIX} on Linux was tried so far; both
 * are tested as what they are, a few names.
 */
enum Platform {
    /** Linux and macOS. */
    POSIX("bin", ""),
    /** Windows. */
    WINDOWS("Scripts", ".exe");

    private static final int OLDEST_PYTHON = 10;
    private static final int NEWEST_PYTHON = 14;

    private final String scripts;
    private final String suffix;

    Platform(String scripts, String suffix) {
        this.scripts = scripts;
        this.suffix = suffix;
    }

    /** The platform whose {@code os.name} is this. */
    static Platform of(String osName) {
        return osName.startsWith("Windows") ? WINDOWS : POSIX;
    }

    /** The Python of a virtual environment. */
    Path python(Path environment) {
        return environment.resolve(scripts).resolve("python" + suffix);
    }

    /** The {@code java} of a JDK. */
    Path java(Path javaHome) {
        return javaHome.resolve("bin").resolve("java" + suffix);
    }

    /**
     * The commands that may start a Python, best first; the numbered ones for systems whose {@code python3} is too old.
     */
    List<List<String>> pythons() {
        var commands = new ArrayList<List<String>>();
        if (this == WINDOWS) {
            commands.add(List.of("py", "-3"));
        }
        commands.add(List.of("python3"));
        commands.add(List.of("python"));
        for (int minor = NEWEST_PYTHON; minor >= OLDEST_PYTHON; minor--) {
            commands.add(this == WINDOWS ? List.of("py", "-3." + minor) : List.of("python3." + minor));
        }
        return commands;
    }
}
