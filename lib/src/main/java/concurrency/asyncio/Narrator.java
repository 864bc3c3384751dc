package concurrency.asyncio;

import concurrency.trace.Event;
import concurrency.trace.Move;
import concurrency.trace.Phase;
import concurrency.trace.Purpose;
import concurrency.trace.Recorder;
import concurrency.trace.Result;
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
    private Phase phase = Phase.BETWEEN;

    Narrator(EventLoop loop, Recorder recorder) {
        this.loop = loop;
        this.recorder = recorder;
    }

    private boolean nobodyListens() {
        return recorder == null && turn == null;
    }

    private void tell(Move move) {
        var told =
                Event.of(move, number, phase, Math.max(1, loop.nanos())); // 0 would stand for the recorder's own clock
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

    void phase(Phase next) {
        phase = next;
    }

    void idle(long patience) {
        if (!nobodyListens()) {
            tell(new Move.Idle(patience == Clock.FOREVER ? Long.MAX_VALUE : loop.nanos() + patience));
        }
    }

    // ---- tasks

    void created(Task<?> task) {
        if (!nobodyListens()) {
            tell(new Move.Created(task.name(), task.coroutine().name(), nameOfCurrent(), callersLine()));
        }
    }

    void ready(Handle handle) {
        if (!nobodyListens()) {
            tell(new Move.Queued(handle.entry(), false));
        }
    }

    void readyFromElsewhere(Handle handle) {
        if (!nobodyListens()) {
            tell(new Move.Queued(handle.entry(), true));
        }
    }

    void dequeued(Handle handle) {
        if (!nobodyListens()) {
            tell(new Move.Dequeued(handle.entry()));
        }
    }

    void dropped(Handle handle) {
        if (!nobodyListens()) {
            tell(new Move.Dropped(handle.entry()));
        }
    }

    void resumed(Task<?> task, boolean startedBefore) {
        if (!nobodyListens()) {
            tell(startedBefore ? new Move.Resumed(task.name(), task.line()) : new Move.Started(task.name()));
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
            tell(new Move.Awaiting(task.name(), future.awaited(), task.line()));
        }
    }

    void ended(Task<?> task) {
        if (!nobodyListens()) {
            tell(new Move.Ended(task.name(), task.briefly()));
        }
    }

    // ---- coroutines inside of the running task; told only while somebody listens

    void entered(Coroutine<?> coroutine, Coroutine<?> awaiting) {
        if (loop.currentTaskOrNull() != null) { // none where a loop that is closed closes what is left
            tell(new Move.Entered(nameOfCurrent(), coroutine.name(), awaiting.name(), callersLine()));
        }
    }

    void left(Coroutine<?> coroutine, Coroutine<?> awaiting, Result result) {
        if (!nobodyListens() && loop.currentTaskOrNull() != null) {
            tell(new Move.Left(nameOfCurrent(), coroutine.name(), awaiting.name(), result));
        }
    }

    /** @param since ns on the loop's clock */
    void ran(Handle handle, long since) {
        if (!nobodyListens() && loop.nanos() - since > TOO_LONG) {
            tell(new Move.Blocked(handle.entry(), loop.nanos() - since));
        }
    }

    // ---- what tasks wait for

    void futureDone(Future<?> future) {
        if (!nobodyListens()) {
            tell(new Move.FutureDone(future.awaited(), future.briefly()));
        }
    }

    void callback(Future<?> future, Future.DoneCallback<?> callback) {
        if (!nobodyListens()) {
            var woken = callback instanceof Task.Wakeup wakeup ? wakeup.task().name() : "";
            tell(new Move.CalledBack(future.awaited(), woken));
        }
    }

    void timerSet(TimerHandle timer) {
        if (!nobodyListens()) {
            tell(new Move.TimerSet(timer.toString(), nameOfCurrent(), timer.whenNanos()));
        }
    }

    void timerDue(TimerHandle timer) {
        if (!nobodyListens()) {
            tell(new Move.TimerDue(timer.toString()));
        }
    }

    void timerCancelled(TimerHandle timer) {
        if (!nobodyListens()) {
            tell(new Move.TimerCancelled(timer.toString()));
        }
    }

    void watched(SocketHandle handle) {
        if (!nobodyListens()) {
            tell(new Move.Watched(handle.socket(), handle.purpose(), nameOfCurrent()));
        }
    }

    void unwatched(SocketHandle handle) {
        if (!nobodyListens()) {
            tell(new Move.Unwatched(handle.socket(), handle.purpose(), nameOfCurrent()));
        }
    }

    void socketReady(SocketHandle handle) {
        if (!nobodyListens()) {
            tell(new Move.SocketReady(handle.socket(), handle.purpose(), handle.toString()));
        }
    }

    /** @param bytes how many; -1 at the end of the stream */
    void bytesMoved(SelectableChannel channel, int bytes, Purpose purpose) {
        if (!nobodyListens()) {
            tell(new Move.BytesMoved(SocketCalls.name(channel), purpose, bytes, nameOfCurrent()));
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
