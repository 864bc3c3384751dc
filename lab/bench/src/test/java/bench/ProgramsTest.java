package bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import bench.Child.Line;
import bench.Judgement.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The programs that are measured, as processes; and what happens where one is not there, fails, or does not end. */
class ProgramsTest {
    private static Options quick(String rows, String python) {
        var from = Options.of("--rows=" + rows, "--quick=true", "--python=" + python);
        return new Options(from.rows(), from.quick(), from.accept(), from.python(), from.noPython(), Path.of(""));
    }

    private static List<Result> run(Options options, String path) throws InterruptedException {
        var tools = Tools.of(options, path);
        var chosen = Catalogue.all(tools, options).stream()
                .filter(benchmark -> options.wants(benchmark.name()))
                .toList();
        assertEquals(1, chosen.size());
        return chosen.getFirst().run();
    }

    @Test
    void aRowIsMeasuredFromEndToEnd() throws InterruptedException {
        assumeTrue(
                Tool.find("Python", List.of("python3"), System.getenv("PATH")) instanceof Tool.Found,
                "needs a python3");
        var result = run(quick("generator-next", ""), System.getenv("PATH")).getFirst();
        for (var entry : result.entries()) {
            assertTrue(entry.measured() && entry.samples().size() == 2, entry.toString());
            assertTrue(entry.spread().min() > 0 && entry.spread().max() < 1e-3, entry.toString());
        }
        assertTrue(result.goals().getFirst().outcome() != Outcome.NOT_MEASURED);
    }

    @Test
    void withoutPythonAndCompilerOursIsMeasuredAndTheRestSaysWhy() throws InterruptedException {
        var result = run(quick("cpu-one", ""), "").getFirst();
        assertTrue(
                result.entries().getFirst().measured(),
                result.entries().getFirst().toString());
        assertEquals(
                List.of("no C compiler on this machine", "no Python on this machine"),
                result.entries().stream().skip(1).map(Entry::notMeasured).toList());
        assertEquals(
                Set.of(Outcome.NOT_MEASURED),
                result.goals().stream().map(Judgement::outcome).collect(Collectors.toSet()));
    }

    @Test
    void anInterpreterThatIsGoneIsAReasonToo() throws InterruptedException {
        var result = run(quick("generator-next", "/no/such/python"), "").getFirst();
        assertTrue(
                result.entries().get(1).notMeasured().startsWith("could not be started: "),
                result.entries().get(1).toString());
    }

    @Test
    void aMissingCompilerOrNoPathAtAllIsTold() {
        assertEquals(new Tool.Missing("no C compiler on this machine"), Tool.find("C compiler", List.of("cc"), null));
        assertEquals(
                new Tool.Missing("no C compiler on this machine"),
                Tool.find("C compiler", List.of("cc"), "/no/such/folder"));
    }

    private static List<String> java(String... words) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-exports",
                "java.base/jdk.internal.vm=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                words[0],
                words[1],
                words[2]);
    }

    @Test
    void whatDoesNotEndIsEnded() {
        var children = ProcessHandle.current().children().collect(Collectors.toSet());
        var slow = assertThrows(
                NotMeasured.class, () -> Child.run(java("bench.program.Sleepers", "1", "600"), Duration.ofSeconds(1)));
        assertEquals("stopped: it took more than 1 s", slow.getMessage());
        ProcessHandle.current()
                .children()
                .filter(child -> !children.contains(child))
                .forEach(child -> child.onExit().join());
    }

    @Test
    void whatFailsSaysItsLastWords() {
        var failed = assertThrows(
                NotMeasured.class, () -> Child.run(java("bench.program.Sleepers", "none", "1"), Duration.ofMinutes(1)));
        assertTrue(failed.getMessage().startsWith("failed, exit status 1: "), failed.getMessage());
    }

    @Test
    void theLaterHalfOfTheLinesCounts() throws NotMeasured {
        var lines = List.of(
                new Line(0.5, "{\"seconds\": 9}"),
                new Line(0.6, "{\"seconds\": 1}"),
                new Line(0.7, "{\"seconds\": 3}"));
        var sample = Sample.of(lines, 1).numbers();
        assertEquals(2, sample.get("seconds"));
        assertEquals(0.5, sample.get(Sample.COLD));
        assertEquals(1, sample.get(Sample.WHOLE));
        assertThrows(NotMeasured.class, () -> Sample.of(List.of(), 1));
        assertThrows(NotMeasured.class, () -> Sample.of(List.of(new Line(1, "Hello")), 1));
    }

    @Test
    void optionsThatAreNotGivenAreNotAskedFor() {
        var none = Options.of("--rows=", "--quick=", "--accept=", "--python=/p");
        assertTrue(none.wants("anything") && !none.quick() && !none.accept());
        var some = Options.of("--rows=loop, cpu-one", "--quick=true");
        assertTrue(some.wants("loop-echo") && some.wants("cpu-one") && !some.wants("cpu-all") && some.quick());
    }
}
