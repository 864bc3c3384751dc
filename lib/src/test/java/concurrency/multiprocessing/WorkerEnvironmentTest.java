package concurrency.multiprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a worker has of its pool's process. That process is one of its own here, which was started so that it differs in
 * all of this from how Java starts by itself.
 */
@Timeout(60)
class WorkerEnvironmentTest {
    private static final String RESOURCE = "environment.txt";

    /** What names of properties start with that are not passed on, and the few that are. */
    private static final List<String> OF_JAVA_ITSELF = List.of(
            "java.", "jdk.", "sun.", "os.", "user.", "file.", "path.", "line.", "native.", "stdin.", "stdout.",
            "stderr.");

    private static final List<String> PASSED_ON_ALL_THE_SAME = List.of(
            "-Dfile.encoding=ISO-8859-1",
            "-Duser.language=de",
            "-Duser.country=AT",
            "-Duser.timezone=Asia/Tokyo",
            "-Djava.io.tmpdir=.",
            "-Djava.awt.headless=true",
            "-Djava.net.preferIPv4Stack=true",
            "-Djava.net.preferIPv6Addresses=true");

    private enum Asker {
        PROGRAM,
        CELL
    }

    @TempDir
    private Path folder;

    /** What the other process runs: writes what it says about itself, and what its worker says. */
    static final class Driver {
        private static final String ANSWER = "course.answer";

        private Driver() {}

        public static void main(String[] arguments) throws Exception {
            System.setProperty("course.long", "€".repeat(19_999 - "course.long".length()));
            System.setProperty("course.longer", "€".repeat(20_000 - "course.longer".length()));
            System.setProperty("course.set", "Zoë's; $(touch x) -cp @file\n");
            try (var out = new ObjectOutputStream(System.out)) {
                out.writeObject(tell());
                out.writeObject(
                        switch (Asker.valueOf(arguments[0])) {
                            case PROGRAM -> askWorker();
                            case CELL -> askFromCell();
                        });
            }
        }

        /** All properties, and in capitals what comes of them. */
        static TreeMap<String, String> tell() throws Exception {
            var told = new TreeMap<String, String>();
            for (var name : System.getProperties().stringPropertyNames()) {
                told.put(name, System.getProperty(name));
            }
            told.put("FOLDER", Path.of("").toRealPath().toString());
            told.put("CHARSET", Charset.defaultCharset().name());
            told.put("BYTES", Integer.toString("ë".getBytes().length));
            told.put(
                    "RESOURCE",
                    Path.of(ClassLoader.getSystemResource(RESOURCE).toURI())
                            .toRealPath()
                            .toString());
            return told;
        }

        private static Object askWorker() throws Exception {
            try (var pool = Pools.of(1).start()) {
                return pool.submit(() -> tell()).get();
            }
        }

        /** The same with nothing but what cells define; they run in this process, and leave the answer here. */
        private static Object askFromCell() {
            CellTest.run(
                    "import java.nio.file.Path;",
                    "TreeMap<String, String> tell() throws Exception {"
                            + " var told = new TreeMap<String, String>();"
                            + " for (var name : System.getProperties().stringPropertyNames()) {"
                            + "  told.put(name, System.getProperty(name)); }"
                            + " told.put(\"FOLDER\", Path.of(\"\").toRealPath().toString());"
                            + " told.put(\"CHARSET\", java.nio.charset.Charset.defaultCharset().name());"
                            + " told.put(\"BYTES\", Integer.toString(\"\\u00eb\".getBytes().length));"
                            + " told.put(\"RESOURCE\", Path.of(ClassLoader.getSystemResource(\"" + RESOURCE
                            + "\").toURI()).toRealPath().toString());"
                            + " return told; }",
                    "var pool = ProcessPool.builder().workers(1).heap(64).start();",
                    "var told = pool.submit(() -> tell()).get();",
                    "pool.close();",
                    "System.getProperties().put(\"" + ANSWER + "\", told);");
            return System.getProperties().get(ANSWER);
        }
    }

    private record Answers(TreeMap<String, String> pool, TreeMap<String, String> worker) {}

    /** Starts the driver in the folder, with a class path that is relative to it. */
    private Answers ask(Asker asker) throws Exception {
        var here = folder.toRealPath();
        Files.createFile(Files.createDirectory(here.resolve("places")).resolve(RESOURCE));
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Dcourse.given=on the command line",
                "-cp",
                String.join(File.pathSeparator, classPath(here))));
        command.addAll(PASSED_ON_ALL_THE_SAME);
        OF_JAVA_ITSELF.forEach(start -> command.add("-D" + start + "course=of this process only"));
        command.addAll(List.of(Driver.class.getName(), asker.name()));
        var driver = new ProcessBuilder(command)
                .directory(here.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var in = new ObjectInputStream(driver.getInputStream())) {
            return new Answers(answer(in), answer(in));
        } finally {
            driver.destroyForcibly().waitFor();
        }
    }

    @SuppressWarnings("unchecked") // which the driver has written
    private static TreeMap<String, String> answer(ObjectInputStream in) throws Exception {
        return (TreeMap<String, String>) in.readObject();
    }

    private static List<String> classPath(Path folder) {
        var places = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(place -> folder.relativize(Path.of(place).toAbsolutePath()).toString());
        return Stream.concat(Stream.of("places"), places).toList();
    }

    @ParameterizedTest
    @DisplayName(
            "P32 a worker has its pool's class path, folder and character set, though Java would start with others")
    @EnumSource
    void same(Asker asker) throws Exception {
        var here = folder.toRealPath();
        var answers = ask(asker);
        var library = WorkerCommand.library().toString();
        var places = classPath(here).stream()
                .map(place -> here.resolve(place).normalize().toString())
                .filter(place -> !place.equals(library));
        assertEquals(
                Stream.concat(Stream.of(library), places).distinct().toList(),
                List.of(answers.worker().get("java.class.path").split(File.pathSeparator)));
        assertEquals(here.toString(), answers.worker().get("FOLDER"));
        assertEquals("ISO-8859-1", answers.worker().get("CHARSET"));
        assertEquals("1", answers.worker().get("BYTES"));
        for (var name : List.of("FOLDER", "CHARSET", "BYTES", "RESOURCE")) {
            assertEquals(answers.pool().get(name), answers.worker().get(name), name);
        }
        assertProperties(answers);
    }

    private static void assertProperties(Answers answers) {
        assertEquals("on the command line", answers.worker().get("course.given"));
        var names = new TreeSet<>(answers.pool().keySet());
        names.addAll(answers.worker().keySet());
        names.removeIf(
                name -> name.equals(Worker.NAME) || OF_JAVA_ITSELF.stream().anyMatch(name::startsWith));
        assertTrue(names.containsAll(List.of("course.set", "course.long")));
        assertTrue(names.remove("course.longer"));
        assertNull(answers.worker().get("course.longer"));
        for (var name : names) {
            assertEquals(answers.pool().get(name), answers.worker().get(name), name);
        }
        for (var start : OF_JAVA_ITSELF) {
            assertEquals("of this process only", answers.pool().get(start + "course"));
            assertNull(answers.worker().get(start + "course"), start);
        }
        for (var passedOn : PASSED_ON_ALL_THE_SAME) {
            var name = passedOn.substring(2, passedOn.indexOf('='));
            assertEquals(
                    passedOn.substring(passedOn.indexOf('=') + 1),
                    answers.worker().get(name),
                    name);
        }
    }
}
