package bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * Where and when a run was.
 *
 * @param date of the run's start
 * @param system the operating system
 * @param processor the processor's name, where the system tells it
 * @param cores how many there are
 * @param java the version of the JDK
 * @param peers the versions of Python, its packages and the C compiler, those that are there
 */
record Machine(String date, String system, String processor, int cores, String java, Map<String, String> peers) {

    static Machine now(Tools tools) throws InterruptedException {
        var peers = new TreeMap<String, String>();
        for (var tool : Map.of("C compiler", tools.cc(), "Python and packages", tools.python())
                .entrySet()) {
            if (tool.getValue() instanceof Tool.Found(var path)) {
                var line = tool.getKey().startsWith("C")
                        ? firstLine(path.toString(), "--version")
                        : firstLine(
                                path.toString(),
                                tools.folder()
                                        .resolve("src/main/python/versions.py")
                                        .toString());
                peers.put(tool.getKey(), line);
            }
        }
        return new Machine(
                LocalDate.now().toString(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                nameOfProcessor(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString(),
                peers);
    }

    private static String firstLine(String... command) throws InterruptedException {
        try {
            var process = Child.start(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD));
            try (var lines = process.inputReader()) {
                var first = lines.readLine();
                process.waitFor(1, TimeUnit.SECONDS);
                return first == null ? "unknown" : first;
            } finally {
                Child.end(process);
            }
        } catch (IOException | NotMeasured silent) {
            return "unknown";
        }
    }

    private static String nameOfProcessor() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException | UncheckedIOException elsewhere) {
            return "unknown";
        }
    }
}
