package bench;

import concurrency.chart.BarChart;
import concurrency.chart.Picture;
import concurrency.download.Strategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Pictures of the results, for the page: the downloads, and the small steps of generators and loops. */
final class Pictures {
    private static final Map<String, String> STEPS = Map.of(
            "generator-next",
            "next()",
            "generator-yield-from",
            "yieldFrom, ten deep",
            "loop-callback",
            "callSoon",
            "loop-switch",
            "task switch");

    private Pictures() {}

    /** Draws what was measured of the two into a folder. */
    static List<Results.Drawn> draw(List<Result> results, Path folder) throws IOException {
        var drawn = new ArrayList<Results.Drawn>();
        var downloads = results.stream()
                .filter(result -> result.benchmark().startsWith("downloads-20ms")
                        && result.title().endsWith("warm"))
                .toList();
        if (!downloads.isEmpty()) {
            drawn.add(save(chart("160 pages at 20 ms, warm", downloads), folder, "downloads.png"));
        }
        var steps = results.stream()
                .filter(result -> STEPS.containsKey(result.benchmark()))
                .toList();
        if (!steps.isEmpty()) {
            drawn.add(save(chart("One step of a generator or an event loop", steps), folder, "steps.png"));
        }
        return drawn;
    }

    private static Picture chart(String title, List<Result> rows) {
        var chart = BarChart.of(title, "s");
        for (var row : rows) {
            var limit = row.entries().stream()
                    .filter(entry -> entry.name().equals(Row.LIMIT))
                    .findFirst();
            for (var entry : row.entries()) {
                if (entry.measured() && !entry.name().equals(Row.LIMIT)) {
                    chart.bar(
                            label(row.benchmark(), entry.name()), entry.spread().median());
                    limit.ifPresent(best -> chart.ideal(best.spread().median()));
                }
            }
        }
        return chart.draw();
    }

    /** Ours as the strategy, where it is one, because a strategy has its colour. */
    private static String label(String benchmark, String contestant) {
        if (STEPS.containsKey(benchmark)) {
            return contestant + ": " + STEPS.get(benchmark);
        }
        return contestant.equals("ours")
                ? Arrays.stream(Strategy.values())
                        .map(Strategy::label)
                        .filter(label -> benchmark.endsWith(label.replace(' ', '-')))
                        .findFirst()
                        .orElseThrow()
                : contestant;
    }

    private static Results.Drawn save(Picture picture, Path folder, String file) throws IOException {
        ImageIO.write(picture, "png", folder.resolve(file).toFile());
        return new Results.Drawn(file, picture.sentence());
    }
}
