package concurrency.asyncio;

import concurrency.asyncio.Coroutine.Body;
import concurrency.asyncio.Coroutine.Procedure;

/**
 * What a task acquires before a part of it runs, and releases after that. Where Python says {@code async with guard:},
 * say {@code guard.run(() -> …)}, as with a {@link Timeout} and a {@link TaskGroup}.
 */
public sealed interface Guard permits Lock, Semaphore, Condition {
    /** Waits until it is this task's turn. Who is cancelled in the line has not acquired it. */
    Coroutine<Void> acquire();

    /**
     * Gives it back, so that the next in line can go on; does not wait.
     *
     * @throws IllegalStateException if nobody has acquired it
     */
    void release();

    /**
     * Acquires it, runs the part inside the coroutine that calls this, and releases it, however the part ends.
     *
     * @return what the part returns
     */
    default <T> T run(Body<T> part) throws Exception {
        Asyncio.await(acquire());
        try {
            return part.run();
        } finally {
            release();
        }
    }

    /** As {@link #run(Body)}, for a part that returns nothing. */
    default void run(Procedure part) throws Exception {
        run(() -> {
            part.runs();
            return null;
        });
    }
}
