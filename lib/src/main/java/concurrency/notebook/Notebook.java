package concurrency.notebook;

import concurrency.trace.Trace;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What a cell calls without naming who does it; notebooks import these methods statically. */
public final class Notebook {
    /** Where runs are kept, seen from a notebook, in whose folder its kernel runs. */
    private static final Path RUNS = Path.of("runs");

    /**
     * What is open now, by name. A kernel is one session with one set of variables, and forgets the old value of a
     * variable without a word when its cell is run again; so this, alone in the library, is kept for the whole session.
     */
    private static final Map<String, AutoCloseable> OPEN = new ConcurrentHashMap<>();

    private Notebook() {}

    /**
     * Shows a value below the cell, now, and goes on. A picture is followed by the sentence that says what it shows.
     */
    public static void show(Object value) {
        var screen = Screen.current();
        if (value instanceof Table table) {
            screen.markdown(table.toString());
            return;
        }
        screen.display(value);
        if (value instanceof BufferedImage picture) {
            screen.caption(picture.toString());
        }
    }

    /**
     * Opens something that lives longer than its cell, for example the simulated sites. What an earlier run of the cell
     * opened under that name is closed first, so that a cell may be run as often as one likes.
     */
    public static <T extends AutoCloseable> T reopen(String name, Supplier<T> opening) throws Exception {
        close(name);
        var opened = opening.get();
        OPEN.put(name, opened);
        return opened;
    }

    /** Closes what {@link #reopen} opened under that name. Closing nothing is fine. */
    public static void close(String name) throws Exception {
        var open = OPEN.remove(name);
        if (open != null) {
            open.close();
        }
    }

    /**
     * Keeps the record of a run in {@code runs/}, so that a later notebook can compare it with others.
     *
     * @throws IOException if it cannot be written
     */
    public static void saveRun(Trace trace) throws IOException {
        trace.save(file(trace.name()));
    }

    /**
     * The record that {@link #saveRun} kept.
     *
     * @param name the trace's name, for example {@code synchronous}
     * @throws IOException if there is none, or it cannot be read; the message says what to do
     */
    public static Trace loadRun(String name) throws IOException {
        return Trace.load(file(name));
    }

    private static Path file(String name) {
        return RUNS.resolve(name.replaceAll("[^A-Za-z0-9-]+", "-") + ".json");
    }
}
