package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the launcher starts, ends, and refuses to start. The processes are small Java programs, so any system will do.
 */
class ProcessesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private ProcessBuilder java(Class<?> program, String... arguments) {
        var command = new ArrayList<>(List.of(
                Platform.of(System.getProperty("os.name"))
                        .java(Path.of(System.getProperty("java.home")))
                        .toString(),
                "-XX:+UseSerialGC",
                "-Xmx16m",
                "-cp",
                "target/classes" + File.pathSeparator + "target/test-classes",
                program.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** Prints its arguments and ends with status 3. */
    static final class Speaks {
        public static void main(String... arguments) {
            List.of(arguments).forEach(IO::println);
            System.exit(3);
        }
    }

    /** Starts a second one of itself and leaves it running, or with an argument only waits. */
    static final class LeavesAChild {
        public static void main(String... arguments) throws Exception {
            if (arguments.length == 0) {
                var child = new ProcessesTest().java(LeavesAChild.class, "wait").start();
                IO.println(child.pid());
                Thread.sleep(2_000);
            } else {
                Thread.sleep(600_000);
            }
        }
    }

    @Test
    void statusAndOutputAreHandedOn() {
        assertEquals(new Child.Ended(3, List.of("a b", "ü")), Child.listen(java(Speaks.class, "a b", "ü"), PATIENCE));
    }

    @Test
    void whatAProgramLeavesBehindIsEnded() {
        var builder = java(LeavesAChild.class).redirectInput(ProcessBuilder.Redirect.PIPE);
        builder.redirectErrorStream(true);
        var ended = assertInstanceOf(Child.Ended.class, Child.listen(builder, PATIENCE));
        long left = Long.parseLong(ended.output().getFirst());
        assertFalse(ProcessHandle.of(left).filter(ProcessHandle::isAlive).isPresent());
    }

    @Test
    void aProgramThatHangsIsEnded() {
        assertEquals(new Child.TimedOut(), Child.listen(java(LeavesAChild.class, "wait"), Duration.ofMillis(300)));
    }

    @Test
    void aProgramThatIsNotThereIsNoException() {
        assertInstanceOf(Child.NotStarted.class, Child.listen(new ProcessBuilder("no-such-program-here"), PATIENCE));
    }

    @Test
    void aPortInUseIsAProblem() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
            var problem = assertThrows(Problem.class, () -> Jupyter.requireFree(taken.getLocalPort()));
            assertTrue(
                    problem.getMessage().startsWith("Port " + taken.getLocalPort() + " is in use"),
                    problem.getMessage());
        }
        assertThrows(Problem.class, () -> Jupyter.requireFree(70_000));
    }

    @Test
    void jupyterWritesInsideTheProjectOnly() throws IOException {
        var settings = new Project(folder).jupyterSettings();
        Files.createDirectories(settings);
        Files.copy(Path.of("src/main/jupyter/folders.properties"), settings.resolve("folders.properties"));
        var variables =
                new HashMap<>(Map.of("JJAVA_JVM_OPTS", "-Xmx1m", "JUPYTER_PATH", "/elsewhere", "PYTHONHOME", "/old"));
        Jupyter.enclose(variables, new Project(folder), Path.of("jdk"));
        assertEquals("jdk", variables.get("JAVA_HOME"));
        assertFalse(variables.containsKey("JUPYTER_PATH")
                || variables.containsKey("PYTHONHOME")
                || variables.containsKey("JJAVA_JVM_OPTS"));
        for (var name : List.of(
                "JUPYTER_CONFIG_DIR",
                "JUPYTER_DATA_DIR",
                "JUPYTER_RUNTIME_DIR",
                "JUPYTERLAB_SETTINGS_DIR",
                "JUPYTERLAB_WORKSPACES_DIR",
                "IPYTHONDIR")) {
            assertTrue(Path.of(variables.get(name)).startsWith(folder.resolve("lab/.jupyter")), name);
        }
    }

    @Test
    void aMissingFolderIsAProblem() {
        var project = new Project(folder);
        var problem = assertThrows(Problem.class, () -> project.required(project.notebooks()));
        assertTrue(problem.getMessage().startsWith("The folder notebooks is missing in "), problem.getMessage());
    }
}
