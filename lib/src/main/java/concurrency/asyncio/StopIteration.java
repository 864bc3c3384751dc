package concurrency.asyncio;

import java.util.NoSuchElementException;

/**
 * A generator or a coroutine has ended; {@link #value()} is what its body returned.
 *
 * <p>It is a {@link NoSuchElementException}, so that a generator is an {@link java.util.Iterator} like any other: where
 * a Python program meets {@code StopIteration}, a Java program that knows nothing of generators meets what it expects.
 */
public final class StopIteration extends NoSuchElementException {
    private static final long serialVersionUID = 1;

    private final transient Object value;

    /** The end of a body that returned nothing. */
    public StopIteration() {
        this(null);
    }

    /** @param value what the body returned, or null */
    public StopIteration(Object value) {
        super(value == null ? null : String.valueOf(value));
        this.value = value;
    }

    /** What the body returned; null where it returned nothing. */
    public Object value() {
        return value;
    }
}
