package concurrency.notebook;

import concurrency.chart.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A table of results, which {@link Notebook#show} shows as one. {@snippet class="concurrency.notebook.ExamplesTest"
 * region="table"}
 *
 * <p>Its text is a table of Markdown, which can be read as it is, too. Fractions are written with three digits.
 */
public final class Table {
    private final List<String> lines = new ArrayList<>();
    private final int columns;

    private Table(List<?> names) {
        columns = names.size();
        lines.add(line(names.stream()));
        lines.add("|" + "---|".repeat(columns));
    }

    /**
     * A table still without rows.
     *
     * @param names of the columns
     * @throws IllegalArgumentException if there are none
     */
    public static Table of(Object... names) {
        if (names.length == 0) {
            throw new IllegalArgumentException("a table needs columns: Table.of(\"strategy\", \"seconds\")");
        }
        return new Table(List.of(names));
    }

    /**
     * Adds a row.
     *
     * @param cells a value for each column
     * @throws IllegalArgumentException if there are more or fewer than columns
     */
    public Table row(Object... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(
                    "the table has " + columns + " columns and the row " + cells.length + " cells: " + List.of(cells));
        }
        lines.add(line(Stream.of(cells)));
        return this;
    }

    private static String line(Stream<?> cells) {
        return cells.map(Table::text).collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String text(Object cell) {
        var text = cell instanceof Double number ? Numbers.three(number) : cell.toString();
        return Markdown.plain(text.replaceAll("\\s+", " ")).replace("|", "\\|");
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
