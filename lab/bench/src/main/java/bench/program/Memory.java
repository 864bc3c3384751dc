package bench.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process takes of the machine's memory, in MB; not a number where the system does not tell, which is
 * everywhere but on Linux.
 */
final class Memory {
    private Memory() {}

    /** The most that it took so far. */
    static double peak() {
        return read("VmHWM:");
    }

    /** What it takes now. */
    static double now() {
        return read("VmRSS:");
    }

    private static double read(String name) {
        try {
            for (var line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith(name)) {
                    return Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6;
                }
            }
        } catch (IOException elsewhere) {
            // not on Linux
        }
        return Double.NaN;
    }
}
