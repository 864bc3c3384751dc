package bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import bench.Contestant.Run;
import bench.Judgement.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From samples to ratios, goals, the table and the file. The contestants only say numbers. */
class ResultsTest {
    private final List<String> turns = new ArrayList<>();

    private Contestant saying(String name, Double... numbers) {
        var left = new ArrayDeque<>(List.of(numbers));
        return new Contestant(name, () -> {
            turns.add(name);
            return new Sample(Map.of("seconds", left.remove()));
        });
    }

    private static Contestant failing(String name, String why) {
        Run none = () -> {
            throw new NotMeasured(why);
        };
        return new Contestant(name, none);
    }

    private static Result result(Row row, Contestant... contestants) throws InterruptedException {
        return new Benchmark("name", 3, List.of(contestants), List.of(row))
                .run()
                .getFirst();
    }

    @Test
    void quartilesLieBetweenTheNumbers() {
        assertEquals(new Spread(1, 1.75, 2.5, 3.25, 4), Spread.of(List.of(4., 1., 3., 2.)));
        assertEquals(new Spread(7, 7, 7, 7, 7), Spread.of(List.of(7.)));
        assertThrows(IllegalArgumentException.class, () -> Spread.of(List.of()));
    }

    @Test
    void contestantsTakeTurnsAndRatiosAreOfTheSameRound() throws InterruptedException {
        var result = result(Row.time("t", "seconds"), saying("ours", 1., 2., 8.), saying("theirs", 2., 2., 2.));
        assertEquals(List.of("ours", "theirs", "ours", "theirs", "ours", "theirs"), turns);
        assertEquals(new Spread(0.5, 0.75, 1, 2.5, 4), result.entries().get(1).ratio());
        assertEquals(List.of(1., 2., 8.), result.entries().getFirst().samples());
    }

    @Test
    void goalsAreMetByTheMedianOfTheRatios() throws InterruptedException {
        var row = Row.time("t", "seconds")
                .limit(Limit.of("what is best", 2))
                .goal(new Goal("theirs", 1.05), Goal.ofLimit(1.1), Goal.notMoreThan("gone"));
        var result =
                result(row, saying("ours", 1., 2.1, 8.), saying("theirs", 1., 2., 2.), failing("gone", "not here"));
        assertEquals(
                List.of(Outcome.MET, Outcome.MET, Outcome.NOT_MEASURED),
                result.goals().stream().map(Judgement::outcome).toList());
        assertEquals("at most 1.10: missed by 10 %", new Goal("it", 1.1).verdict(1.21));
        assertEquals("at most 1.00: missed by 0.20 %", new Goal("it", 1).verdict(1.002));
        assertTrue(new Goal("it", 1).isMet(1));
    }

    @Test
    void aMeasuredLimitIsThatOfTheSameRound() throws InterruptedException {
        var numbers = new ArrayDeque<>(List.of(1., 2., 3.));
        var ours = new Contestant("ours", () -> new Sample(Map.of("seconds", 6., "ideal", numbers.remove())));
        var result = result(Row.time("t", "seconds").limit(Limit.measured("ideal", "ideal")), ours);
        assertEquals(new Spread(2, 2.5, 3, 4.5, 6), result.entries().getLast().ratio());
    }

    @Test
    void whoCannotBeMeasuredHasOneTurnAndAReason() throws InterruptedException {
        var result = result(
                Row.time("t", "seconds").limit(Limit.of("none", 1)),
                failing("ours", "broken"),
                saying("theirs", 1., 1., 1.));
        assertEquals("broken", result.entries().getFirst().notMeasured());
        assertEquals(2, result.entries().size(), "nothing to compare with a limit");
        assertFalse(result.entries().getFirst().measured());
    }

    @Test
    void theTableLinesUpAndSaysWhy() throws InterruptedException {
        var row = Row.time("One step", "seconds")
                .goal(Goal.notMoreThan("CPython"))
                .limit(Limit.of("one ns", 1e-9));
        var result = result(
                row,
                saying("ours", 136e-9, 130e-9, 150e-9),
                saying("CPython", 47e-9, 45e-9, 50e-9),
                failing("uvloop", "the Python package uvloop is not installed"));
        assertEquals(
                List.of(
                        "One step [name]",
                        "                  median          min – max  ours ÷ it    min – max  goal",
                        "  ours            136 ns    130 ns – 150 ns",
                        "  CPython        47.0 ns  45.0 ns – 50.0 ns       2.89  2.89 – 3.00  at most 1.00: missed by 189 %",
                        "  uvloop         not measured: the Python package uvloop is not installed",
                        "  limit: one ns  1.00 ns  1.00 ns – 1.00 ns        136    130 – 150"),
                Table.lines(result));
    }

    @Test
    void numbersHaveThreeDigitsAndAUnit() {
        assertEquals(
                List.of("3.41 s", "12.3 ms", "900 µs", "1.50 ns", "1234 s"),
                List.of(3.41, 0.0123, 9e-4, 1.5e-9, 1234.).stream()
                        .map(Quantity.TIME::text)
                        .toList());
        assertEquals("129 MB", Quantity.MEMORY.text(129.4));
        assertEquals(
                List.of("49.3", "0.10", "0.0058", "0.00"),
                List.of(49.3, 0.1, 0.00583, 0.).stream().map(Quantity::ratio).toList());
    }

    @Test
    void aWholeRunIsAcceptedWithItsPicturesAndNoOther(@TempDir Path folder) throws IOException, InterruptedException {
        var tools = new Tools(
                folder.resolve("bench"),
                Files.createDirectory(folder.resolve("target")),
                new Tool.Missing(""),
                new Tool.Missing(""),
                Map.of());
        var accepted = folder.resolve("bench/accepted");
        assertEquals(1, Acceptance.accept(tools), "nothing is there");
        var machine = new Machine("2026-01-01", "system", "processor", 2, "25", Map.of());
        var result = result(Row.time("next", "seconds"), saying("ours", 1., 2., 3.));
        var step = new Result("generator-next", result.title(), result.quantity(), "", result.entries(), List.of());
        var pictures = Pictures.draw(List.of(step), tools.target());
        assertEquals("steps.png", pictures.getFirst().file());
        assertTrue(pictures.getFirst().sentence().contains("ours: next() 2.00 s"), pictures.toString());
        new Results(machine, 1, false, List.of(step), pictures)
                .write(tools.target().resolve(Results.FILE));
        assertEquals(1, Acceptance.accept(tools), "a quick one");
        assertFalse(Files.exists(accepted));
        new Results(machine, 1, true, List.of(step), pictures)
                .write(tools.target().resolve(Results.FILE));
        assertEquals(0, Acceptance.accept(tools));
        try (var files = Files.list(accepted)) {
            assertEquals(
                    List.of("results.json", "steps.png"),
                    files.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void aRunIsTheSameWhenItIsReadAgain(@TempDir Path folder) throws InterruptedException {
        var result = result(
                Row.time("t", "seconds").goal(Goal.notMoreThan("gone")),
                saying("ours", 1., 2., 3.),
                failing("gone", "not here"));
        var run = new Results(
                new Machine("2026-01-01", "system", "processor", 2, "25", Map.of()),
                1.5,
                true,
                List.of(result),
                List.of());
        run.write(folder.resolve(Results.FILE));
        assertEquals(run, Results.read(folder.resolve(Results.FILE)));
        assertTrue(Main.summary(run).startsWith("Goals: 0 met, 0 missed, 1 not measured"), Main.summary(run));
    }
}
