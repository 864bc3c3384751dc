package concurrency.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test that leaves a socket or a thread of a server behind: at once, for closing waits. */
final class NothingLeft implements BeforeEachCallback, AfterEachCallback {
    private static final Path FILES = Path.of("/proc/self/fd");
    private long socketsBefore;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        socketsBefore = sockets();
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        assertEquals(List.of(), serverThreads(), "threads left");
        assertEquals(socketsBefore, sockets(), "sockets left");
    }

    /** Sockets of this process that are open, but for the local ones that the JDK keeps; 0 where the system does not say. */
    private static long sockets() throws IOException {
        if (!Files.isDirectory(FILES)) {
            return 0;
        }
        var local = Files.readAllLines(Path.of("/proc/self/net/unix")).stream()
                .map(line -> "socket:[" + line.strip().split(" +")[6] + "]").collect(Collectors.toSet());
        try (var files = Files.list(FILES)) {
            return files.map(NothingLeft::target).filter(file -> file.startsWith("socket:") && !local.contains(file)).count();
        }
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    /** The full dump is the one place where virtual threads show. */
    private static List<String> serverThreads() throws IOException {
        var folder = Files.createTempDirectory("threads");
        var dump = folder.resolve("dump.txt").toAbsolutePath();
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
            try (var lines = Files.lines(dump)) {
                return lines.filter(line -> line.matches("#\\d+ \"site-\\d+\".*")).toList();
            }
        } finally {
            Files.deleteIfExists(dump);
            Files.delete(folder);
        }
    }
}
