package concurrency.trace;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The whole record of one run, which never changes.
 *
 * @param name what ran, for example {@code synchronous}
 * @param about what else is worth knowing, for example {@code urls=160} and {@code latency=20 ms}, sorted by key
 * @param spans in the order of their starts
 * @param events in the order of their numbers
 */
public record Trace(String name, Map<String, String> about, List<Span> spans, List<TraceEvent> events) {
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    public Trace {
        Objects.requireNonNull(name, "name");
        about = Collections.unmodifiableMap(new TreeMap<>(about));
        spans = List.copyOf(spans);
        events = List.copyOf(events);
    }

    /**
     * The workers that have a span, each once, in the order of their names: {@code thread-2} before {@code thread-10}.
     */
    public List<String> workers() {
        return spans.stream()
                .map(Span::worker)
                .distinct()
                .sorted(Comparator.comparing(Trace::sortable))
                .toList();
    }

    /**
     * What each worker did at each moment: its spans without overlap and without gap, from the start of its first to
     * the end of its last, in the order of {@link #workers}. Where spans overlap, working counts most; what lies
     * between them is {@link Activity#IDLE}. Spans of no length are left out.
     */
    public Map<String, List<Span>> lanes() {
        var byWorker = new HashMap<String, List<Span>>();
        spans.stream()
                .sorted(Comparator.comparingLong(Span::start))
                .forEach(span -> byWorker.computeIfAbsent(span.worker(), _ -> new ArrayList<>())
                        .add(span));
        var lanes = new LinkedHashMap<String, List<Span>>();
        workers().forEach(worker -> lanes.put(worker, Lane.of(worker, byWorker.get(worker))));
        return lanes;
    }

    /**
     * How many workers are in that activity at once, at the moment when it is most of them. More at work than there are
     * processors, or than the one thread of an event loop, and the record is not true.
     */
    public int atOnce(Activity activity) {
        var changes = new TreeMap<Long, Integer>();
        lanes().values().stream()
                .flatMap(List::stream)
                .filter(span -> span.activity() == activity)
                .forEach(span -> {
                    changes.merge(span.start(), 1, Integer::sum);
                    changes.merge(span.end(), -1, Integer::sum);
                });
        var now = 0;
        var most = 0;
        for (var change : changes.values()) {
            now += change;
            most = Math.max(most, now);
        }
        return most;
    }

    /** The name with its numbers widened, so that the order of texts is the order of numbers. */
    private static String sortable(String name) {
        return NUMBER.matcher(name)
                .replaceAll(number -> "0".repeat(Math.max(0, 20 - number.group().length())) + number.group());
    }

    /** From the start of the trace to the end of its last span. */
    public Duration duration() {
        return Duration.ofNanos(spans.stream().mapToLong(Span::end).max().orElse(0));
    }

    /**
     * The time of all workers in that activity, added up. The totals of all activities, {@link Activity#IDLE} with
     * them, are the time that the workers were there.
     */
    public Duration total(Activity activity) {
        return Duration.ofNanos(lanes().values().stream()
                .flatMap(List::stream)
                .filter(span -> span.activity() == activity)
                .mapToLong(span -> span.end() - span.start())
                .sum());
    }

    /**
     * Writes this trace as JSON, whole or not at all, and makes the folder where there is none.
     *
     * @throws IOException if the file cannot be written
     */
    public void save(Path file) throws IOException {
        TraceFile.write(this, file);
    }

    /**
     * Reads a trace that {@link #save} wrote.
     *
     * @throws IOException if there is no such file, or if it is not a trace of this format; the message says which
     */
    public static Trace load(Path file) throws IOException {
        return TraceFile.read(file);
    }
}
