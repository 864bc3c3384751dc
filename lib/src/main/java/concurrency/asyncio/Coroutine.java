package concurrency.asyncio;

import concurrency.trace.Result;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;

/**
 * A method that can be suspended while it waits; made by {@link Asyncio#async}. Nothing of it runs until it is awaited,
 * or wrapped into a {@link Task}, or driven by hand with {@link #send}.
 *
 * <p>It is a generator in another coat: to {@code await} is to {@code yieldFrom}, what comes out at the bottom is
 * always a {@link Future}, and what is sent in is always null. There is one short cut. A coroutine that awaits one that
 * has not started becomes its only driver, so the inner one needs no stack of its own: it runs on the outer one's, as a
 * call. A chain of awaits is then a chain of calls, which a stack trace shows, and it is suspended and resumed in one
 * piece. So that no stack overflows, each {@value #CALLS_A_STACK}th gets a stack of its own all the same, and is
 * yielded from.
 *
 * <p>One that is driven by hand and that nobody refers to any more is closed some time after it has been collected, as
 * a {@link Generator} is. A task looks after its coroutine itself.
 *
 * @param <T> what it returns
 */
public final class Coroutine<T> implements Awaitable<T>, Frame.NotIterable {
    /** How many coroutines run on one stack, as calls of one another. */
    private static final int CALLS_A_STACK = 50;

    private final String name;
    private Body<T> body; // null once it has started
    private Troubles.Watch neverAwaited;
    // Its own, or that of the coroutine that awaits it; null before it starts and after an inner end.
    private CoroutineFrame frame;
    private boolean awaited; // by a coroutine that runs or stands at that await
    private Cleaner.Cleanable ifAbandoned; // while it is driven by hand

    Coroutine(String name, Body<T> body) {
        this.name = name;
        this.body = body;
        this.neverAwaited = Troubles.whenCollected(
                this,
                EventLoop.troublesOfRunning(),
                () -> new Trouble("coroutine '" + name + "' was never awaited", name, null));
    }

    /** The name of the method that made it. */
    public String name() {
        return name;
    }

    /** Where it stands. */
    public Generator.State state() {
        if (frame != null) {
            return frame.state();
        }
        return body != null ? Generator.State.CREATED : Generator.State.CLOSED;
    }

    /**
     * Runs it to the next future that is not done, which is how a {@link Task} drives it.
     *
     * @param value what the await returns at which it stands; null to start it
     * @return the future that it waits for, or null if it only lets others go first
     * @throws StopIteration if it ends; the value is what its body returned
     * @throws IllegalStateException if it has ended before: "cannot reuse already awaited coroutine"; while another
     *     coroutine awaits it: "coroutine is being awaited already"
     */
    public Object send(Object value) {
        return byHand(value, null);
    }

    /** As {@link #send}, but raises {@code exception} where it stands. */
    public <X extends Throwable> Object raise(X exception) throws X {
        if (exception == null) {
            throw new IllegalArgumentException("exceptions must be instances of Throwable, not null");
        }
        return byHand(null, exception);
    }

    /**
     * Raises {@link GeneratorExit} where it stands; what has not started never starts.
     *
     * @throws IllegalStateException while another coroutine awaits it: "coroutine is being awaited already". CPython
     *     closes it, and the other one finds out when it goes on; here both may be one stack
     */
    public void close() {
        try {
            ownFrame().close();
        } finally {
            forgetIfEnded();
        }
    }

    @Override
    public String toString() {
        return "<coroutine " + name + " " + state() + ">";
    }

    /** As {@link Frame#resume}. */
    Object resume(Object sent, Throwable raised) {
        return ownFrame().resume(sent, raised);
    }

    Object takeResult() {
        return frame.takeResult();
    }

    private Object byHand(Object sent, Throwable raised) {
        try {
            var yielded = resume(sent, raised);
            if (yielded == Frame.ENDED) {
                throw new StopIteration(frame.takeResult());
            }
            if (ifAbandoned == null) {
                ifAbandoned = Abandoned.closeWhenCollected(this, frame);
            }
            return yielded;
        } finally {
            forgetIfEnded();
        }
    }

    /** Also keeps this from being taken for abandoned while the body runs. */
    private void forgetIfEnded() {
        var watch = ifAbandoned;
        if (watch != null && frame.state() == Generator.State.CLOSED) {
            watch.clean();
            ifAbandoned = null;
        }
        Reference.reachabilityFence(this);
    }

    /** For driving it from outside: its own frame, which nobody needs before. */
    private CoroutineFrame ownFrame() {
        if (awaited) {
            throw inUse();
        }
        if (body != null) {
            var start = start();
            frame = new CoroutineFrame(self -> start.run());
            frame.innermost(name);
        } else if (frame == null) {
            frame = CoroutineFrame.closed();
        }
        return frame;
    }

    /** To run it inside another coroutine, which awaits it. */
    T awaitIn(CoroutineFrame awaiter) throws Exception {
        if (body == null) {
            throw inUse();
        }
        return awaiter.listener().listens() ? runTold(awaiter, awaiter.listener()) : run(awaiter);
    }

    private IllegalStateException inUse() {
        return new IllegalStateException(
                switch (state()) {
                    case RUNNING -> "coroutine already executing";
                    case CLOSED -> "cannot reuse already awaited coroutine";
                    default -> "coroutine is being awaited already";
                });
    }

    /** Runs it, and tells when it begins and ends. */
    private T runTold(CoroutineFrame awaiter, TaskListener listener) throws Exception {
        var outer = awaiter.innermost();
        listener.entered(this, outer);
        awaiter.innermost(name);
        try {
            var result = run(awaiter);
            listener.left(this, outer, Result.returned(result == null ? "" : Brief.of(result)));
            return result;
        } catch (Throwable thrown) {
            listener.left(this, outer, Result.raised(Brief.of(thrown)));
            throw thrown;
        } finally {
            awaiter.innermost(outer);
        }
    }

    private T run(CoroutineFrame awaiter) throws Exception {
        return awaiter.calls() < CALLS_A_STACK ? call(awaiter) : yieldFrom(awaiter);
    }

    private T call(CoroutineFrame awaiter) throws Exception {
        var start = start();
        frame = awaiter;
        awaited = true;
        awaiter.calls(+1);
        try {
            return start.run();
        } catch (StopIteration escaped) {
            throw new IllegalStateException("coroutine raised StopIteration", escaped);
        } finally {
            awaiter.calls(-1);
            awaited = false;
            frame = null;
        }
    }

    @SuppressWarnings("unchecked") // the frame's body is this one's
    private T yieldFrom(CoroutineFrame awaiter) {
        toldBy(awaiter.listener());
        var inner = ownFrame();
        awaited = true;
        try {
            return (T) awaiter.delegateTo(inner, this);
        } finally {
            awaited = false;
        }
    }

    /** From now on, what it awaits is told there. */
    void toldBy(TaskListener listener) {
        ownFrame().listener(listener);
    }

    private Body<T> start() {
        neverAwaited.settle();
        neverAwaited = null;
        var start = body;
        body = null;
        return start;
    }

    /** The body of a coroutine that returns nothing. */
    @FunctionalInterface
    public interface Procedure {
        /** Runs to the end, suspended at every await that has to wait. */
        void runs() throws Exception;
    }

    /**
     * The body of a coroutine that returns a value; a {@link Procedure} too, for the reason of {@link Generator.Body}.
     */
    @FunctionalInterface
    public interface Body<T> extends Procedure {
        /** Runs to the end, suspended at every await that has to wait. */
        T run() throws Exception;

        @Override
        default void runs() throws Exception {
            run();
        }
    }
}
