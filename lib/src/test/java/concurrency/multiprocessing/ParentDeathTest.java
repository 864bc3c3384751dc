package concurrency.multiprocessing;

import static concurrency.multiprocessing.Pools.eventually;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The process of the pool ends, in any way: all workers end with it. A Java process of its own plays that part. */
@Tag("thorough")
@Timeout(120)
class ParentDeathTest {

    /**
     * What the other process runs: a pool with one busy worker and one idle, then the end in the way that was asked
     * for.
     */
    static final class Driver {
        private Driver() {}

        public static void main(String[] arguments) throws Exception {
            var pool = Pools.of(2).start();
            var busy = pool.submit(() -> {
                System.out.println("busy");
                Deaths.sleepForEver();
            });
            pool.awaitReady();
            while (pool.output().lines().isEmpty()) {
                Thread.sleep(1);
            }
            System.out.println(String.join(
                    " ",
                    pool.workers().stream()
                            .map(worker -> Long.toString(worker.pid()))
                            .toList()));
            switch (arguments[0]) {
                case "exit" -> System.exit(3);
                case "halt" -> Runtime.getRuntime().halt(3);
                case "return" -> assertTrue(!busy.isDone());
                default -> Thread.sleep(Long.MAX_VALUE);
            }
        }
    }

    /** Starts the driver, ends it that way, and returns how long its workers lived on. */
    private static Duration end(String way) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var classPath = System.getProperty("java.class.path");
        var command = List.of(java, "-Xmx64m", "-XX:+UseSerialGC", "-cp", classPath, Driver.class.getName(), way);
        var driver = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = new BufferedReader(driver.inputReader())) {
            var pids = new ArrayList<ProcessHandle>();
            for (var pid : out.readLine().split(" ")) {
                ProcessHandle.of(Long.parseLong(pid)).ifPresent(pids::add);
            }
            switch (way) {
                case "SIGKILL" -> driver.destroyForcibly();
                case "SIGTERM" -> driver.destroy();
                case "SIGINT" ->
                    new ProcessBuilder("kill", "-INT", Long.toString(driver.pid()))
                            .start()
                            .waitFor();
                default -> {}
            }
            driver.waitFor();
            var ended = System.nanoTime();
            eventually(Duration.ofSeconds(5), () -> pids.stream().noneMatch(ProcessHandle::isAlive));
            return Duration.ofNanos(System.nanoTime() - ended);
        } finally {
            driver.destroyForcibly();
        }
    }

    @ParameterizedTest
    @DisplayName("P28 the pool's process ends, and within 5 s its workers have")
    @ValueSource(strings = {"return", "exit", "halt", "SIGTERM", "SIGINT"})
    void ends(String way) throws Exception {
        assertTrue(end(way).toMillis() < 5_000);
    }

    @Test
    @DisplayName("P28 the pool's process is killed, and within 5 s its workers have ended, each time")
    void killed() throws Exception {
        var longest = Duration.ZERO;
        for (var i = 0; i < Pools.times(50); i++) {
            var livedOn = end("SIGKILL");
            assertTrue(livedOn.toMillis() < 5_000);
            longest = livedOn.compareTo(longest) > 0 ? livedOn : longest;
        }
        Pools.report(
                "the pool's process killed",
                Pools.times(50),
                "all workers ended, the last after " + longest.toMillis() + " ms");
    }
}
