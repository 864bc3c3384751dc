package concurrency.asyncio;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;

/** A call on a virtual thread, which a coroutine waits for: what {@link Asyncio#toThread} makes. */
final class ThreadCall<T> {
    private final EventLoop loop;
    private final Callable<T> call;
    private Future<Void> end; // what the coroutine waits for now
    private boolean ended; // this and what came out are the loop's, which the thread hands them to
    private T result;
    private Throwable failure;

    ThreadCall(EventLoop loop, Callable<T> call) {
        this.loop = loop;
        this.call = call;
    }

    /** Makes the call and waits for its end, even if it is cancelled meanwhile. */
    T await() throws Exception {
        var thread = Thread.ofVirtual().name("toThread").start(this::work);
        CancellationException cancellation = null;
        while (!ended) {
            end = loop.createFuture();
            try {
                Asyncio.await(end.about("end of a thread"));
            } catch (CancellationException cancelled) {
                cancellation = cancelled;
                thread.interrupt();
            } catch (GeneratorExit closed) { // nobody drives this coroutine any more, so it cannot wait
                thread.interrupt();
                throw closed;
            }
        }
        if (cancellation != null) {
            if (failure != null && !(failure instanceof InterruptedException)) {
                cancellation.addSuppressed(failure);
            }
            throw cancellation;
        }
        if (failure instanceof InterruptedException) {
            throw new ExecutionException(failure);
        }
        if (failure != null) {
            throw Sneaky.raise(failure);
        }
        return result;
    }

    private void work() {
        try {
            var returned = call.call();
            handOver(() -> result = returned);
        } catch (Throwable thrown) {
            handOver(() -> failure = thrown);
        }
    }

    private void handOver(Runnable outcome) {
        try {
            loop.callSoonThreadsafe(() -> {
                outcome.run();
                ended = true;
                end.setResultUnlessDone(null);
            });
        } catch (IllegalStateException closed) {
            // The loop has ended the coroutine, and reported that.
        }
    }
}
