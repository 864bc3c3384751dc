package concurrency.asyncio;

import concurrency.trace.Event;
import concurrency.trace.EventKind;
import concurrency.trace.Recorder;
import java.nio.channels.SelectableChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells what the loop does, event by event, to a recorder or to whoever steps the loop. While nobody listens, all it
 * costs is the question whether somebody does.
 */
final class Narrator {
    /** ns after which one callback has kept everything else waiting for too long; asyncio's slow_callback_duration. */
    private static final long TOO_LONG = 100_000_000;

    private static final StackWalker CALLERS = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final EventLoop loop;
    private final Recorder recorder; // or null
    private List<Event> turn; // what happened in the turn that is being stepped, or null
    private int number;
    private String phase = "";

    Narrator(EventLoop loop, Recorder recorder) {
        this.loop = loop;
        this.recorder = recorder;
    }

    private boolean nobodyListens() {
        return recorder == null && turn == null;
    }

    private void tell(Event event) {
        var told = event.turn(number, phase)
                .clock(Math.max(1, loop.nanos())); // 0 would stand for the recorder's own clock
        if (recorder != null) {
            recorder.record(told);
        }
        if (turn != null) {
            turn.add(told);
        }
    }

    // ---- turns

    /** From now on, collects what happens for {@link #takeTurn}. */
    void listen() {
        turn = new ArrayList<>();
    }

    List<Event> takeTurn() {
        var taken = turn;
        turn = null;
        return taken;
    }

    void nextTurn() {
        number++;
    }

    int turnNumber() {
        return number;
    }

    void phase(String name) {
        phase = name;
    }

    void idle(long patience) {
        if (!nobodyListens()) {
            tell(Event.of(EventKind.IDLE)
                    .text(
                            patience == Clock.FOREVER
                                    ? "until a socket is ready"
                                    : "until " + Seconds.text(loop.nanos() + patience)));
        }
    }

    // ---- tasks

    void created(Task<?> task) {
        if (!nobodyListens()) {
            tell(Event.of(EventKind.CREATED)
                    .task(task.name())
                    .parent(nameOfCurrent())
                    .subject(task.coroutine().name())
                    .line(callersLine()));
        }
    }

    void ready(Handle handle) {
        if (!nobodyListens()) {
            tell(EventKind.READY, handle, "");
        }
    }

    void readyFromElsewhere(Handle handle) {
        if (!nobodyListens()) {
            tell(EventKind.READY, handle, "from another thread");
        }
    }

    void dequeued(Handle handle) {
        if (!nobodyListens()) {
            tell(EventKind.DEQUEUED, handle, "");
        }
    }

    void dropped(Handle handle) {
        if (!nobodyListens()) {
            tell(EventKind.DROPPED, handle, "");
        }
    }

    private void tell(EventKind kind, Handle handle, String text) {
        var event = Event.of(kind).text(text);
        tell(handle.task() != null ? event.task(handle.task().name()) : event.subject(handle.toString()));
    }

    void resumed(Task<?> task, boolean startedBefore) {
        if (!nobodyListens()) {
            tell(Event.of(startedBefore ? EventKind.RESUMED : EventKind.STARTED)
                    .task(task.name())
                    .line(task.line()));
        }
    }

    /** Remembers where the running task awaits, while it still stands on the stack. */
    void noteLine() {
        if (!nobodyListens() && loop.currentTaskOrNull() != null) {
            loop.currentTaskOrNull().line(callersLine());
        }
    }

    void awaiting(Task<?> task, Future<?> future) {
        if (!nobodyListens()) {
            tell(Event.of(EventKind.AWAITING)
                    .task(task.name())
                    .subject(future.subject())
                    .line(task.line()));
        }
    }

    void ended(Task<?> task) {
        if (!nobodyListens()) {
            var kind =
                    task.cancelled() ? EventKind.CANCELLED : task.failure() != null ? EventKind.FAILED : EventKind.DONE;
            tell(Event.of(kind).task(task.name()).text(task.briefly()));
        }
    }

    // ---- coroutines inside of the running task; told only while somebody listens

    void entered(Coroutine<?> coroutine, Coroutine<?> awaiting) {
        if (loop.currentTaskOrNull() != null) { // none where a loop that is closed closes what is left
            tell(Event.of(EventKind.ENTERED)
                    .task(nameOfCurrent())
                    .subject(coroutine.name())
                    .parent(awaiting.name())
                    .line(callersLine()));
        }
    }

    void left(Coroutine<?> coroutine, Coroutine<?> awaiting, String outcome) {
        if (!nobodyListens() && loop.currentTaskOrNull() != null) {
            tell(Event.of(EventKind.LEFT)
                    .task(nameOfCurrent())
                    .subject(coroutine.name())
                    .parent(awaiting.name())
                    .text(outcome));
        }
    }

    /** @param since ns on the loop's clock */
    void ran(Handle handle, long since) {
        if (!nobodyListens() && loop.nanos() - since > TOO_LONG) {
            tell(Event.of(EventKind.BLOCKED)
                    .task(handle.task() == null ? "" : handle.task().name())
                    .subject(handle.toString())
                    .text("kept the loop for " + Seconds.text(loop.nanos() - since)));
        }
    }

    // ---- what tasks wait for

    void futureDone(Future<?> future) {
        if (!nobodyListens()) {
            tell(Event.of(EventKind.FUTURE_DONE).subject(future.subject()).text(future.briefly()));
        }
    }

    void callback(Future<?> future, Future.DoneCallback<?> callback) {
        if (!nobodyListens()) {
            tell(Event.of(EventKind.CALLBACK)
                    .subject(future.subject())
                    .task(callback instanceof Task.Wakeup wakeup ? wakeup.task().name() : ""));
        }
    }

    void timerSet(TimerHandle timer) {
        if (!nobodyListens()) {
            tell(Event.of(EventKind.TIMER_SET)
                    .subject(timer.toString())
                    .task(nameOfCurrent())
                    .text("due at " + Seconds.text(timer.whenNanos())));
        }
    }

    void timerDue(TimerHandle timer) {
        if (!nobodyListens()) {
            tell(Event.of(EventKind.TIMER_DUE).subject(timer.toString()));
        }
    }

    void timerCancelled(TimerHandle timer) {
        if (!nobodyListens()) {
            tell(Event.of(EventKind.TIMER_CANCELLED).subject(timer.toString()));
        }
    }

    void watched(SocketHandle handle) {
        if (!nobodyListens()) {
            tell(Event.of(EventKind.IO_REGISTERED)
                    .subject(handle.socket())
                    .task(nameOfCurrent())
                    .text(handle.purpose()));
        }
    }

    void unwatched(SocketHandle handle) {
        if (!nobodyListens()) {
            tell(Event.of(EventKind.IO_UNREGISTERED)
                    .subject(handle.socket())
                    .task(nameOfCurrent())
                    .text(handle.purpose()));
        }
    }

    void socketReady(SocketHandle handle) {
        if (!nobodyListens()) {
            tell(Event.of(EventKind.IO_READY).subject(handle.socket()).text(handle.toString()));
        }
    }

    /** @param count how many; -1 at the end of the stream */
    void bytesMoved(SelectableChannel channel, int count, String how) {
        if (!nobodyListens()) {
            tell(Event.of(EventKind.BYTES_MOVED)
                    .subject(SocketCalls.name(channel))
                    .task(nameOfCurrent())
                    .text(count < 0 ? "end of stream" : Brief.bytes(count) + " " + how));
        }
    }

    private String nameOfCurrent() {
        var task = loop.currentTaskOrNull();
        return task == null ? "" : task.name();
    }

    boolean listened() {
        return !nobodyListens();
    }

    /** The line of the innermost caller outside of this library; 0 if there is none. */
    private static int callersLine() {
        return CALLERS.walk(frames -> frames.filter(frame -> isUsers(frame.getDeclaringClass()))
                .findFirst()
                .map(StackWalker.StackFrame::getLineNumber)
                .orElse(0));
    }

    /** Not ours and not the JDK's; asked by place and not by package, so that a test of this package is a user too. */
    static boolean isUsers(Class<?> type) {
        return type.getClassLoader() != null
                && !type.getProtectionDomain().equals(Narrator.class.getProtectionDomain());
    }
}
