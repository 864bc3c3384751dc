package concurrency.replay;

import concurrency.trace.Activity;
import concurrency.trace.Move.*;
import concurrency.trace.Outcome;
import concurrency.trace.Recorder;
import concurrency.trace.Span;
import concurrency.trace.Trace;
import concurrency.trace.TraceEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each task did from when to when, made from the moves that were recorded: {@link Activity#READY} in the queue,
 * {@link Activity#WORKING} on the thread, {@link Activity#WAITING} for something, {@link Activity#OVERDUE} for a timer
 * that came due while the loop was busy. A timeline is drawn from it, a lane a task.
 */
public final class TaskSpans {
    private final boolean onLoopsClock;
    private final Map<String, Open> open = new LinkedHashMap<>();
    private final List<Span> spans = new ArrayList<>();
    private final Map<String, Long> timers = new HashMap<>(); // when each is due, on the loop's clock
    private final Map<String, TraceEvent> late =
            new HashMap<>(); // timers due before the loop came to look, and its look
    private String running = ""; // the callback that runs, if it is no task's
    private int sleptIn; // the last turn in which the loop had nothing to do until something came

    private TaskSpans(boolean onLoopsClock) {
        this.onLoopsClock = onLoopsClock;
    }

    /** What a task is doing, since that event. */
    private record Open(Activity activity, TraceEvent since, String name) {}

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

    private static List<Span> of(List<TraceEvent> events, boolean onLoopsClock) {
        var tasks = new TaskSpans(onLoopsClock);
        events.forEach(tasks::follow);
        tasks.spans.sort(Comparator.comparingLong(Span::start));
        return tasks.spans;
    }

    private void follow(TraceEvent event) {
        switch (event.move()) {
            case Queued queued
            when queued.entry().isTask() -> {
                overdue(queued.entry().name(), event);
                change(queued.entry().name(), event, Activity.READY, "ready");
            }
            case Started(var task) -> change(task, event, Activity.WORKING, "step");
            case Resumed resumed -> change(resumed.task(), event, Activity.WORKING, "step");
            case Awaiting wait ->
                change(wait.task(), event, Activity.WAITING, wait.on().name());
            case Ended(var task, var result) -> end(task, event, result.outcome());
            case TimerSet(var timer, var _, var due) -> timers.put(timer, due);
            case TimerCancelled(var timer) -> timers.remove(timer);
            case TimerDue(var timer) when sleptIn != event.turn() -> late.put(timer, event);
            case Idle _ -> sleptIn = event.turn();
            case Dequeued(var entry) -> running = entry.isTask() ? "" : entry.name();
            default -> {} // callbacks that are no task's, and what does not change what a task does
        }
    }

    /** Parts the wait of a task that a late timer has just ended, where the timer came due. */
    private void overdue(String task, TraceEvent now) {
        var look = late.remove(running);
        var due = timers.remove(running);
        var was = open.get(task);
        if (look == null || due == null || was == null || was.activity() != Activity.WAITING) {
            return;
        }
        var since = was.since();
        // at the same share of the wait on either clock: only the loop's knows when the timer was due
        var share = (double) (due - since.clock()) / Math.max(1, look.clock() - since.clock());
        var start = time(since) + Math.round(Math.clamp(share, 0, 1) * (time(look) - time(since)));
        spans.add(new Span(was.name(), task, Activity.WAITING, time(since), start, Outcome.OK));
        spans.add(new Span(was.name(), task, Activity.OVERDUE, start, time(now), Outcome.OK));
        open.remove(task);
    }

    private void change(String task, TraceEvent event, Activity activity, String name) {
        end(task, event, Outcome.OK);
        open.put(task, new Open(activity, event, name));
    }

    private void end(String task, TraceEvent event, Outcome outcome) {
        var was = open.remove(task);
        if (was != null) {
            spans.add(new Span(was.name(), task, was.activity(), time(was.since()), time(event), outcome));
        }
    }

    private long time(TraceEvent event) {
        return onLoopsClock ? event.clock() : event.time();
    }
}
