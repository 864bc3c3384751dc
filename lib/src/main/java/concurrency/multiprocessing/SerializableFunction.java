package concurrency.multiprocessing;

import java.io.Serializable;

/**
 * A function that can be sent to another process. It may throw anything, as a {@link java.util.concurrent.Callable}
 * may: a function that reads a page would otherwise have to hide its {@code IOException}.
 *
 * @param <T> what it takes
 * @param <R> what it returns
 */
@FunctionalInterface
public interface SerializableFunction<T, R> extends Serializable {

    /** Applies it. */
    R apply(T value) throws Exception;
}
