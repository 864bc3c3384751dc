package concurrency.asyncio;

import concurrency.trace.Activity;
import concurrency.trace.Event;
import concurrency.trace.Outcome;
import concurrency.trace.Recorder;
import concurrency.trace.Span;
import concurrency.trace.Trace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each task did from when to when, made from the moves that were recorded: {@link Activity#READY} in the queue,
 * {@link Activity#WORKING} on the thread, {@link Activity#WAITING} for something. A timeline is drawn from it, a lane a
 * task.
 */
public final class TaskSpans {
    private final boolean onLoopsClock;
    private final Map<String, Open> open = new LinkedHashMap<>();
    private final List<Span> spans = new ArrayList<>();

    private TaskSpans(boolean onLoopsClock) {
        this.onLoopsClock = onLoopsClock;
    }

    /** What a task is doing. */
    private record Open(Activity activity, long since, String name) {}

    /**
     * The spans of all tasks that a recorder took down, in the order of their starts.
     *
     * @param onLoopsClock whether time is that of the loop's clock, which may be a {@link VirtualClock}; else real time
     */
    public static List<Span> of(Recorder recorder, boolean onLoopsClock) {
        return of(recorder.trace("tasks").events(), onLoopsClock);
    }

    /** As {@link #of(Recorder, boolean)}, as a trace called {@code asyncio}, which a timeline can be drawn of. */
    public static Trace trace(Recorder recorder, boolean onLoopsClock) {
        return new Trace("asyncio", Map.of(), of(recorder, onLoopsClock), List.of());
    }

    /** As {@link #of(Recorder, boolean)}, of a trace that was saved. */
    public static List<Span> of(Trace trace, boolean onLoopsClock) {
        return of(trace.events(), onLoopsClock);
    }

    private static List<Span> of(List<Event> events, boolean onLoopsClock) {
        var tasks = new TaskSpans(onLoopsClock);
        events.forEach(tasks::follow);
        tasks.spans.sort(Comparator.comparingLong(Span::start));
        return tasks.spans;
    }

    private void follow(Event event) {
        if (event.task().isEmpty()) {
            return; // a callback that is no task's
        }
        switch (event.kind()) {
            case READY -> change(event, Activity.READY, "ready");
            case STARTED, RESUMED -> change(event, Activity.WORKING, "step");
            case AWAITING -> change(event, Activity.WAITING, event.subject());
            case DONE -> end(event, Outcome.OK);
            case FAILED -> end(event, Outcome.FAILED);
            case CANCELLED -> end(event, Outcome.CANCELLED);
            default -> {}
        }
    }

    private void change(Event event, Activity activity, String name) {
        end(event, Outcome.OK);
        open.put(event.task(), new Open(activity, time(event), name));
    }

    private void end(Event event, Outcome outcome) {
        var was = open.remove(event.task());
        if (was != null) {
            spans.add(new Span(was.name(), event.task(), was.activity(), was.since(), time(event), outcome));
        }
    }

    private long time(Event event) {
        return onLoopsClock ? event.clock() : event.time();
    }
}
