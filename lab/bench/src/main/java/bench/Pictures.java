package bench;

import concurrency.chart.BarChart;
import concurrency.chart.Picture;
import concurrency.download.Strategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;

/** Pictures of the results, for the page: the downloads, and the small steps of generators and loops. */
final class Pictures {
    private Pictures() { }

    /** Draws what was measured of the two into a folder. */
    static List<Results.Drawn> draw(List<Result> results, Path folder) throws IOException {
        var drawn = new ArrayList<Results.Drawn>();
        var downloads = results.stream().filter(result -> result.benchmark().startsWith("downloads-20ms") && result.title().endsWith("warm")).toList();
        if (!downloads.isEmpty()) {
            drawn.add(save(chart("160 pages at 20 ms, warm", downloads), folder, "downloads.png"));
        }
        var steps = results.stream().filter(result -> List.of("generator-next", "generator-yield-from", "loop-callback", "loop-switch").contains(result.benchmark())).toList();
        if (!steps.isEmpty()) {
            drawn.add(save(chart("One step of a generator or an event loop", steps), folder, "steps.png"));
        }
        return drawn;
    }

    private static Picture chart(String title, List<Result> rows) {
        var chart = BarChart.of(title, "s");
        for (var row : rows) {
            var limit = row.entries().stream().filter(entry -> entry.name().equals(Row.LIMIT)).findFirst();
            for (var entry : row.entries()) {
                if (entry.measured() && !entry.name().equals(Row.LIMIT)) {
                    chart.bar(entry.name().equals("ours") ? label(row.benchmark()) : entry.name(), entry.spread().median());
                    limit.ifPresent(best -> chart.ideal(best.spread().median()));
                }
            }
        }
        return chart.draw();
    }

    /** The strategy, where it is one, because a strategy has its colour; else the benchmark's name. */
    private static String label(String benchmark) {
        return Arrays.stream(Strategy.values()).map(Strategy::label).filter(label -> benchmark.endsWith(label.replace(' ', '-'))).findFirst()
                .orElse("ours, " + benchmark.replace('-', ' '));
    }

    private static Results.Drawn save(Picture picture, Path folder, String file) throws IOException {
        ImageIO.write(picture, "png", folder.resolve(file).toFile());
        return new Results.Drawn(file, picture.sentence());
    }
}
