package concurrency.asyncio;

import concurrency.trace.Move;
import concurrency.trace.Phase;
import concurrency.trace.Purpose;
import concurrency.trace.Recorder;
import concurrency.trace.Result;
import concurrency.trace.TraceEvent;
import java.lang.StackWalker.StackFrame;
import java.nio.channels.SelectableChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes down what a loop does, move by move, for a recorder or for whoever steps the loop. While nobody listens, all
 * it costs is the question whether somebody does.
 */
final class LoopRecorder implements TaskListener {
    /** ns after which one callback has kept everything else waiting for too long; asyncio's slow_callback_duration. */
    private static final long TOO_LONG = 100_000_000;

    private final Clock clock;
    private final Recorder recorder; // or null
    private List<TraceEvent> step; // what happened in the turn that is being stepped, or null
    private Task<?> current; // the task that is taking a step, or null
    private int turn;
    private Phase phase = Phase.BETWEEN;

    /** @param recorder may be null */
    LoopRecorder(Clock clock, Recorder recorder) {
        this.clock = clock;
        this.recorder = recorder;
    }

    @Override
    public boolean listens() {
        return recorder != null || step != null;
    }

    private void tell(Move move) {
        var told = TraceEvent.of(
                move, turn, phase, Math.max(1, clock.now())); // 0 would stand for the recorder's own clock
        if (recorder != null) {
            recorder.record(told);
        }
        if (step != null) {
            step.add(told);
        }
    }

    // ---- turns

    /** From now on, collects what happens for {@link #endStep}. */
    void beginStep() {
        step = new ArrayList<>();
    }

    /** What has happened since. */
    List<TraceEvent> endStep() {
        var taken = step;
        step = null;
        return taken;
    }

    /** Number of the turn, from 1; 0 before the first one. */
    int turn() {
        return turn;
    }

    @Override
    public void nextTurn() {
        turn++;
    }

    @Override
    public void phase(Phase next) {
        phase = next;
    }

    @Override
    public void idle(long patience) {
        if (listens()) {
            tell(new Move.Idle(patience == Clock.FOREVER ? Long.MAX_VALUE : clock.now() + patience));
        }
    }

    // ---- tasks

    @Override
    public void created(Task<?> task) {
        if (listens()) {
            tell(new Move.Created(task.name(), task.coroutine().name(), nameOfCurrent(), callersLine()));
        }
    }

    @Override
    public void queued(Handle handle, boolean fromOtherThread) {
        if (listens()) {
            tell(new Move.Queued(handle.entry(), fromOtherThread));
        }
    }

    @Override
    public void dequeued(Handle handle) {
        if (listens()) {
            tell(new Move.Dequeued(handle.entry()));
        }
    }

    @Override
    public void dropped(Handle handle) {
        if (listens()) {
            tell(new Move.Dropped(handle.entry()));
        }
    }

    @Override
    public void resumed(Task<?> task, boolean startedBefore) {
        current = task;
        if (listens()) {
            tell(startedBefore ? new Move.Resumed(task.name(), task.line()) : new Move.Started(task.name()));
        }
    }

    /** Remembers where the running task awaits. */
    @Override
    public void suspending() {
        if (listens() && current != null) {
            current.line(callersLine());
        }
    }

    @Override
    public void awaiting(Task<?> task, Future<?> future) {
        if (listens()) {
            tell(new Move.Awaiting(task.name(), future.awaited(), task.line()));
        }
    }

    @Override
    public void paused(Task<?> task) {
        current = null;
    }

    @Override
    public void ended(Task<?> task) {
        if (listens()) {
            tell(new Move.Ended(task.name(), task.briefly()));
        }
    }

    // ---- coroutines inside of the running task; told only while somebody listens

    @Override
    public void entered(Coroutine<?> coroutine, String awaiting) {
        if (current != null) { // none where a loop that is closed closes what is left
            tell(new Move.Entered(nameOfCurrent(), coroutine.name(), awaiting, callersLine()));
        }
    }

    @Override
    public void left(Coroutine<?> coroutine, String awaiting, Result result) {
        if (listens() && current != null) {
            tell(new Move.Left(nameOfCurrent(), coroutine.name(), awaiting, result));
        }
    }

    @Override
    public void ran(Handle handle, long since) {
        if (listens() && clock.now() - since > TOO_LONG) {
            tell(new Move.Blocked(handle.entry(), clock.now() - since));
        }
    }

    // ---- what tasks wait for

    @Override
    public void futureDone(Future<?> future) {
        if (listens()) {
            tell(new Move.FutureDone(future.awaited(), future.briefly()));
        }
    }

    @Override
    public void calledBack(Future<?> future, Future.DoneCallback<?> callback) {
        if (listens()) {
            var woken = callback instanceof Task.Wakeup wakeup ? wakeup.task().name() : "";
            tell(new Move.CalledBack(future.awaited(), woken));
        }
    }

    @Override
    public void timerSet(TimerHandle timer) {
        if (listens()) {
            tell(new Move.TimerSet(timer.toString(), nameOfCurrent(), timer.whenNanos()));
        }
    }

    @Override
    public void timerDue(TimerHandle timer) {
        if (listens()) {
            tell(new Move.TimerDue(timer.toString()));
        }
    }

    @Override
    public void timerCancelled(TimerHandle timer) {
        if (listens()) {
            tell(new Move.TimerCancelled(timer.toString()));
        }
    }

    @Override
    public void watched(SocketHandle handle) {
        if (listens()) {
            tell(new Move.Watched(handle.socket(), handle.purpose(), nameOfCurrent()));
        }
    }

    @Override
    public void unwatched(SocketHandle handle) {
        if (listens()) {
            tell(new Move.Unwatched(handle.socket(), handle.purpose(), nameOfCurrent()));
        }
    }

    @Override
    public void socketReady(SocketHandle handle) {
        if (listens()) {
            tell(new Move.SocketReady(handle.socket(), handle.purpose(), handle.toString()));
        }
    }

    @Override
    public void bytesMoved(SelectableChannel channel, int bytes, Purpose purpose) {
        if (listens()) {
            tell(new Move.BytesMoved(Channels.name(channel), purpose, bytes, nameOfCurrent()));
        }
    }

    private String nameOfCurrent() {
        return current == null ? "" : current.name();
    }

    /** The line of the innermost caller outside of this library; 0 if there is none. */
    private static int callersLine() {
        return Callers.innermost().map(StackFrame::getLineNumber).orElse(0);
    }
}
