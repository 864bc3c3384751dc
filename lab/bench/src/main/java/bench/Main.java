package bench;

import bench.Judgement.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The benchmark's command: {@code bench.Main [--rows=…] [--quick=true] [--accept=true] [--python=…|--no-python=why]}.
 */
public final class Main {
    private Main() {}

    /**
     * The program; ends with status 1 if something of ours could not be measured, and never because a peer could not.
     */
    public static void main(String... arguments) throws IOException, InterruptedException {
        var options = Options.of(arguments);
        var tools = Tools.of(options, System.getenv("PATH"));
        System.exit(options.accept() ? Acceptance.accept(tools) : measure(tools, options));
    }

    private static int measure(Tools tools, Options options) throws IOException, InterruptedException {
        var all = Catalogue.all(tools, options);
        var chosen = all.stream()
                .filter(benchmark -> options.wants(benchmark.name()))
                .toList();
        if (chosen.isEmpty()) {
            IO.println("There is no such row. The rows are: "
                    + String.join(", ", all.stream().map(Benchmark::name).toList()));
            return 1;
        }
        var start = System.nanoTime();
        var machine = Machine.now(tools);
        IO.println(machine.system() + ", " + machine.processor() + ", " + machine.cores() + " cores, Java "
                + machine.java() + ", " + machine.peers());
        var results = new ArrayList<Result>();
        for (var benchmark : chosen) {
            var begin = System.nanoTime();
            var rows = benchmark.run();
            results.addAll(rows);
            rows.forEach(row -> IO.println("\n" + String.join("\n", Table.lines(row))));
            IO.println(String.format(
                    Locale.ROOT, "  (%d rounds in %.0f s)", benchmark.rounds(), (System.nanoTime() - begin) / 1e9));
        }
        Files.createDirectories(tools.target());
        var whole = new Results(
                machine,
                (System.nanoTime() - start) / 1e9,
                chosen.equals(all) && !options.quick(),
                results,
                Pictures.draw(results, tools.target()));
        whole.write(tools.target().resolve(Results.FILE));
        IO.println("\n" + summary(whole));
        return results.stream().allMatch(result -> result.entries().getFirst().measured()) ? 0 : 1;
    }

    /** How many goals were met, and which were not. */
    static String summary(Results run) {
        var lines = new ArrayList<>(List.of(String.format(
                Locale.ROOT,
                "Goals: %d met, %d missed, %d not measured, in %.0f s. Written to target/bench/%s.",
                run.goals(Outcome.MET),
                run.goals(Outcome.MISSED),
                run.goals(Outcome.NOT_MEASURED),
                run.seconds(),
                Results.FILE)));
        run.results()
                .forEach(result -> result.goals().stream()
                        .filter(goal -> goal.outcome() == Outcome.MISSED)
                        .forEach(goal -> lines.add(
                                "  missed: " + result.title() + ", beside " + goal.beside() + ", " + goal.text())));
        if (run.complete()) {
            lines.add(
                    "To show these numbers on the course's site: mvn -Pbench -Daccept, and commit lab/bench/accepted.");
        }
        return String.join("\n", lines);
    }
}
