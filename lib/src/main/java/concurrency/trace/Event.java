package concurrency.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/**
 * What happened at one moment. A list of events in the order of their numbers is complete enough to be replayed,
 * forwards and backwards: each says which task it moved, why, at which line, in which phase of which turn of the loop.
 *
 * <p>An event is made with {@link #of} and the methods named after its components, and numbered, timed and given its
 * worker by the {@link Recorder}. Absent texts are empty and absent numbers 0, never null; a file leaves them out.
 *
 * @param number position in the trace, from 1 without gaps; 0 while not recorded
 * @param time ns since the start of the trace
 * @param clock ns on the loop's own clock, which a test may set; the same as {@code time} where there is only one clock
 * @param kind what happened
 * @param worker the thread or process on which it happened
 * @param task the task that it happened to
 * @param parent the task that made it, or that awaits it
 * @param subject what it is about: a future, a timer, a socket
 * @param line line of the source, from 1
 * @param turn turn of the loop, from 1
 * @param phase phase of that turn, for example {@code timers} or {@code ready}
 * @param text what else there is to say
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record Event(
        long number,
        long time,
        long clock,
        EventKind kind,
        String worker,
        String task,
        String parent,
        String subject,
        int line,
        int turn,
        String phase,
        String text) {

    public Event {
        Objects.requireNonNull(kind, "kind");
        worker = Objects.requireNonNullElse(worker, "");
        task = Objects.requireNonNullElse(task, "");
        parent = Objects.requireNonNullElse(parent, "");
        subject = Objects.requireNonNullElse(subject, "");
        phase = Objects.requireNonNullElse(phase, "");
        text = Objects.requireNonNullElse(text, "");
    }

    /** Whom it happened to: the task, or where it is no task's, the subject. */
    public String whom() {
        return task.isEmpty() ? subject : task;
    }

    /** An event of this kind with everything else still to be said. */
    public static Event of(EventKind kind) {
        return new Event(0, 0, 0, kind, "", "", "", "", 0, 0, "", "");
    }

    /** This event at that moment of the loop's own clock, in ns. */
    public Event clock(long clock) {
        return new Event(number, time, clock, kind, worker, task, parent, subject, line, turn, phase, text);
    }

    /** This event on that thread or process. */
    public Event worker(String worker) {
        return new Event(number, time, clock, kind, worker, task, parent, subject, line, turn, phase, text);
    }

    /** This event of that task. */
    public Event task(String task) {
        return new Event(number, time, clock, kind, worker, task, parent, subject, line, turn, phase, text);
    }

    /** This event with that task above it. */
    public Event parent(String parent) {
        return new Event(number, time, clock, kind, worker, task, parent, subject, line, turn, phase, text);
    }

    /** This event about that future, timer or socket. */
    public Event subject(String subject) {
        return new Event(number, time, clock, kind, worker, task, parent, subject, line, turn, phase, text);
    }

    /** This event at that line of the source. */
    public Event line(int line) {
        return new Event(number, time, clock, kind, worker, task, parent, subject, line, turn, phase, text);
    }

    /** This event in that phase of that turn of the loop. */
    public Event turn(int turn, String phase) {
        return new Event(number, time, clock, kind, worker, task, parent, subject, line, turn, phase, text);
    }

    /** This event with that text. */
    public Event text(String text) {
        return new Event(number, time, clock, kind, worker, task, parent, subject, line, turn, phase, text);
    }

    /** This event as the recorder files it: numbered, timed, and on a worker. */
    Event filed(long number, long time, String recordingWorker) {
        return new Event(
                number,
                time,
                clock == 0 ? time : clock,
                kind,
                worker.isEmpty() ? recordingWorker : worker,
                task,
                parent,
                subject,
                line,
                turn,
                phase,
                text);
    }
}
