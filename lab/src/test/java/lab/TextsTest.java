package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The parts of the launcher that only turn one text into another. */
class TextsTest {
    @Test
    void optionsAreSplitAsInAShell() {
        assertEquals(List.of(), Options.split(""));
        assertEquals(List.of(), Options.split("  \n "));
        assertEquals(List.of("--no-browser", "--port=9000"), Options.split(" --no-browser   --port=9000 "));
        assertEquals(List.of("--dir=my notes", "a b", ""), Options.split("--dir='my notes' \"a b\" ''"));
        assertEquals(List.of("--dir=C:\\new\\tmp"), Options.split("--dir=C:\\new\\tmp"));
        var problem = assertThrows(Problem.class, () -> Options.split("--dir='x"));
        assertTrue(problem.getMessage().contains("quote is not closed"));
    }

    @Test
    void jsonIsEscapedSoThatAnotherReaderFindsTheSameText() {
        var awkward = "C:\\Users\\Zoë \"q\"\t\n\u0001/x";
        assertEquals(awkward, JsonMapper.shared().readValue(Json.text(awkward), String.class));
        assertEquals(
                List.of("a", awkward),
                List.of(JsonMapper.shared().readValue(Json.texts(List.of("a", awkward)), String[].class)));
    }

    @Test
    void kernelStartsOnTheGivenJavaWithTheFlags() {
        var spec = KernelSpec.in(Path.of("my course", ".venv"), Path.of("jdk 25", "bin", "java"));
        var json = JsonMapper.shared().readTree(spec.json());
        var command =
                json.get("argv").valueStream().map(word -> word.asString()).toList();
        assertEquals(Path.of("jdk 25", "bin", "java").toString(), command.getFirst());
        assertTrue(command.containsAll(KernelSpec.JVM_FLAGS));
        assertEquals(
                List.of("-jar", spec.jar().toString(), "{connection_file}"),
                command.subList(command.size() - 3, command.size()));
        assertEquals("message", json.get("interrupt_mode").asString());
        assertEquals("java", json.get("language").asString());
    }

    @Test
    void platformsDifferInNamesOnly() {
        var folder = Path.of("v");
        assertEquals(Path.of("v", "Scripts", "python.exe"), Platform.WINDOWS.python(folder));
        assertEquals(Path.of("v", "bin", "python"), Platform.POSIX.python(folder));
        assertEquals(Path.of("v", "bin", "java.exe"), Platform.WINDOWS.java(folder));
        assertEquals(List.of("py", "-3"), Platform.WINDOWS.pythons().getFirst());
        assertEquals(List.of("python3"), Platform.POSIX.pythons().getFirst());
        assertEquals(Platform.WINDOWS, Platform.of("Windows 11"));
        assertEquals(Platform.POSIX, Platform.of("Mac OS X"));
        assertEquals(Platform.POSIX, Platform.of("Linux"));
    }

    @Test
    void aNamedPortIsNotReplacedByAnother() {
        assertEquals(OptionalInt.empty(), Jupyter.port(List.of("--no-browser")));
        assertEquals(OptionalInt.of(9001), Jupyter.port(List.of("--port=9000", "--ServerApp.port=9001")));
        var python = Path.of("python");
        assertEquals(List.of("python", "-m", "jupyterlab"), Jupyter.command(python, List.of()));
        assertTrue(Jupyter.command(python, List.of("--port=9000")).contains("--ServerApp.port_retries=0"));
    }

    @Test
    void pipFailuresAreToldApart() {
        assertEquals(PipFailure.NETWORK, PipFailure.of("… Temporary failure in name resolution"));
        assertEquals(PipFailure.NETWORK, PipFailure.of("… Failed to establish: Connection refused"));
        assertEquals(PipFailure.DISK, PipFailure.of("OSError: [Errno 28] No space left on device"));
        assertEquals(PipFailure.INTERRUPTED, PipFailure.of("ERROR: Operation cancelled by user"));
        assertEquals(PipFailure.OTHER, PipFailure.of("error: metadata-generation-failed"));
        assertTrue(PipFailure.OTHER.problem("Could not build.\n").getMessage().startsWith("Could not build.\n"));
    }
}
