package concurrency.multiprocessing;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a worker's process is started: the same Java as this process, the same class path, folder, language and character
 * set, the same parts of the JDK opened. A list of words, never a shell's line; and nothing that a shell's environment
 * says to Java reaches it.
 */
final class WorkerCommand {
    /**
     * Read by Java itself or by the system's loader before a program starts: they would make a worker differ from its
     * pool.
     */
    private static final List<String> NOT_INHERITED =
            List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH", "LD_PRELOAD");

    /** Properties that Java reads once, when it starts. */
    private static final List<String> AT_START = List.of(
            "file.encoding",
            "user.language",
            "user.country",
            "user.timezone",
            "java.io.tmpdir",
            "java.awt.headless",
            "java.net.preferIPv4Stack",
            "java.net.preferIPv6Addresses");

    /** What opens parts of the JDK or of the language to a program, and so decides what its tasks can do. */
    private static final List<String> OPENING = List.of("--add-exports=", "--add-opens=", "--enable-preview");

    /**
     * JShell, on which a kernel stands and no worker: not passed on, so that one cache fits workers of kernels and of
     * programs.
     */
    private static final String OF_KERNELS = "=jdk.jshell/";

    /** What the names of properties start with that each Java sets for itself. */
    private static final List<String> OF_JAVA_ITSELF = List.of(
            "java.",
            "jdk.",
            "sun.",
            "os.",
            "user.",
            "file.",
            "path.",
            "line.",
            "native.",
            "stdin.",
            "stdout.",
            "stderr.",
            Worker.NAME);

    /** A property is sent as a string of at most 65,535 bytes, and a character takes 3 at most. */
    private static final int LONGEST_PROPERTY = 20_000;

    private WorkerCommand() {}

    static ProcessBuilder of(String name, PoolSettings settings) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-Xmx" + settings.heap());
        words.add("-XX:+ExitOnOutOfMemoryError");
        words.add("-XX:+UseSerialGC"); // starts fastest, and a worker runs one task at a time
        words.add("-XX:-UsePerfData"); // no file for tools that look for Java processes
        // The standard output is for messages; a crash is told there all the same.
        words.add("-XX:+DisplayVMOutputToStderr");
        words.add("-XX:ErrorFile=" + Path.of(System.getProperty("java.io.tmpdir"), "worker-crash-%p.log"));
        words.add("-XX:-CreateCoredumpOnCrash");
        words.add("-Xlog:disable"); // also where the cache below cannot be used after all
        var library = library();
        if (settings.recordedCache() == null) {
            new WorkerCache(library, opened()).fitting().ifPresent(cache -> words.add("-XX:AOTCache=" + cache));
        } else {
            words.add("-XX:AOTCacheOutput=" + settings.recordedCache());
        }
        if (WorkerCommand.class.desiredAssertionStatus()) {
            words.add("-ea");
        }
        words.addAll(opened());
        for (var property : AT_START) {
            var value = System.getProperty(property);
            if (value != null && value.chars().noneMatch(Character::isISOControl)) {
                words.add("-D" + property + "=" + value);
            }
        }
        words.add("-D" + Worker.NAME + "=" + name);
        words.add("-cp");
        words.add(classPath(library));
        words.add(WorkerMain.class.getName());
        var command = new ProcessBuilder(words);
        NOT_INHERITED.forEach(command.environment()::remove);
        return command;
    }

    /** Asked once: the first question takes some 20 ms. */
    private static final class Options {
        private static final List<String> OPENED =
                opening(ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    /**
     * Each once and in order, so that an ahead-of-time cache, which fits one row of options only, fits more parents.
     */
    static List<String> opening(List<String> options) {
        return options.stream()
                .filter(option -> OPENING.stream().anyMatch(option::startsWith) && !option.contains(OF_KERNELS))
                .distinct()
                .sorted()
                .toList();
    }

    /** This process's options that open something. */
    static List<String> opened() {
        return Options.OPENED;
    }

    /** The library's jar, or its folder while it is being developed. */
    static Path library() {
        try {
            var location = WorkerCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI();
            return Path.of(location).toAbsolutePath().normalize();
        } catch (URISyntaxException | RuntimeException notAFile) {
            throw new IllegalStateException(
                    "workers cannot start: the library is not in a file that they could load", notAFile);
        }
    }

    /** The library first, so that an ahead-of-time cache fits whatever follows; its manifest leads to what it needs. */
    private static String classPath(Path library) {
        var places = new LinkedHashSet<String>();
        places.add(library.toString());
        for (var place : System.getProperty("java.class.path", "").split(File.pathSeparator)) {
            if (!place.isEmpty()) {
                places.add(Path.of(place).toAbsolutePath().normalize().toString());
            }
        }
        return String.join(File.pathSeparator, places);
    }

    /**
     * The properties of this process that a worker does not get by itself; it sets them before its initializer runs.
     */
    static Map<String, String> properties() {
        var properties = new TreeMap<String, String>();
        for (var name : System.getProperties().stringPropertyNames()) {
            var value = System.getProperty(name, "");
            if (OF_JAVA_ITSELF.stream().noneMatch(name::startsWith)
                    && name.length() + value.length() < LONGEST_PROPERTY) {
                properties.put(name, value);
            }
        }
        return properties;
    }
}
