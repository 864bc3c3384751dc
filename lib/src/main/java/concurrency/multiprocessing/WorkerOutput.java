package concurrency.multiprocessing;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.BiConsumer;

/**
 * What one worker writes, made into lines: what its tasks print, which comes as messages, and what Java itself or code
 * that is not Java's writes past them. In the latter also stands the reason if the process ends before its time.
 */
final class WorkerOutput {
    /** How Java begins the line that says which signal or error made it crash. */
    private static final String CRASH = "#  ";

    private final LineSplitter out;
    private final LineSplitter err;
    private final LineSplitter raw;
    private final BiConsumer<Boolean, String> lines;
    private volatile String lastWords = "";

    /** @param lines gets each line, and whether it is of the standard error */
    WorkerOutput(BiConsumer<Boolean, String> lines) {
        this.lines = lines;
        this.out = new LineSplitter(text -> lines.accept(false, text));
        this.err = new LineSplitter(text -> lines.accept(true, text));
        this.raw = new LineSplitter(this::wroteItself);
    }

    /** What a task printed. */
    void printed(boolean isError, byte[] bytes) {
        (isError ? err : out).write(bytes, bytes.length);
    }

    /** A task has ended, and so has what it printed, with or without an end of line. */
    void flush() {
        out.flush();
        err.flush();
    }

    /** What a Java that crashes wrote instead of messages. */
    void crashed(byte[] text) {
        raw.write(text, text.length);
        raw.flush();
    }

    /** Reads the process's standard error to its end. */
    void readStandardError(InputStream stderr) {
        var bytes = new byte[8192];
        try (stderr) {
            for (var count = stderr.read(bytes); count >= 0; count = stderr.read(bytes)) {
                raw.write(bytes, count);
            }
        } catch (IOException closed) {
            // Then that was all.
        }
        raw.flush();
    }

    /** The line that names the reason of a crash is not its last. */
    private void wroteItself(String text) {
        if (!lastWords.startsWith(CRASH) && !text.isBlank()) {
            lastWords = text;
        }
        lines.accept(true, text);
    }

    /** Why it ended, as far as somebody said so; empty if nobody did. */
    String lastWords() {
        return lastWords;
    }

    /** Says why it is ended, where this process knows better. */
    void lastWords(String reason) {
        lastWords = reason;
    }
}
