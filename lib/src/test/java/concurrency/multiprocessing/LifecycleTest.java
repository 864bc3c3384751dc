package concurrency.multiprocessing;

import static concurrency.multiprocessing.Pools.failureOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.asyncio.Generator;
import java.io.File;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When workers come and go, and what they are like. */
@Timeout(40)
class LifecycleTest {

    @Test
    @DisplayName("P26 a worker is replaced after so many tasks, also if all of them together are fewer than workers")
    void maxTasksPerChild() throws Exception {
        try (var pool = Pools.of(1).maxTasksPerChild(3).start()) {
            var pids = IntStream.range(0, 7)
                    .mapToObj(_ -> pool.submit(() -> Worker.current()))
                    .toList();
            var seen = new HashSet<Worker>();
            for (var i = 0; i < 7; i++) {
                seen.add(pids.get(i).get());
                assertEquals(i / 3 + 1, seen.size());
            }
        }
        try (var pool = Pools.of(2).maxTasksPerChild(1).start()) {
            assertEquals(1, pool.map(x -> Worker.current(), List.of(1)).size());
            assertEquals(3, new HashSet<>(pool.map(x -> Worker.current(), List.of(1, 2, 3))).size());
        }
    }

    @Test
    @DisplayName("P31 a task cannot start a pool of its own: processes without end are refused")
    void nested() throws Exception {
        try (var pool = Pools.of(1).start()) {
            var refused = failureOf(IllegalStateException.class, pool.submit(() -> {
                try (var inner = new ProcessPool()) {
                    return inner.submit(() -> 1).get();
                }
            }));
            assertTrue(refused.getMessage().startsWith("Worker-1"), refused::getMessage);
            assertTrue(refused.getMessage().contains("cannot start a pool of its own"), refused::getMessage);
        }
    }

    private record Environment(
            List<String> classPath,
            String folder,
            String language,
            String property,
            String java,
            boolean assertions,
            long maxMemory,
            List<String> variables)
            implements Serializable {

        static Environment here() {
            var unwanted = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH", "LD_PRELOAD");
            return new Environment(
                    List.of(System.getProperty("java.class.path").split(File.pathSeparator)),
                    Path.of("").toAbsolutePath().toString(),
                    System.getProperty("user.language"),
                    System.getProperty("course.test"),
                    System.getProperty("java.home"),
                    Environment.class.desiredAssertionStatus(),
                    Runtime.getRuntime().maxMemory(),
                    unwanted.stream().filter(System.getenv()::containsKey).toList());
        }
    }

    @Test
    @DisplayName(
            "P32 a worker has the pool's class path, folder, language, properties, Java, assertions and heap, and no options of a shell")
    void environment() throws Exception {
        System.setProperty("course.test", "of the pool; $(touch x) -cp @file");
        try (var pool = Pools.of(1).start()) {
            var here = Environment.here();
            var there = pool.submit(() -> Environment.here()).get();
            var places = here.classPath().stream()
                    .filter(place -> Path.of(place).isAbsolute())
                    .toList();
            assertTrue(there.classPath().containsAll(places));
            assertEquals(here.folder(), there.folder());
            assertEquals(here.language(), there.language());
            assertEquals(here.property(), there.property());
            assertEquals(here.java(), there.java());
            assertEquals(here.assertions(), there.assertions());
            assertTrue(there.maxMemory() <= 64L << 20, () -> there.maxMemory() + " bytes");
            assertEquals(List.of(), there.variables());
        } finally {
            System.clearProperty("course.test");
        }
    }

    @Test
    @DisplayName(
            "P32 what the pool's Java opens is open in a worker: a generator runs on a continuation, on the task's thread")
    void openedPackages() throws Exception {
        try (var pool = Pools.of(1).start()) {
            var threads = pool.submit(() -> {
                        var generator = Generator.of(self -> {
                            self.yield(Thread.currentThread().getName());
                        });
                        return List.of(Thread.currentThread().getName(), generator.next());
                    })
                    .get();
            assertEquals(List.of("Worker-1", "Worker-1"), threads);
        }
    }

    @Test
    @DisplayName(
            "P32 of what a kernel opens, a worker gets what is not for kernels only: then it starts from the same cache")
    void openedForWorkers() {
        var ofKernel = List.of(
                "--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED",
                "-Xmx1g",
                "--add-exports=java.base/b=ALL-UNNAMED",
                "--add-opens=java.base/a=ALL-UNNAMED",
                "--add-exports=java.base/b=ALL-UNNAMED");
        assertEquals(
                List.of("--add-exports=java.base/b=ALL-UNNAMED", "--add-opens=java.base/a=ALL-UNNAMED"),
                WorkerCommand.opening(ofKernel));
    }
}
