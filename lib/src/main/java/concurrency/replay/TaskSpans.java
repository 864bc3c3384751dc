package concurrency.replay;

import concurrency.trace.Activity;
import concurrency.trace.Event;
import concurrency.trace.Move.*;
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
     * @param onLoopsClock whether time is that of the loop's clock, which may be set by hand; else real time
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
        var time = onLoopsClock ? event.clock() : event.time();
        switch (event.move()) {
            case Queued queued
            when queued.entry().isTask() -> change(queued.entry().name(), time, Activity.READY, "ready");
            case Started(var task) -> change(task, time, Activity.WORKING, "step");
            case Resumed resumed -> change(resumed.task(), time, Activity.WORKING, "step");
            case Awaiting wait ->
                change(wait.task(), time, Activity.WAITING, wait.on().name());
            case Ended(var task, var result) -> end(task, time, result.outcome());
            default -> {} // callbacks that are no task's, and what does not change what a task does
        }
    }

    private void change(String task, long time, Activity activity, String name) {
        end(task, time, Outcome.OK);
        open.put(task, new Open(activity, time, name));
    }

    private void end(String task, long time, Outcome outcome) {
        var was = open.remove(task);
        if (was != null) {
            spans.add(new Span(was.name(), task, was.activity(), was.since(), time, outcome));
        }
    }
}
