package concurrency.asyncio;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.concurrent.TimeUnit;

/** A loop's time, and how it passes while the loop has nothing to do. {@link VirtualClock} is one for tests. */
public interface Clock {
    /** How long to wait where there is no timer. */
    long FOREVER = Long.MAX_VALUE;

    /** ns since some origin; never goes back. */
    long now();

    /**
     * Waits until a socket is ready, somebody wakes the selector up, or that time is over.
     *
     * @param patience ns, or {@link #FOREVER}
     */
    void pass(Selector selector, long patience) throws IOException;

    /** The real time, from 0 at this call. A selector counts ms, so waits end up to 1 ms late, never early. */
    static Clock system() {
        var origin = System.nanoTime();
        return new Clock() {
            @Override
            public long now() {
                return System.nanoTime() - origin;
            }

            @Override
            public void pass(Selector selector, long patience) throws IOException {
                selector.select(patience == FOREVER ? 0 : patience / TimeUnit.MILLISECONDS.toNanos(1) + 1);
            }
        };
    }
}
