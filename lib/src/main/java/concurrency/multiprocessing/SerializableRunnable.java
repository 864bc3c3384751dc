package concurrency.multiprocessing;

import java.io.Serializable;

/** A {@link Runnable} that can be sent to another process: an initializer, or a task without a result. */
@FunctionalInterface
public interface SerializableRunnable extends Runnable, Serializable {}
