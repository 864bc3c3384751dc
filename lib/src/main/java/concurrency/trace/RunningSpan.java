package concurrency.trace;

/**
 * A span that has started and not ended: closing it ends it and takes it down. Belongs to the thread that started it.
 */
public final class RunningSpan implements AutoCloseable {
    private final Recorder recorder;
    private final String name;
    private final Activity activity;
    private final String worker;
    private final long start;
    private Outcome outcome = Outcome.OK;
    private boolean closed;

    RunningSpan(Recorder recorder, String worker, String name, Activity activity) {
        this.recorder = recorder;
        this.worker = worker;
        this.name = name;
        this.activity = activity;
        this.start = recorder.now();
    }

    /** Says how it will have ended; {@link Outcome#OK} where nothing is said. */
    public void outcome(Outcome outcome) {
        this.outcome = outcome;
    }

    /** Ends the span now. A second call does nothing. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            recorder.record(new Span(name, worker, activity, start, recorder.now(), outcome));
        }
    }
}
