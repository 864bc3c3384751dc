package concurrency.asyncio;

import concurrency.asyncio.Generator.State;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.stream.BaseStream;

/**
 * A body that can be suspended: the part that generators and coroutines share. The rules are those of CPython's
 * Objects/genobject.c, 3.13.
 *
 * <pre>
 *   CREATED --resume--> RUNNING --yield--> SUSPENDED --resume--> RUNNING ... --return, throw--> CLOSED
 * </pre>
 *
 * <ul>
 *   <li>A frame that says {@code yieldFrom(inner)} suspends itself with {@link #delegate} set, and whoever drives it
 *       runs the inner one next, beside it and not on top of it. A chain of any length is therefore one switch a step,
 *       and no stack grows with it; CPython walks its chain in the same way.
 *   <li>The frame that was resumed from outside, and not by a delegator, is the root of a step: its loop in
 *       {@link #drive} runs whichever frame of the chain is next until one yields, or the root ends.
 *   <li>Everything that crosses between the two sides lies in {@link #value} and {@link #thrown}. Whoever moved
 *       {@link #state} to RUNNING owns all fields until he moves it on, on whatever thread; everyone else is refused.
 * </ul>
 */
class Frame<T> implements Generator.Self<T>, Runnable {
    /** What {@link #resume} returns when the body has ended; its value is {@link #takeResult}'s. */
    static final Object ENDED = new Object();

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Frame.class, "state", State.class);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("no field for the state", impossible);
        }
    }

    /** What has a frame and is not to be yielded from, since only its own kind may await it. */
    interface NotIterable {}

    /** Why a body gave control back. */
    private enum Signal {
        YIELDED,
        DELEGATED,
        RETURNED,
        RAISED
    }

    private final String noun; // what it is the frame of, for messages
    private final Stack stack;
    private Generator.Body<T> body; // null once it has ended, so that its variables can be collected
    private volatile State state = State.CREATED;
    private Signal signal; // why the body gave control back
    private Object value; // in: what was sent; out: what was yielded or returned
    private Throwable thrown; // in: what to raise at the yield; out: what escaped the body
    private Throwable raised; // what was raised at the latest yield, for what escapes because of it
    private Frame<?> delegate; // the frame that this one yields from
    private Frame<?> delegator; // the frame that yields from this one, or did so last

    Frame(String noun, Generator.Body<T> body) {
        this.noun = noun;
        this.body = body;
        this.stack = Switching.current().stackFor(this);
    }

    /** What it is the frame of: {@code generator}. */
    final String noun() {
        return noun;
    }

    State state() {
        return state;
    }

    /** What the body returned; null the second time, as for a generator that had ended before. */
    Object takeResult() {
        var result = value;
        value = null;
        return result;
    }

    // ---- outside: resume, close

    /**
     * Goes on until the next yield: with {@code toRaise} raised where the body stands, or else with {@code sent} as
     * what its {@code yield} returns.
     *
     * @return what was yielded, or {@link #ENDED}
     */
    Object resume(Object sent, Throwable toRaise) {
        switch (enter()) {
            case CREATED -> {
                if (toRaise != null) {
                    end();
                    throw Sneaky.raise(toRaise); // even a StopIteration: the body has not seen it
                }
                if (sent != null) {
                    STATE.setRelease(this, State.CREATED);
                    throw new IllegalArgumentException("can't send non-None value to a just-started " + noun);
                }
            }
            case CLOSED -> {
                return resumeEnded(toRaise);
            }
            default -> {}
        }
        return drive(sent, toRaise);
    }

    /** What {@link #resume} does where the body has ended. */
    Object resumeEnded(Throwable toRaise) {
        if (toRaise != null) {
            throw Sneaky.raise(toRaise);
        }
        return ENDED;
    }

    /**
     * Raises {@link GeneratorExit} in the innermost frame of the chain, then in the one around it, and so on outwards.
     *
     * @return what the body of this one returned on that, which is null unless it caught the exit
     */
    Object close() {
        var chain = new ArrayDeque<Frame<?>>();
        Throwable failure = null;
        for (Frame<?> frame = this; frame != null; frame = frame.delegate) {
            if (frame != this && frame.state == State.RUNNING) {
                failure = frame.alreadyExecuting();
                break;
            }
            var was = frame.enter();
            if (was == State.CREATED) {
                frame.end();
            }
            if (was != State.SUSPENDED) {
                break;
            }
            chain.push(frame);
        }
        Object result = null;
        for (var frame : chain) {
            frame.delegate = null;
            result = null;
            try {
                var yielded = frame.drive(null, failure != null ? failure : new GeneratorExit());
                failure = yielded == ENDED ? null : new IllegalStateException(noun + " ignored GeneratorExit");
                result = yielded == ENDED ? frame.takeResult() : null;
            } catch (GeneratorExit obeyed) {
                failure = null;
            } catch (Throwable other) {
                failure = other;
            }
        }
        if (failure != null) {
            throw Sneaky.raise(failure);
        }
        return result;
    }

    /** The steps of the chain from this root on, which is RUNNING, until one of its frames yields or this one ends. */
    private Object drive(Object sent, Throwable toRaise) {
        Frame<?> frame = this;
        while (true) {
            while (frame.delegate != null) { // down to the frame that is to run
                var inner = frame.delegate;
                if (toRaise instanceof GeneratorExit) {
                    toRaise = inner.closeFor(toRaise);
                    frame.delegate = null;
                } else if (!inner.enterFrom(frame, sent, toRaise)) {
                    toRaise = inner.refusal(sent, toRaise);
                    sent = null;
                    frame.delegate = null;
                } else {
                    frame = inner;
                }
            }
            frame.value = sent;
            frame.thrown = toRaise;
            frame.stack.resume();
            switch (frame.signal) {
                case YIELDED -> {
                    return suspendUpFrom(frame);
                }
                case DELEGATED -> {
                    sent = null;
                    toRaise = null;
                }
                case RETURNED, RAISED -> { // up to the frame around it, as the outcome of its yieldFrom
                    sent = frame.value;
                    toRaise = frame.thrown;
                    var outer = frame == this ? null : frame.delegator;
                    frame.end();
                    if (outer == null) {
                        if (toRaise != null) {
                            throw Sneaky.raise(toRaise);
                        }
                        value = sent;
                        return ENDED;
                    }
                    outer.delegate = null;
                    frame = outer;
                }
            }
        }
    }

    /** What the innermost frame yielded; from then on this frame and all down to that one may be resumed again. */
    private Object suspendUpFrom(Frame<?> innermost) {
        var yielded = innermost.takeResult();
        for (Frame<?> frame = innermost; frame != this; ) {
            STATE.setRelease(frame, State.SUSPENDED);
            frame = frame.delegator;
        }
        STATE.setRelease(this, State.SUSPENDED);
        return yielded;
    }

    // ---- the state

    /** Moves to RUNNING unless it has ended, and returns the state before. */
    private State enter() {
        while (true) {
            var was = state;
            if (was == State.RUNNING) {
                throw alreadyExecuting();
            }
            if (was == State.CLOSED || STATE.compareAndSet(this, was, State.RUNNING)) {
                return was;
            }
        }
    }

    /** As {@link #enter}, on behalf of the frame that yields from this one; false where that is refused. */
    private boolean enterFrom(Frame<?> outer, Object sent, Throwable toRaise) {
        var was = state;
        var enterable = was == State.SUSPENDED || was == State.CREATED && sent == null && toRaise == null;
        if (!enterable || !STATE.compareAndSet(this, was, State.RUNNING)) {
            return false;
        }
        if (delegator != outer) {
            delegator = outer;
        }
        return true;
    }

    /** Why {@link #enterFrom} said no: what is to be raised in the delegator; null where this one has simply ended. */
    private Throwable refusal(Object sent, Throwable toRaise) {
        try {
            resume(sent, toRaise);
            return null;
        } catch (Throwable refused) {
            return refused;
        }
    }

    private Throwable closeFor(Throwable exit) {
        try {
            close();
            return exit;
        } catch (Throwable failed) {
            return failed;
        }
    }

    private void end() {
        body = null;
        value = null;
        thrown = null;
        raised = null;
        delegator = null;
        STATE.setRelease(this, State.CLOSED);
    }

    private IllegalStateException alreadyExecuting() {
        return new IllegalStateException(noun + " already executing");
    }

    // ---- inside: what the body sees, on its own stack

    /** The whole life of the body, at the bottom of its stack. */
    @Override
    public void run() {
        try {
            takeSent();
            value = body.run(this);
            signal = Signal.RETURNED;
        } catch (Throwable escaped) {
            value = null;
            thrown = asEscaped(escaped);
            signal = Signal.RAISED;
        }
    }

    @Override
    public Object yield(T yielded) {
        return suspend(Signal.YIELDED, yielded);
    }

    @Override
    public Object yieldFrom(Object source) {
        try {
            return switch (source) {
                case NotIterable _ ->
                    throw new IllegalArgumentException(
                            "cannot 'yield from' a coroutine object in a non-coroutine generator");
                case Generator<?> generator when !generator.isAhead() -> delegateTo(generator.frame(), generator);
                case Iterator<?> iterator -> yieldAll(iterator);
                case Iterable<?> iterable -> yieldAll(iterable.iterator());
                case BaseStream<?, ?> stream -> yieldAll(stream.iterator());
                case null -> throw notIterable("null");
                default -> throw notIterable(source.getClass().getSimpleName());
            };
        } catch (StopIteration end) { // whoever raised it: it is what ends a yieldFrom, with its value
            return end.value();
        }
    }

    private static IllegalArgumentException notIterable(String type) {
        return new IllegalArgumentException("'" + type + "' object is not iterable");
    }

    /**
     * Yields from another frame; what that one returns is the result.
     *
     * @param owner whose frame it is, and who must not be taken for abandoned meanwhile
     */
    Object delegateTo(Frame<?> inner, Object owner) {
        try {
            delegate = inner;
            return suspend(Signal.DELEGATED, null);
        } finally {
            Reference.reachabilityFence(owner);
        }
    }

    private Object yieldAll(Iterator<?> iterator) {
        while (iterator.hasNext()) {
            @SuppressWarnings("unchecked") // as with any yield: only the reader of the values can tell
            var sent = this.yield((T) iterator.next());
            if (sent != null) {
                throw new UnsupportedOperationException(
                        "'" + iterator.getClass().getSimpleName() + "' object has no attribute 'send'");
            }
        }
        return null;
    }

    private Object suspend(Signal why, Object out) {
        value = out;
        signal = why;
        raised = null;
        try {
            stack.suspend();
        } catch (Throwable refused) { // the body goes on, and so must not be taken for one that delegates
            value = null;
            delegate = null;
            throw refused;
        }
        return takeSent();
    }

    private Object takeSent() {
        if (thrown != null) {
            raised = thrown;
            thrown = null;
            throw Sneaky.raise(raised);
        }
        return takeResult();
    }

    /**
     * What the consumer gets for what escaped the body. A {@link StopIteration} would look like the end, so it is an
     * error (PEP 479). What escapes in place of something that was raised at the latest yield keeps that one as
     * suppressed.
     */
    private Throwable asEscaped(Throwable escaped) {
        if (raised != null && !Sneaky.leadsTo(escaped, raised)) {
            escaped.addSuppressed(raised);
        }
        return escaped instanceof StopIteration
                ? new IllegalStateException(noun + " raised StopIteration", escaped)
                : escaped;
    }
}
