package concurrency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The library's packages, lowest first: a package uses only those before it, and says in its package-info what it is.
 */
class PackagesTest {
    private static final List<String> LOWEST_FIRST =
            List.of("trace", "replay", "site", "asyncio", "multiprocessing", "cpu", "download", "chart", "notebook");
    private static final Path SOURCES = Path.of("src/main/java/concurrency");
    private static final Pattern USE = Pattern.compile("\\bconcurrency\\.([a-z]+)\\.[A-Z]");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);

    @Test
    void everyPackageHasItsPlaceAndItsIntroduction() throws IOException {
        try (var packages = Files.list(SOURCES)) {
            for (var each : packages.toList()) {
                assertTrue(LOWEST_FIRST.contains(each.getFileName().toString()), each + " has no place in the order");
                assertTrue(Files.exists(each.resolve("package-info.java")), each + " has no package-info.java");
            }
        }
    }

    @Test
    void aPackageUsesOnlyThoseBelowIt() throws IOException {
        try (var files = Files.walk(SOURCES)) {
            for (var file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                var own = LOWEST_FIRST.indexOf(file.getParent().getFileName().toString());
                var code = COMMENT.matcher(Files.readString(file)).replaceAll("");
                var above = USE.matcher(code)
                        .results()
                        .map(use -> use.group(1))
                        .filter(used -> LOWEST_FIRST.indexOf(used) > own)
                        .distinct()
                        .toList();
                assertEquals(List.of(), above, file + " uses what is above it");
            }
        }
    }
}
