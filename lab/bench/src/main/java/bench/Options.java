package bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the command was asked for, as the launcher hands it on: {@code --rows=downloads,generator --quick=true}.
 *
 * @param rows beginnings of names of benchmarks; empty for all
 * @param quick a look at each instead of a measurement
 * @param accept take the results of the last run over for the course's site, and measure nothing
 * @param python the Python of the peers, or nothing
 * @param noPython why there is none
 * @param folder the benchmark's own folder
 */
record Options(List<String> rows, boolean quick, boolean accept, String python, String noPython, Path folder) {

    /** Reads them. What is not given, or is given as nothing, is as if it were not asked for. */
    static Options of(String... arguments) {
        return new Options(
                Arrays.stream(value("rows", arguments).split(","))
                        .map(String::strip)
                        .filter(Predicate.not(String::isEmpty))
                        .toList(),
                value("quick", arguments).equals("true"),
                value("accept", arguments).equals("true"),
                value("python", arguments),
                value("no-python", arguments),
                Path.of("lab", "bench"));
    }

    private static String value(String name, String... arguments) {
        var start = "--" + name + "=";
        return Arrays.stream(arguments)
                .filter(argument -> argument.startsWith(start))
                .map(argument -> argument.substring(start.length()))
                .reduce("", (_, last) -> last);
    }

    /** Whether a benchmark of that name was asked for. */
    boolean wants(String name) {
        return rows.isEmpty() || rows.stream().anyMatch(name::startsWith);
    }

    /** As many as that, or few for a look. */
    int count(int many, int few) {
        return quick ? few : many;
    }

    /** As many rounds as that, or two for a look. */
    int rounds(int many) {
        return count(many, 2);
    }
}
