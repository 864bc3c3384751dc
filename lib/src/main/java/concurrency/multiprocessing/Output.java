package concurrency.multiprocessing;

import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What the workers of a pool wrote, line by line, in the order in which it came: a worker's own lines in the order in
 * which it wrote them, and all of a task's lines before its result. A cell shows it with
 * {@code System.out.println(pool.output())}.
 *
 * <p>Holds 16 Mi characters at most; then the oldest lines go, and a first line says how many.
 */
public final class Output {
    private static final long MOST_CHARACTERS = 1 << 24;

    private final Consumer<? super Line> listener;
    private final ArrayDeque<Line> lines = new ArrayDeque<>();
    private long characters;
    private long dropped;

    /** @param listener gets the lines instead; null if they are to be kept */
    Output(Consumer<? super Line> listener) {
        this.listener = listener;
    }

    synchronized void add(Line line) {
        if (listener != null) {
            try {
                listener.accept(line);
                return;
            } catch (RuntimeException | Error notTaken) {
                // Then it is kept, so that it is not lost.
            }
        }
        lines.add(line);
        characters += line.text().length();
        while (characters > MOST_CHARACTERS) {
            characters -= lines.remove().text().length();
            dropped++;
        }
    }

    /** The lines so far. */
    public synchronized List<Line> lines() {
        return List.copyOf(lines);
    }

    /** The lines since the last call, which are not kept any longer: for a cell that shows what is new. */
    public synchronized List<Line> drain() {
        var drained = lines();
        lines.clear();
        characters = 0;
        dropped = 0;
        return drained;
    }

    /** The lines so far, each with its worker's name. */
    @Override
    public synchronized String toString() {
        return (dropped == 0 ? "" : "(" + dropped + " earlier lines are not kept)\n")
                + lines.stream().map(Line::toString).collect(Collectors.joining("\n"));
    }
}
