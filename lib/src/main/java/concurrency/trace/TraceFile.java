package concurrency.trace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A trace as a JSON file: its format's number, then its components by their names. */
record TraceFile(int format, Trace trace) {
    private static final int FORMAT = 2;
    private static final JsonMapper JSON = JsonMapper.shared();

    static void write(Trace trace, Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        var draft = Files.createTempFile(folder, file.getFileName().toString(), ".tmp");
        try {
            Files.write(draft, JSON.writeValueAsBytes(new TraceFile(FORMAT, trace)));
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    static Trace read(Path file) throws IOException {
        try {
            var saved = JSON.readValue(Files.readAllBytes(file), TraceFile.class);
            if (saved.format() != FORMAT || saved.trace() == null) {
                throw unreadable(file, "its format is " + saved.format() + ", not " + FORMAT, null);
            }
            return saved.trace();
        } catch (NoSuchFileException none) {
            throw new IOException("there is no trace at " + file + ": run the notebook that saves it first", none);
        } catch (JacksonException | NullPointerException | IllegalArgumentException notATrace) {
            throw unreadable(file, notATrace.getMessage().lines().findFirst().orElse(""), notATrace);
        }
    }

    private static IOException unreadable(Path file, String why, Exception cause) {
        return new IOException(
                file + " is not a trace that this version reads (" + why
                        + "): delete it and run the notebook that saves it again",
                cause);
    }
}
