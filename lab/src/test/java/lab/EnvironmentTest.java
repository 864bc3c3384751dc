package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** When an environment is made, reused and made again. The Pythons are shell scripts that pretend. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the pretended Pythons are shell scripts")
class EnvironmentTest {
    /**
     * Answers the launcher's question, makes environments of copies of itself, and writes down what pip is asked for.
     */
    private static final String PRETENDER = """
            #!/bin/sh
            case "$*" in
              *"-m venv"*) for last; do :; done
                mkdir -p "$last/bin" && cp "$0" "$last/bin/python" ;;
              *"-m pip"*) here=$(dirname "$(dirname "$0")")
                mkdir -p "$here/share/jupyter/kernels/java" && : > "$here/share/jupyter/kernels/java/jjava.jar"
                for last; do :; done
                echo "$(basename "$last")" >> "$here/../pip.log"; exit PIP_STATUS ;;
              *) echo VERSION; echo "$0"; echo /base/VERSION; echo VENV; echo True ;;
            esac
            """;

    @TempDir
    Path folder;

    private Project project;
    private final List<String> said = new ArrayList<>();

    @BeforeEach
    void aProjectInAFolderWithASpace() throws IOException {
        project = new Project(Files.createDirectories(folder.resolve("my course")));
        Files.createDirectories(project.lab().resolve("lock"));
        for (var tier : Tier.values()) {
            Files.writeString(tier.lock(project.lab()), "one==1");
        }
    }

    private String python(String name, String version, boolean makesVenvs, int pipStatus) throws IOException {
        var file = folder.resolve(name);
        Files.writeString(
                file,
                PRETENDER
                        .replace("VERSION", version)
                        .replace("VENV", makesVenvs ? "True" : "False")
                        .replace("PIP_STATUS", String.valueOf(pipStatus)));
        assertTrue(file.toFile().setExecutable(true));
        return file.toString();
    }

    private Environment environment(String... pythons) {
        var candidates = List.of(pythons).stream().map(List::of).toList();
        return new Environment(project, Platform.POSIX, new Pythons("", candidates), said::add);
    }

    private List<String> installed() throws IOException {
        return Files.readAllLines(project.lab().resolve("pip.log"));
    }

    @Test
    void isMadeOnceAndReused() throws IOException {
        var environment = environment(python("good", "3.12.1", true, 0));
        environment.require(Tier.LAB);
        environment.require(Tier.LAB);
        assertEquals(List.of("lab.txt"), installed());
    }

    @Test
    void aHigherTierIsAddedAndHoldsTheLower() throws IOException {
        var environment = environment(python("good", "3.12.1", true, 0));
        environment.require(Tier.LAB);
        environment.require(Tier.DEVELOPMENT);
        environment.require(Tier.DEVELOPMENT);
        environment.require(Tier.LAB);
        assertEquals(List.of("lab.txt", "dev.txt"), installed());
    }

    @Test
    void theHighestTierHoldsAllAndALowerOneIsNoneOfIt() throws IOException {
        var environment = environment(python("good", "3.12.1", true, 0));
        environment.require(Tier.DEVELOPMENT);
        environment.require(Tier.BENCHMARK);
        environment.require(Tier.DEVELOPMENT);
        environment.require(Tier.BENCHMARK);
        assertEquals(List.of("dev.txt", "bench.txt"), installed());
    }

    @Test
    void changedPinsMakeItAgain() throws IOException {
        var environment = environment(python("good", "3.12.1", true, 0));
        environment.require(Tier.LAB);
        var leftover = Files.createFile(project.environment().resolve("leftover"));
        Files.writeString(Tier.LAB.lock(project.lab()), "one==2");
        environment.require(Tier.LAB);
        assertEquals(2, installed().size());
        assertFalse(Files.exists(leftover));
    }

    @Test
    void halfMadeBrokenAndMovedOnesAreMadeAgain() throws IOException {
        var environment = environment(python("good", "3.12.1", true, 0));
        Files.createDirectories(project.environment().resolve("bin"));
        environment.require(Tier.LAB);
        Files.writeString(environment.python(), "no Python any more");
        environment.require(Tier.LAB);
        Files.delete(KernelSpec.in(project.environment(), folder).jar());
        environment.require(Tier.LAB);
        assertEquals(3, installed().size());
        project = new Project(Files.move(project.root(), folder.resolve("moved")));
        environment(python("good", "3.12.1", true, 0)).require(Tier.LAB);
        assertEquals(4, installed().size());
    }

    @Test
    void theFirstSuitablePythonIsTaken() throws IOException {
        environment(
                        "no-such-python",
                        python("broken", "rubbish\nmore", true, 0),
                        python("old", "3.9.2", true, 0),
                        python("bare", "3.11.2", false, 0),
                        python("good", "3.10.0", true, 0))
                .require(Tier.LAB);
        assertTrue(said.getFirst().contains("with Python 3.10.0"), said.toString());
    }

    @Test
    void missingPythonsAreTold() throws IOException {
        var old = environment("no-such-python", python("old", "3.9.2", true, 0));
        var problem = assertThrows(Problem.class, () -> old.require(Tier.LAB));
        assertTrue(problem.getMessage().startsWith("No Python 3.10 or newer was found ("), problem.getMessage());
        assertTrue(problem.getMessage().contains("old is Python 3.9.2"), problem.getMessage());
        var bare = environment(python("bare", "3.11.2", false, 0));
        assertTrue(assertThrows(Problem.class, () -> bare.require(Tier.LAB))
                .getMessage()
                .contains("python3-venv"));
        var named = new Environment(project, Platform.POSIX, new Pythons("/no/such", List.of()), said::add);
        assertTrue(assertThrows(Problem.class, () -> named.require(Tier.LAB))
                .getMessage()
                .contains("/no/such is not there"));
    }

    @Test
    void aFailedInstallationIsNotTakenForAnEnvironment() throws IOException {
        var failing = environment(python("failing", "3.12.1", true, 1));
        assertThrows(Problem.class, () -> failing.require(Tier.LAB));
        environment(python("good", "3.12.1", true, 0)).require(Tier.LAB);
        assertEquals(2, installed().size());
    }
}
