package concurrency.notebook;

import concurrency.download.Download;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A bar that grows while downloads end, on whichever threads they end, and becomes a sentence when it is closed. Used
 * in a try block: it is closed when the run has ended.
 *
 * <p>It is redrawn at most ten times a second, so that drawing does not slow down what it shows, and never after it has
 * been closed, because a kernel drops what a cell changes after its end. It is plain text: it reads the same in a saved
 * notebook, on a page, and aloud.
 */
public final class ProgressBar implements Consumer<Download>, AutoCloseable {
    private static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int WIDTH = 40;

    private final int total;
    private final Screen screen;
    private final LongSupplier nanoTime;
    private final long start;
    private final String id;
    private int done;
    private int failed;
    private long lastDrawn;
    private boolean closed;

    /**
     * Shows an empty bar.
     *
     * @param total how many steps there will be
     * @throws IllegalArgumentException if it is not above zero
     */
    public ProgressBar(int total) {
        this(total, Screen.current(), System::nanoTime);
    }

    ProgressBar(int total, Screen screen, LongSupplier nanoTime) {
        if (total <= 0) {
            throw new IllegalArgumentException("a progress bar needs at least one step, not " + total);
        }
        this.total = total;
        this.screen = screen;
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
        this.lastDrawn = start;
        this.id = screen.display(bar());
    }

    /** One download has ended, well or not. */
    @Override
    public void accept(Download download) {
        step(download.ok());
    }

    /** One step of anything has ended, well or not. */
    public synchronized void step(boolean ok) {
        done++;
        failed += ok ? 0 : 1;
        var now = nanoTime.getAsLong();
        if (!closed && now - lastDrawn >= INTERVAL_NS) {
            lastDrawn = now;
            screen.update(id, bar());
        }
    }

    /** Replaces the bar by its last sentence. Steps after that are not shown. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            screen.update(id, sentence());
        }
    }

    private String bar() {
        var full = (int) Math.min(WIDTH, (long) WIDTH * done / total);
        return "█".repeat(full) + "░".repeat(WIDTH - full) + "  " + sentence();
    }

    private String sentence() {
        var seconds = (nanoTime.getAsLong() - start) / 1e9;
        var counted = String.format(Locale.ROOT, "%d of %d in %.1f s", done, total, seconds);
        return failed == 0 ? counted : counted + ", " + failed + " of them failed";
    }
}
