package concurrency.trace;

import java.time.Duration;
import java.util.Objects;

/**
 * One thing that one worker did, from when to when.
 *
 * @param name what was done, for example the URL that was read
 * @param worker who did it: the name of a thread, a process or a task
 * @param activity what kind of time this was
 * @param start ns since the start of the trace
 * @param end ns since the start of the trace, not before {@code start}
 * @param outcome how it ended
 */
public record Span(String name, String worker, Activity activity, long start, long end, Outcome outcome) {

    /** @throws IllegalArgumentException if the span ends before it starts */
    public Span {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(worker, "worker");
        Objects.requireNonNull(activity, "activity");
        Objects.requireNonNull(outcome, "outcome");
        if (end < start) {
            throw new IllegalArgumentException(
                    "span " + name + " ends at " + end + " ns, before it starts at " + start + " ns");
        }
    }

    /** The same span, that many ns later: on the clock of a record that started earlier. */
    public Span later(long nanos) {
        return new Span(name, worker, activity, start + nanos, end + nanos, outcome);
    }

    /** How long it took. */
    public Duration duration() {
        return Duration.ofNanos(end - start);
    }
}
