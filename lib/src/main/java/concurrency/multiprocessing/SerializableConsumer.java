package concurrency.multiprocessing;

import java.io.Serializable;

/**
 * An action that can be sent to another process. It may throw anything, as a {@link SerializableFunction} may.
 *
 * @param <T> what it takes
 */
@FunctionalInterface
public interface SerializableConsumer<T> extends Serializable {

    /** Does it. */
    void accept(T value) throws Exception;
}
