package bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The results as a table for the terminal. */
final class Table {
    private static final List<String> HEAD = List.of("", "median", "min – max", "ours ÷ it", "min – max", "goal");

    private Table() {}

    /** The lines of a row, its title first. */
    static List<String> lines(Result result) {
        var cells = new ArrayList<List<String>>();
        cells.add(HEAD);
        result.entries().forEach(entry -> cells.add(cells(result, entry)));
        var widths = IntStream.range(0, HEAD.size())
                .map(column -> cells.stream()
                        .filter(line -> column == 0 || line.size() == HEAD.size())
                        .mapToInt(line -> line.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        var lines = new ArrayList<String>();
        lines.add(result.title() + " [" + result.benchmark() + "]");
        cells.forEach(line -> lines.add("  "
                + IntStream.range(0, line.size())
                        .mapToObj(column ->
                                pad(line.get(column), column == 0 || column == line.size() - 1, widths[column]))
                        .collect(Collectors.joining("  "))
                        .stripTrailing()));
        return lines;
    }

    private static List<String> cells(Result result, Entry entry) {
        var name = entry.name().equals(Row.LIMIT) ? "limit: " + result.limit() : entry.name();
        if (!entry.measured()) {
            return List.of(name, "not measured: " + entry.notMeasured());
        }
        var goals = result.goals().stream()
                .filter(goal -> goal.beside().equals(entry.name()))
                .map(Judgement::text)
                .collect(Collectors.joining("; "));
        return List.of(
                name,
                result.quantity().text(entry.spread().median()),
                result.quantity().text(entry.spread().min()) + " – "
                        + result.quantity().text(entry.spread().max()),
                entry.ratio() == null ? "" : Quantity.ratio(entry.ratio().median()),
                entry.ratio() == null
                        ? ""
                        : Quantity.ratio(entry.ratio().min()) + " – "
                                + Quantity.ratio(entry.ratio().max()),
                goals);
    }

    private static String pad(String text, boolean left, int width) {
        var space = " ".repeat(Math.max(0, width - text.length()));
        return left ? text + space : space + text;
    }
}
