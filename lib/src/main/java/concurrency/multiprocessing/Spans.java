package concurrency.multiprocessing;

import concurrency.trace.Activity;
import concurrency.trace.Outcome;
import concurrency.trace.Recorder;
import concurrency.trace.Span;

/**
 * Takes down what the workers did when. Times come on the system's clock, {@link System#nanoTime}; the recorder has its
 * own.
 */
final class Spans {
    private final Recorder recorder;
    /** What the system's clock showed when the recorder's showed 0. */
    private final long origin;

    Spans(Recorder recorder) {
        this.recorder = recorder;
        this.origin = System.nanoTime() - recorder.now();
    }

    /** A part of a worker's start. */
    void starting(String part, WorkerProcess worker, long start, long end, Outcome outcome) {
        record(part, worker, Activity.STARTING, start, end, outcome);
    }

    /** A task, which a worker has done or has died of. */
    void working(PoolFuture<?> task, WorkerProcess worker, long start, long end, Outcome outcome) {
        record(task.label(), worker, Activity.WORKING, start, end, outcome);
    }

    /** Where and when a task ran. */
    TaskRun run(PoolFuture<?> task, WorkerProcess worker, long start, long end) {
        return new TaskRun(worker.worker(), task.sent - origin, start - origin, end - origin);
    }

    private void record(String name, WorkerProcess worker, Activity activity, long start, long end, Outcome outcome) {
        recorder.record(new Span(
                name, worker.worker().name(), activity, start - origin, Math.max(start, end) - origin, outcome));
    }
}
