package concurrency.asyncio;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A method that can be suspended in the middle, give a value to its consumer, and be resumed: Python's generator.
 * {@snippet class="concurrency.asyncio.ExamplesTest" region="generator"}
 *
 * <p>It behaves as CPython's does, messages included, and differs where Java does:
 *
 * <ul>
 *   <li>A body that throws a checked exception throws it, undeclared, from the method that resumed it.
 *   <li>{@code throw} is a word of the language, so Python's {@code gen.throw(e)} is {@link #raise}, Python's word for
 *       what happens inside.
 *   <li>{@link #close} returns nothing, because {@code try} with resources asks for that; {@link #closeAndGet} returns
 *       what Python's {@code close()} returns.
 * </ul>
 *
 * <p>A generator may be used by one thread at a time, whichever it is; a second one is refused, never blocked.
 *
 * <p>A suspended generator that nobody refers to any more is closed some time after it has been collected, on a thread
 * of its own, so that its {@code finally} blocks run; what they throw goes to the default handler of uncaught
 * exceptions. Not so one whose own body refers to it, directly or through a collection: unlike Python's it stays until
 * it is closed.
 *
 * @param <T> what it yields; {@link Object} where nothing says otherwise
 */
public final class Generator<T> implements Iterator<T>, Iterable<T>, AutoCloseable {
    private static final Object NOTHING = new Object();

    private final Frame<T> frame;
    private Object ahead = NOTHING; // the value that hasNext() saw and next() has not taken yet
    private Cleaner.Cleanable ifAbandoned;

    private Generator(Frame<T> frame) {
        this.frame = frame;
    }

    /** A generator whose body returns a value; nothing of it runs before the first {@link #next}. */
    public static <T> Generator<T> of(Body<T> body) {
        return new Generator<>(new Frame<>("generator", body));
    }

    /** A generator whose body returns nothing. */
    public static <T> Generator<T> of(Procedure<T> body) {
        return of((Body<T>) self -> {
            body.runs(self);
            return null;
        });
    }

    /**
     * Runs the body to its next yield.
     *
     * @return what it yields
     * @throws StopIteration if the body ends instead
     * @throws IllegalStateException if it is running already: "generator already executing"
     */
    @Override
    public T next() {
        return send(null);
    }

    /**
     * As {@link #next}, with {@code sent} as what the yield returns at which the body stands.
     *
     * @throws IllegalArgumentException if {@code sent} is not null and the body stands at no yield yet
     */
    public T send(Object sent) {
        if (ahead == NOTHING) {
            return step(sent, null);
        }
        if (sent != null) {
            throw isAheadOf("send");
        }
        return takeAhead();
    }

    /**
     * Raises {@code exception}, as it is, at the yield at which the body stands, or at its start.
     *
     * @return what the body yields next, if it catches the exception
     * @throws X if the body does not catch it
     * @throws StopIteration if the body catches it and ends
     */
    public <X extends Throwable> T raise(X exception) throws X {
        if (exception == null) {
            throw new IllegalArgumentException("exceptions must be instances of Throwable, not null");
        }
        if (ahead != NOTHING) {
            throw isAheadOf("raise");
        }
        return step(null, exception);
    }

    /**
     * Ends it: raises {@link GeneratorExit} where the body stands, so that its {@code finally} blocks run. What has not
     * started never starts, and what has ended stays as it is.
     *
     * @throws IllegalStateException if it is running, or if the body yields once more: "generator ignored
     *     GeneratorExit"
     */
    @Override
    public void close() {
        closeAndGet();
    }

    /** As {@link #close}, and returns what the body returned if it caught the {@link GeneratorExit}; else null. */
    public Object closeAndGet() {
        try {
            ahead = NOTHING;
            return frame.close();
        } finally {
            forgetIfEnded();
        }
    }

    /**
     * Whether there is another value. To know, it runs the body to its next yield and keeps the value for
     * {@link #next}. Where the body has ended instead, what it returned is kept for the {@link StopIteration} that the
     * first {@code next} after that throws, however often this was asked before; later ones have null.
     */
    @Override
    public boolean hasNext() {
        if (ahead == NOTHING) {
            ahead = resume(null, null);
        }
        if (ahead != Frame.ENDED) {
            return true;
        }
        ahead = NOTHING;
        return false;
    }

    /** Itself, as in Python: a generator is consumed once. */
    @Override
    public Iterator<T> iterator() {
        return this;
    }

    /** The values that are left, as they are asked for. Closing the stream closes the generator. */
    public Stream<T> stream() {
        var values = Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED);
        return StreamSupport.stream(values, false).onClose(this::close);
    }

    /** Where it stands. */
    public State state() {
        return frame.state();
    }

    @Override
    public String toString() {
        return "generator (" + state() + ")";
    }

    Frame<T> frame() {
        return frame;
    }

    boolean isAhead() {
        return ahead != NOTHING;
    }

    private T step(Object sent, Throwable raised) {
        var yielded = resume(sent, raised);
        if (yielded == Frame.ENDED) {
            throw new StopIteration(frame.takeResult());
        }
        return typed(yielded);
    }

    private Object resume(Object sent, Throwable raised) {
        try {
            var yielded = frame.resume(sent, raised);
            if (ifAbandoned == null && yielded != Frame.ENDED) {
                ifAbandoned = Abandoned.closeWhenCollected(this, frame);
            }
            return yielded;
        } finally {
            forgetIfEnded();
        }
    }

    /** Also keeps this from being taken for abandoned while the body runs. */
    private void forgetIfEnded() {
        var watch = ifAbandoned; // read once: a thread that is refused comes here, too
        if (watch != null && frame.state() == State.CLOSED) {
            watch.clean();
            ifAbandoned = null;
        }
        Reference.reachabilityFence(this);
    }

    private T takeAhead() {
        var value = ahead;
        ahead = NOTHING;
        return typed(value);
    }

    private static IllegalStateException isAheadOf(String method) {
        return new IllegalStateException(
                "hasNext() has run ahead to the next value: take it with next() before " + method);
    }

    @SuppressWarnings("unchecked") // only the body puts values in, and it was made for T
    private T typed(Object yielded) {
        return (T) yielded;
    }

    /** Where a generator or a coroutine stands; Python's {@code inspect.getgeneratorstate}. */
    public enum State {
        /** Nothing of the body has run. */
        CREATED,
        /** The body, or one that it yields from, is running. */
        RUNNING,
        /** The body stands at a yield. */
        SUSPENDED,
        /** The body has ended, or never will start. */
        CLOSED
    }

    /** A generator as its own body sees it. */
    public interface Self<T> {
        /**
         * Gives {@code value} to the consumer and stops here until the consumer resumes this generator.
         *
         * @return what the consumer sent; null if it called {@link Generator#next}
         * @throws IllegalStateException if called from anywhere but the body
         */
        Object yield(T value);

        /**
         * Yields all that {@code source} yields. While it lasts, what the consumer sends and raises goes to the source,
         * if that is a generator.
         *
         * @param source a generator, or any {@link Iterable}, {@link Iterator} or stream
         * @return what the source generator returned; null for other sources
         * @throws IllegalArgumentException if the source is none of those: "'Integer' object is not iterable"
         * @throws UnsupportedOperationException if something is sent to a source that is no generator
         */
        Object yieldFrom(Object source);
    }

    /** The body of a generator that returns nothing. */
    @FunctionalInterface
    public interface Procedure<T> {
        /** Runs to the end, suspended at every yield. */
        void runs(Self<T> self) throws Exception;
    }

    /**
     * The body of a generator that returns a value. It is a {@link Procedure} too, so that a body which never ends, and
     * could be either, is not ambiguous.
     */
    @FunctionalInterface
    public interface Body<T> extends Procedure<T> {
        /** Runs to the end, suspended at every yield; the result becomes the {@link StopIteration#value}. */
        Object run(Self<T> self) throws Exception;

        @Override
        default void runs(Self<T> self) throws Exception {
            run(self);
        }
    }
}
