package concurrency.multiprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.CapturedLog;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * When a cache is used, and what happens where none can be made. That a real one is used, lab's tests see in a kernel.
 */
@Timeout(60)
class WorkerCacheTest {
    private static final List<String> OPTIONS = List.of("--add-exports=a/b=c");

    @TempDir
    private Path folder;

    private Path jar;
    private Path cache;

    @BeforeEach
    void aJarAndACache() throws IOException {
        jar = Files.writeString(folder.resolve("concurrency.jar"), "a jar");
        cache = Files.writeString(folder.resolve("worker.aot"), "a cache");
    }

    private void madeFor(WorkerCache fits) throws IOException {
        Files.writeString(folder.resolve("worker.aot.for"), fits.conditions());
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    @DisplayName(
            "a cache is used for the jar, the options and the Java that it was made for, and not without being told which")
    void fits() throws IOException {
        var same = new WorkerCache(jar, OPTIONS);
        assertEquals(Optional.empty(), same.fitting());
        madeFor(same);
        assertEquals(Optional.of(cache), same.fitting());
        assertEquals(Optional.empty(), new WorkerCache(jar, List.of()).fitting());
        var version = System.setProperty("java.vm.version", "another");
        try {
            assertEquals(Optional.empty(), same.fitting());
        } finally {
            System.setProperty("java.vm.version", version);
        }
        assertEquals(Optional.of(cache), same.fitting());
        Files.delete(cache);
        assertEquals(Optional.empty(), same.fitting());
    }

    @Test
    @DisplayName(
            "a cache is not used for a jar that was changed, rebuilt or moved: this Java would run the old classes")
    void changed() throws IOException {
        var same = new WorkerCache(jar, OPTIONS);
        madeFor(same);
        var time = Files.getLastModifiedTime(jar);
        Files.setLastModifiedTime(jar, FileTime.fromMillis(time.toMillis() + 1000));
        assertEquals(Optional.empty(), same.fitting());
        Files.writeString(jar, "another jar");
        Files.setLastModifiedTime(jar, time);
        assertEquals(Optional.empty(), same.fitting());
        madeFor(same);
        var moved =
                Files.copy(jar, Files.createDirectory(folder.resolve("moved")).resolve("concurrency.jar"));
        Files.setLastModifiedTime(moved, time);
        Files.copy(cache, moved.resolveSibling("worker.aot"));
        Files.copy(folder.resolve("worker.aot.for"), moved.resolveSibling("worker.aot.for"));
        assertEquals(Optional.empty(), new WorkerCache(moved, OPTIONS).fitting());
    }

    @Test
    @DisplayName(
            "one that fits is not made again; one that does not is not used any more, also if no new one can be made")
    void renewed() throws Exception {
        var same = new WorkerCache(jar, OPTIONS);
        madeFor(same);
        try (var log = new CapturedLog(WorkerCache.class)) {
            same.renew(pool -> pool.submit(() -> Runtime.getRuntime().halt(1)).get());
            assertEquals(Optional.of(cache), same.fitting());
            assertEquals(List.of(), log.messages());
            Files.writeString(jar, "another jar");
            same.renew(pool -> pool.submit(() -> Runtime.getRuntime().halt(1)).get());
            assertEquals(1, log.messages().size());
            assertTrue(
                    log.messages().getFirst().startsWith("there is no ahead-of-time cache"), log.messages()::getFirst);
            assertTrue(log.messages().getFirst().contains("WorkerDiedException"), log.messages()::getFirst);
        }
        assertEquals(Optional.empty(), same.fitting());
        assertEquals(List.of("concurrency.jar", "worker.aot"), files());
    }

    @Test
    @DisplayName("a Java that writes no cache, a folder that may not be written to: logged, and the build goes on")
    void notMade() throws Exception {
        try (var log = new CapturedLog(WorkerCache.class)) {
            var same = new WorkerCache(jar, OPTIONS);
            same.renew(pool -> pool.submit(() -> 1).get()); // Java refuses: these tests' class path has folders in it
            assertEquals(List.of("concurrency.jar", "worker.aot"), files());
            Files.createDirectories(folder.resolve("worker.aot.for/full"));
            same.renew(pool -> pool.submit(() -> 1).get());
            assertEquals(2, log.messages().size(), log.messages()::toString);
            assertTrue(log.messages().getFirst().contains("NoSuchFileException"), log.messages()::toString);
        }
    }

    /** Like a notebook's kernel: a pool, a task, and what the workers wrote, on Java's own standard output. */
    static final class Driver {
        private Driver() {}

        public static void main(String[] arguments) throws Exception {
            try (var pool = Pools.of(1).start()) {
                pool.submit(() -> System.out.println(
                                ManagementFactory.getRuntimeMXBean().getInputArguments()))
                        .get();
                System.out.print(pool.output());
            }
        }
    }

    @Test
    @DisplayName("a cache that Java cannot read is passed over in silence, and the worker works")
    void damaged() throws Exception {
        Files.delete(jar);
        var made = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(
                        System.out,
                        System.err,
                        "--create",
                        "--file=" + jar,
                        "-C",
                        WorkerCommand.library().toString(),
                        ".");
        assertEquals(0, made);
        madeFor(new WorkerCache(jar, WorkerCommand.opened()));
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ProcessBuilder(java, "-Xmx64m", "-XX:+UseSerialGC");
        command.command().addAll(WorkerCommand.opened());
        var classPath = jar + File.pathSeparator + System.getProperty("java.class.path");
        command.command().addAll(List.of("-cp", classPath, Driver.class.getName()));
        var driver = command.redirectErrorStream(true).start();
        var lines = driver.inputReader().readAllLines();
        assertEquals(0, driver.waitFor(), lines::toString);
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.getFirst().contains("-XX:AOTCache=" + cache), lines::toString);
    }
}
