package concurrency.multiprocessing;

import java.io.Serializable;
import java.util.concurrent.Callable;

/**
 * A {@link Callable} that can be sent to another process. A lambda becomes one wherever a {@code SerializableCallable}
 * is asked for, also in a notebook cell; what it captures travels with it and has to be serializable too.
 *
 * @param <R> what it returns
 */
@FunctionalInterface
public interface SerializableCallable<R> extends Callable<R>, Serializable {

    /**
     * Lets a lambda be a task where the compiler would make it a plain {@code Callable}:
     * {@code List.of(SerializableCallable.of(() -> 1))}.
     */
    static <R> SerializableCallable<R> of(SerializableCallable<R> task) {
        return task;
    }
}
