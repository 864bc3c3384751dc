package style;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.ImportOrderer;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.palantir.javaformat.java.JavaFormatterOptions.Style;
import com.palantir.javaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Formats the project's Java, or says what is not formatted: {@code style.Main apply|check}, in the project's folder.
 *
 * <p>The exit status of {@code check} is 1 if a file is not as {@code apply} would leave it. Long string literals are
 * left alone: where to break a message is for its author.
 */
public final class Main {
    private static final List<String> SOURCES = List.of("lib/src", "lab/src", "lab/bench/src", "lab/style/src");

    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(Style.PALANTIR)
            .formatJavadoc(true)
            .build());

    private Main() {}

    /** The program. */
    public static void main(String... arguments) throws IOException {
        var apply = List.of(arguments).contains("apply");
        var different = new ArrayList<Path>();
        for (var folder : SOURCES) {
            for (var file : javaFiles(Path.of(folder))) {
                var source = Files.readString(file);
                var formatted = format(file, source);
                if (!formatted.equals(source)) {
                    different.add(file);
                    if (apply) {
                        Files.writeString(file, formatted);
                    }
                }
            }
        }
        different.forEach(file -> IO.println((apply ? "formatted: " : "not formatted: ") + file));
        System.exit(apply || different.isEmpty() ? 0 : 1);
    }

    private static List<Path> javaFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        }
    }

    private static String format(Path file, String source) throws IOException {
        try {
            var imports = ImportOrderer.reorderImports(RemoveUnusedImports.removeUnusedImports(source), Style.PALANTIR);
            // Twice: breaking a long comment at the end of a line makes a line that is formatted otherwise.
            return FORMATTER.formatSource(FORMATTER.formatSource(imports));
        } catch (FormatterException unreadable) {
            throw new IOException(file + " cannot be read by the formatter: " + unreadable.getMessage(), unreadable);
        }
    }
}
