package concurrency.multiprocessing;

import concurrency.trace.Recorder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * How a pool is to be; see {@link ProcessPoolBuilder}, which checks the values. Durations of 0 mean never; the
 * initializer, the listener and the recorded cache may be null.
 */
record PoolSettings(
        int workers,
        String prefix,
        SerializableRunnable initializer,
        long heap,
        int maxTasksPerChild,
        Duration idleTimeout,
        Duration startTimeout,
        Duration grace,
        Recorder recorder,
        Consumer<? super Line> listener,
        Path recordedCache) {}
