package concurrency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What must be nowhere in the project, its tests included. */
class TrustTest {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> NOT_OURS =
            Set.of("target", ".git", ".venv", "venv", "node_modules", "__pycache__", ".ipynb_checkpoints");
    private static final Pattern TEXT = Pattern.compile(".*\\.(java|py|ipynb|xml|ya?ml|toml|md|sh|json)");
    private static final Pattern TRUSTS_ALL =
            Pattern.compile("[X]509TrustManager|[H]ostnameVerifier|[h]ostnameVerifier\\(|[c]heckServerTrusted"
                    + "|[a]ddInsecureHost|[v]erify *= *False|[C]ERT_NONE|[_]create_unverified_context");
    private static final Pattern KEY = Pattern.compile("-----BEGIN [A-Z ]*PRIVATE [K]EY-----");
    private static final Pattern KEY_FILE = Pattern.compile(".*\\.(pem|key|p12|pfx|jks|keystore)");

    private static List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        Files.walkFileTree(PROJECT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes about) {
                var ours = !NOT_OURS.contains(folder.getFileName().toString());
                return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes about) {
                files.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        assertTrue(files.size() > 200, "these are not the project's files: " + PROJECT);
        return files;
    }

    @Test
    @DisplayName("D14 Security 7 nothing trusts every certificate or every host name, tests included")
    void nothingTrustsAll() throws IOException {
        assertEquals(List.of(), holding(TRUSTS_ALL));
    }

    @Test
    @DisplayName("Security 14 there is no private key in the project: tests make theirs at run time")
    void noKeys() throws IOException {
        assertEquals(List.of(), holding(KEY));
        assertEquals(
                List.of(),
                files().stream()
                        .filter(file -> KEY_FILE.matcher(file.toString()).matches())
                        .toList());
    }

    private static List<Path> holding(Pattern pattern) throws IOException {
        var holding = new ArrayList<Path>();
        for (var file : files()) {
            if (TEXT.matcher(file.toString()).matches()
                    && pattern.matcher(Files.readString(file, StandardCharsets.ISO_8859_1))
                            .find()) {
                holding.add(file);
            }
        }
        return holding;
    }
}
