package concurrency.trace;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/**
 * Takes down what many threads do while they do it. Its clock starts at 0 ns when it is made.
 *
 * <p>Recording a span is one allocation and one addition to a queue without locks, so that the record does not disturb
 * what it records. Events are numbered in the order in which they happened, and that takes a lock for a few
 * nanoseconds: a replay needs one order.
 */
public final class Recorder {
    private final LongSupplier nanoTime;
    private final long origin;
    private final ConcurrentLinkedQueue<Span> spans = new ConcurrentLinkedQueue<>();
    private final ArrayList<TraceEvent> events = new ArrayList<>();

    /** A recorder on the system's clock. */
    public Recorder() {
        this(System::nanoTime);
    }

    /**
     * A recorder on a clock of one's own.
     *
     * @param nanoTime a clock that never goes back, in ns from any origin
     */
    public Recorder(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.origin = nanoTime.getAsLong();
    }

    /** ns since this recorder was made. */
    public long now() {
        return nanoTime.getAsLong() - origin;
    }

    /** Takes down a span that has ended. */
    public void record(Span span) {
        spans.add(span);
    }

    /**
     * Starts a span on the calling thread, which is its worker; closing it takes it down.
     * {@snippet class="concurrency.trace.ExamplesTest" region="span"}
     */
    public RunningSpan start(String name, Activity activity) {
        return start(Thread.currentThread().getName(), name, activity);
    }

    /**
     * As {@link #start(String, Activity)}, in the lane of that worker: a kernel names its thread anew with each start.
     */
    public RunningSpan start(String worker, String name, Activity activity) {
        return new RunningSpan(this, worker, name, activity);
    }

    /** Takes down an event: numbers it, sets its time, and its worker too where it names none. */
    public void record(TraceEvent event) {
        var worker = Thread.currentThread().getName();
        synchronized (events) {
            events.add(event.filed(events.size() + 1L, now(), worker));
        }
    }

    /**
     * What was taken down so far. Recording may go on; the trace does not change with it.
     *
     * @param name what the trace is called, for example the strategy's name
     * @param about what else to keep with it, for example the number of URLs and the latency
     */
    public Trace trace(String name, Map<String, String> about) {
        var inOrder = new ArrayList<>(spans);
        inOrder.sort(Comparator.comparingLong(Span::start));
        synchronized (events) {
            return new Trace(name, about, inOrder, events);
        }
    }

    /** What was taken down so far, with nothing else to say about it. */
    public Trace trace(String name) {
        return trace(name, Map.of());
    }
}
