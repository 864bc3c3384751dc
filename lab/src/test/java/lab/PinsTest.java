package lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Every version stands in one place: environment.yml, the requirements and the kernel's flags say the same. */
class PinsTest {
    private static final Path LAB = Path.of("").toAbsolutePath();
    private static final Path ROOT = LAB.getParent();
    private static final Set<String> CONDA_KEYS =
            Set.of("name", "channels", "dependencies", "variables", "prefix", "platforms");
    private static final Pattern MATCH_SPEC = Pattern.compile(
            "[a-z0-9_][a-z0-9_.-]*((=|==|>=|<=|>|<)[0-9][0-9a-z.*]*(,(>=|<=|>|<|!=)[0-9][0-9a-z.*]*)*)?");

    private static final Pattern ENTRY =
            Pattern.compile("[a-z0-9_.-]+==[^ ;]+( ; [^\\\\]+)?( \\\\ --hash=sha256:[0-9a-f]{64})+");

    private final JsonNode conda =
            YAMLMapper.shared().readTree(ROOT.resolve("environment.yml").toFile());

    /** The rules are those of conda's own schema for this file (repository conda/schemas, EnvironmentYaml). */
    @Test
    void environmentFileFollowsCondasSchema() {
        assertTrue(CONDA_KEYS.containsAll(conda.propertyNames()), "only keys that conda knows");
        assertTrue(conda.get("name").isString());
        assertTrue(conda.get("channels").isArray());
        conda.get("channels").forEach(channel -> assertTrue(isText(channel), channel.toString()));
        assertTrue(conda.get("dependencies").isArray());
        for (var dependency : conda.get("dependencies")) {
            if (dependency.isObject()) {
                assertEquals(Set.of("pip"), Set.copyOf(dependency.propertyNames()));
                assertTrue(dependency.get("pip").isArray());
                dependency.get("pip").forEach(line -> assertTrue(isText(line), line.toString()));
            } else {
                assertTrue(
                        isText(dependency)
                                && MATCH_SPEC.matcher(dependency.asString()).matches(),
                        dependency.toString());
            }
        }
        assertTrue(conda.get("variables").isObject());
        conda.get("variables").forEach(value -> assertTrue(value.isString(), value.toString()));
    }

    private static boolean isText(JsonNode node) {
        return node.isString() && !node.asString().isEmpty();
    }

    @Test
    void condaInstallsTheSamePins() {
        var pip = conda.get("dependencies")
                .valueStream()
                .filter(JsonNode::isObject)
                .toList();
        assertEquals(1, pip.size());
        assertEquals("-r lab/lock/lab.txt", pip.getFirst().get("pip").get(0).asString());
        assertEquals(1, pip.getFirst().get("pip").size());
    }

    @Test
    void condaHasTheJdkOfTheBuild() throws IOException {
        var jdk = Pattern.compile("<jdk>(\\d+)</jdk>").matcher(Files.readString(ROOT.resolve("pom.xml")));
        assertTrue(jdk.find());
        assertTrue(conda.get("dependencies")
                .valueStream()
                .anyMatch(spec -> spec.asString("").equals("openjdk=" + jdk.group(1))));
    }

    @Test
    void condasKernelHasTheFlagsOfTheProjects() {
        assertEquals(
                String.join(" ", KernelSpec.JVM_FLAGS),
                conda.get("variables").get("JJAVA_JVM_OPTS").asString());
        // JJava splits the variable at white space and knows no quotes.
        KernelSpec.JVM_FLAGS.forEach(flag -> assertFalse(flag.contains(" "), flag));
    }

    @Test
    void everyDependencyOfCondaHasItsReason() throws IOException {
        for (var line : Files.readAllLines(ROOT.resolve("environment.yml"))) {
            assertTrue(
                    !line.startsWith("  - ")
                            || line.contains(" # ")
                            || line.strip().equals("- pip:"),
                    line);
        }
    }

    @Test
    void everyRequirementIsPinnedWithAReasonAndLocked() throws IOException {
        var requirements = List.of("requirements.txt", "requirements-dev.txt", "requirements-bench.txt");
        var locked = new HashSet<String>();
        for (var tier : Tier.values()) {
            packages(tier).forEach(entry -> locked.add(entry.split("[ ;]")[0]));
            for (var line : Files.readAllLines(LAB.resolve(requirements.get(tier.ordinal())))) {
                if (line.isBlank() || line.startsWith("#") || line.startsWith("-")) {
                    continue;
                }
                assertTrue(line.contains("=="), line + " names one version");
                assertTrue(line.contains(" # "), line + " has a reason");
                assertTrue(
                        locked.contains(line.split("[ ;#]")[0]),
                        line + " is in lock/: python -m course.lock writes it there");
            }
        }
    }

    @Test
    void everyPackageOfTheLockHasItsHashes() throws IOException {
        for (var tier : Tier.values()) {
            assertFalse(packages(tier).isEmpty(), tier.toString());
            for (var entry : packages(tier)) {
                assertTrue(ENTRY.matcher(entry).matches(), entry);
            }
        }
    }

    /** pip takes one lock: a later tier names the one before it, and does not repeat it. */
    @Test
    void theLockOfATierBeginsWithTheOneBeforeIt() throws IOException {
        var seen = new HashSet<String>();
        for (var tier : Tier.values()) {
            var included = Files.readAllLines(tier.lock(LAB)).stream()
                    .filter(line -> line.startsWith("-r "))
                    .toList();
            var before = tier.ordinal() == 0
                    ? List.of()
                    : List.of(
                            "-r " + Tier.values()[tier.ordinal() - 1].lock(LAB).getFileName());
            assertEquals(before, included);
            for (var entry : packages(tier)) {
                assertTrue(seen.add(entry.split(" \\\\")[0]), entry);
            }
        }
    }

    @Test
    void theLockNamesNoHost() throws IOException {
        for (var tier : Tier.values()) {
            assertFalse(Files.readString(tier.lock(LAB)).contains("://"));
        }
    }

    /** The entries of a lock, each with the lines that go on after a backslash. */
    private static List<String> packages(Tier tier) throws IOException {
        return Arrays.stream(Files.readString(tier.lock(LAB))
                        .replace("\\\n   ", "\\")
                        .split("\n"))
                .filter(line -> !line.startsWith("#") && !line.startsWith("-"))
                .toList();
    }
}
