package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.await;

import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;

/**
 * A limit to how long a part of a coroutine may take: {@code asyncio.timeout}.
 * {@snippet class="concurrency.asyncio.ExamplesTest" region="timeout"}
 *
 * <p>When the time is over, the task is cancelled; where that cancellation leaves the part, it becomes a
 * {@link TimeoutException}. Another cancellation, and any other exception, passes as it is. The rules are those of
 * CPython's asyncio/timeouts.py.
 */
public final class Timeout {
    private final EventLoop loop;
    private long when; // ns on the loop's clock
    private Task<?> task; // that runs the part
    private Handle alarm;
    private State state = State.CREATED;

    private enum State {
        CREATED,
        ENTERED,
        EXPIRING,
        EXPIRED,
        EXITED
    }

    private Timeout(EventLoop loop, long when) {
        this.loop = loop;
        this.when = when;
    }

    static Timeout after(EventLoop loop, double seconds) {
        return new Timeout(loop, Seconds.after(loop.nanos(), seconds));
    }

    static Timeout at(EventLoop loop, double when) {
        return new Timeout(loop, Seconds.toNanos(when));
    }

    /**
     * Runs the part, inside the coroutine that calls this.
     *
     * @return what the part returns
     * @throws TimeoutException if the time is over; its cause is the cancellation
     * @throws IllegalStateException if it has run before, or outside of a task
     * @throws Exception what the part throws
     */
    public <T> T run(Callable<T> part) throws Exception {
        if (state != State.CREATED) {
            throw new IllegalStateException("Timeout has already been entered");
        }
        task = loop.currentTaskOrNull();
        if (task == null) {
            throw new IllegalStateException("Timeout should be used inside a task");
        }
        var cancelling = task.cancelling();
        state = State.ENTERED;
        setAlarm();
        try {
            var result = part.call();
            leave(cancelling);
            return result;
        } catch (CancellationException cancelled) {
            throw leave(cancelling) ? timedOut(cancelled) : cancelled;
        } catch (Throwable other) {
            leave(cancelling);
            throw other;
        }
    }

    /** Whether the time is what cancelled the task, and nothing else did. */
    private boolean leave(int cancelling) {
        if (alarm != null) {
            alarm.cancel();
        }
        if (state != State.EXPIRING) {
            state = State.EXITED;
            return false;
        }
        state = State.EXPIRED;
        return task.uncancel() <= cancelling;
    }

    /**
     * Sets another end.
     *
     * @param newWhen seconds on the loop's clock
     * @throws IllegalStateException if it is not running
     */
    public void reschedule(double newWhen) {
        switch (state) {
            case ENTERED -> {}
            case CREATED -> throw new IllegalStateException("Timeout has not been entered");
            case EXPIRING -> throw new IllegalStateException("Cannot change state of expiring Timeout");
            case EXPIRED -> throw new IllegalStateException("Cannot change state of expired Timeout");
            case EXITED -> throw new IllegalStateException("Cannot change state of finished Timeout");
        }
        when = Seconds.toNanos(newWhen);
        alarm.cancel();
        setAlarm();
    }

    private void setAlarm() {
        alarm = when <= loop.nanos() ? loop.callSoon(this::expire) : loop.callAtNanos(when, this::expire);
    }

    private void expire() {
        task.cancel();
        state = State.EXPIRING;
    }

    /** When it ends, in seconds on the loop's clock; infinity if never. */
    public double when() {
        return Seconds.of(when);
    }

    /** Whether the time was over before the part was. */
    public boolean expired() {
        return state == State.EXPIRING || state == State.EXPIRED;
    }

    private static TimeoutException timedOut(CancellationException cause) {
        var timeout = new TimeoutException();
        timeout.initCause(cause);
        return timeout;
    }

    /** Cancels a future, waits for its end, and gives its result should it have one all the same. */
    static <T> T cancelAndWait(Future<T> future) throws Exception {
        Future<Boolean> ended = future.loop().createFuture();
        Future.DoneCallback<Object> end = _ -> ended.setResultUnlessDone(true);
        future.addDoneCallback(end);
        try {
            future.cancel();
            await(ended.about("end of " + future.subject()));
        } finally {
            future.removeDoneCallback(end);
        }
        try {
            return future.result();
        } catch (CancellationException cancelled) {
            throw timedOut(cancelled);
        }
    }
}
