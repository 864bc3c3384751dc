package concurrency.multiprocessing;

import concurrency.trace.Outcome;
import java.io.DataInputStream;
import java.io.IOException;

/**
 * A task that a worker has sent back: when it ran there, and its result or failure, still as bytes. Reading those may
 * run code of the result's class and take its time, so it is done without the crew's lock.
 */
final class Completion {
    private final Op op;
    private final DataInputStream data;
    private final long started;
    private final long ended;

    /** @param clockOffset what to add to the worker's times to have them on this process's clock, in ns */
    Completion(Message message, long clockOffset) throws IOException {
        this.op = message.op();
        this.data = message.data();
        this.started = data.readLong() + clockOffset;
        this.ended = data.readLong() + clockOffset;
    }

    /** How long the task took, in ns. */
    long duration() {
        return ended - started;
    }

    /**
     * Reads the result, takes the span down, and ends the future. What cannot be read here is a failure of this task.
     */
    void deliver(PoolFuture<?> future, WorkerProcess worker, ClassLoader loader, Spans spans, Output output) {
        var began = Math.clamp(started, future.sent, Math.max(future.sent, System.nanoTime()));
        var stopped = Math.clamp(ended, began, Math.max(began, System.nanoTime()));
        var run = spans.run(future, worker, began, stopped);
        Object value = null;
        Throwable thrown = null;
        try (data) {
            if (op == Op.RESULT) {
                value = Transfer.read(data, loader);
            } else {
                thrown = RemoteFailure.read(data, loader);
            }
        } catch (IOException | RuntimeException | Error notReadable) {
            thrown = notReadable;
        }
        var outcome = future.isCancelled() ? Outcome.CANCELLED : thrown == null ? Outcome.OK : Outcome.FAILED;
        spans.working(future, worker, began, stopped, outcome);
        if (thrown == null) {
            future.succeed(value, run);
            return;
        }
        if (future.uncaught) {
            RemoteFailure.stackTrace(thrown).lines().forEach(line -> output.add(new Line(worker.worker(), true, line)));
        }
        future.fail(thrown, run);
    }
}
