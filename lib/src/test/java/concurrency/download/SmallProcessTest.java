package concurrency.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.site.Fault;
import concurrency.site.SimulatedWeb;
import concurrency.site.Site;
import concurrency.site.Web;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Downloads in a Java process of their own that has little: few files that may be open, or little memory. */
@Tag("thorough")
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class SmallProcessTest {
    @TempDir
    private static Path folder;

    /** What that process runs: port, strategy, number of pages; prints how many were read and how the others failed. */
    static final class Driver {
        private Driver() {}

        public static void main(String[] arguments) throws InterruptedException {
            var web = Web.at(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[0])));
            var downloader = downloader(arguments[1], web);
            // Loads what it needs: a JDK that cannot open its pollers of sockets at their first use never tries again.
            downloader.download(List.of(Site.DICE.url() + "?first"));
            for (var times = Integer.parseInt(arguments[3]); times > 0; times--) {
                print(downloader.download(Collections.nCopies(Integer.parseInt(arguments[2]), Site.DICE.url())));
                print(downloader.download(List.of(Site.DICE.url() + "?again")));
            }
        }

        private static Downloader downloader(String strategy, Web web) {
            return switch (strategy) {
                case "synchronous" -> new SynchronousDownloader(web);
                case "threading" -> new ThreadingDownloader(web, 64);
                case "asyncio" -> new AsyncioDownloader(web);
                default -> new VirtualThreadDownloader(web);
            };
        }

        private static void print(Report report) {
            System.out.println(report.ok() + " "
                    + report.failures().stream()
                            .collect(Collectors.groupingBy(
                                    failed -> failed.problem().kind(), TreeMap::new, Collectors.counting())));
        }
    }

    /** With the library as a jar, as users have it: classes in a folder need a file for each, and few may be open. */
    private static String classPath() throws IOException {
        var classes = Path.of("target", "classes").toAbsolutePath();
        var jar = folder.resolve("library.jar");
        if (!Files.exists(jar)) {
            try (var zip = new ZipOutputStream(Files.newOutputStream(jar));
                    var files = Files.walk(classes.resolve("concurrency"))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    zip.putNextEntry(
                            new ZipEntry(classes.relativize(file).toString().replace('\\', '/')));
                    Files.copy(file, zip);
                }
            }
        }
        return jar + File.pathSeparator + System.getProperty("java.class.path");
    }

    private static List<String> run(
            List<String> limit, String heap, SimulatedWeb web, String strategy, int pages, int times)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(limit);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
                "-cp",
                classPath(),
                Driver.class.getName(),
                "" + web.port(),
                strategy,
                "" + pages,
                "" + times));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), said);
            return said.lines().toList();
        } finally {
            process.destroyForcibly();
        }
    }

    @ParameterizedTest
    @DisplayName(
            "D24 160 pages, 64 or more at once, in a process that may open 64 files: typed failures, and then it goes on")
    @ValueSource(strings = {"threading", "virtual threads", "asyncio"})
    void outOfFiles(String strategy) throws Exception {
        try (var web = SimulatedWeb.builder().latency(Duration.ofMillis(100)).start()) {
            var times = Faults.times(20);
            var few = List.of("prlimit", "--nofile=64:64");
            var said = run(few, "-Xmx64m", web, strategy, 160, times);
            assertEquals(2 * times, said.size(), said::toString);
            for (var i = 0; i < times; i++) {
                var failed = said.get(2 * i).matches("\\d+ \\{TOO_MANY_FILES=(\\d+)\\}");
                assertTrue(failed, said::toString);
                var numbers = said.get(2 * i).replaceAll("\\D+", " ").strip().split(" ");
                assertEquals(160, Integer.parseInt(numbers[0]) + Integer.parseInt(numbers[1]));
                assertEquals("1 {}", said.get(2 * i + 1), "the next page is read");
            }
            Faults.report("out of files, " + strategy, times, said.toString());
        }
    }

    @Test
    @DisplayName("D11 Security 7 bodies without end and gzip bombs of 10 GB, one after the other, in a heap of 128 MB")
    void boundedHeap() throws Exception {
        var times = Faults.times(50);
        for (var fault : new Fault[] {new Fault.Endless(), new Fault.GzipBomb(10L << 30)}) {
            try (var web = SimulatedWeb.builder()
                    .latency(Duration.ZERO)
                    .fault(request -> request.path().contains("?") ? Optional.empty() : Optional.of(fault))
                    .start()) {
                var said = run(List.of(), "-Xmx128m", web, "synchronous", times, 1);
                assertEquals(List.of("0 {TOO_LARGE=" + times + "}", "1 {}"), said);
            }
        }
        Faults.report("a body without end, a gzip bomb", times, "each stopped at 32 MiB");
    }
}
