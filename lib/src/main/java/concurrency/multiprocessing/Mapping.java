package concurrency.multiprocessing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future.State;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * One {@code map}: cuts the items into chunks, keeps as many of them at the workers as keeps those busy, and puts the
 * results in the order of the items. Only part of a long list is in memory as bytes at any time.
 */
final class Mapping {
    /** How much may be waiting for the workers: chunks, and bytes. */
    private static final int MOST_WAITING = 1024;

    private static final long MOST_BYTES = 1 << 24;

    private final Crew crew;
    private final Submission submission;
    private final Object function;
    private final ClassLoader loader;
    private final Object[] items;
    private final int chunkSize;
    private final LinkedBlockingQueue<PoolFuture<Object[]>> ended = new LinkedBlockingQueue<>();
    private final List<PoolFuture<Object[]>> chunks = new ArrayList<>();
    private final Object[] results;
    private int waiting;
    private long bytes;

    Mapping(Crew crew, Submission submission, Object function, ClassLoader loader, Object[] items, int chunkSize) {
        this.crew = crew;
        this.submission = submission;
        this.function = function;
        this.loader = loader;
        this.items = items;
        this.chunkSize = chunkSize;
        this.results = new Object[items.length];
    }

    /** Waits for all. If one fails, or the waiting thread is interrupted, the others are cancelled. */
    Object[] run() throws InterruptedException, ExecutionException {
        crew.checkOpen();
        Shared shared;
        try {
            shared = submission.share(function, loader);
        } catch (IOException notSendable) {
            throw new ExecutionException(notSendable);
        }
        try {
            for (var next = 0; next < items.length || waiting > 0; ) {
                while (next < items.length && hasRoom()) {
                    send(shared, next);
                    next = Math.min(items.length, next + chunkSize);
                }
                take(ended.take());
            }
            return results;
        } catch (InterruptedException interrupted) {
            crew.waiterInterrupted();
            throw interrupted;
        } finally {
            chunks.reversed()
                    .forEach(chunk -> chunk.cancel(true)); // those that wait first, else they begin where one was ended
            crew.forget(shared);
        }
    }

    private boolean hasRoom() {
        return waiting < 2 * crew.size() || (waiting < MOST_WAITING && bytes < MOST_BYTES);
    }

    private void send(Shared shared, int from) {
        var to = Math.min(items.length, from + chunkSize);
        var chunk = submission.of(shared, Arrays.copyOfRange(items, from, to, Object[].class), loader, label(from, to));
        chunk.position = from;
        chunk.size = chunk.payload == null ? 0 : chunk.payload.size();
        chunk.atEnd(() -> ended.add(chunk));
        chunks.add(chunk);
        waiting++;
        bytes += chunk.size;
        submission.enqueue(chunk);
    }

    /** A name for the trace: what the item is if it says so in a few words, else which it is. */
    private String label(int from, int to) {
        if (to - from > 1) {
            return "items " + (from + 1) + " to " + to;
        }
        var item = items[from];
        return item instanceof CharSequence
                        || item instanceof Number
                        || item instanceof java.net.URI
                        || item instanceof Enum<?>
                ? item.toString().substring(0, Math.min(80, item.toString().length()))
                : "item " + (from + 1);
    }

    private void take(PoolFuture<Object[]> chunk) throws ExecutionException {
        waiting--;
        bytes -= chunk.size;
        if (chunk.state() == State.CANCELLED) {
            throw new CancellationException("the pool was stopped during a map");
        }
        if (chunk.state() == State.FAILED) {
            throw new ExecutionException(chunk.exceptionNow());
        }
        var values = chunk.resultNow();
        System.arraycopy(values, 0, results, chunk.position, values.length);
    }
}
