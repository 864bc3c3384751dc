package concurrency.multiprocessing;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * The ahead-of-time cache that workers start from: {@code worker.aot} beside {@code concurrency.jar}, in which Java
 * keeps the classes that a worker needs, read and linked. The build makes it; without it workers start more slowly, and
 * that is all.
 *
 * <p>Beside it stands what it was made for, and only for that it is used. To leave that check to Java would not do:
 * Java up to 25.0.3 does not see that a jar has changed, and runs the classes of before (JDK-8377932); it may fail
 * where the jar was moved (JDK-8376576); and where it does see that the cache does not fit, it does without its own
 * cache for the JDK's classes as well, and starts more slowly than if it had not been given one.
 */
public final class WorkerCache {
    /** Enough for the end of a worker that writes the cache first: some seconds on a quiet machine. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Path library;
    private final List<String> options;
    private final Path cache;
    private final Path madeFor;

    /**
     * The cache for this library.
     *
     * @param library the jar; if it is a folder, there is no cache
     * @param options what opens parts of the JDK: a cache fits one row of these only
     */
    WorkerCache(Path library, List<String> options) {
        this.library = library;
        this.options = options;
        this.cache = library.resolveSibling("worker.aot");
        this.madeFor = library.resolveSibling("worker.aot.for");
    }

    /** What is done with a pool so that the classes which that takes come into the cache. */
    @FunctionalInterface
    public interface Training {
        /** Gives the pool tasks, and returns when they are done. */
        void with(ProcessPool pool) throws InterruptedException, ExecutionException;
    }

    /**
     * Makes the cache for workers of processes like this one, unless there is one that fits; takes some seconds. If it
     * cannot be made, there is none, and the package's log says why.
     *
     * @param training what a worker shall be trained with; it is one process, which writes the cache when it ends
     * @throws InterruptedException if the thread is interrupted while the training waits; there is no cache then
     */
    public static void make(Training training) throws InterruptedException {
        new WorkerCache(WorkerCommand.library(), WorkerCommand.opened()).renew(training);
    }

    /** See {@link #make}. */
    void renew(Training training) throws InterruptedException {
        if (!Files.isRegularFile(library) || fitting().isPresent()) {
            return;
        }
        var fresh = cache.resolveSibling("worker.aot.new");
        try {
            Files.deleteIfExists(madeFor);
            var conditions = conditions(); // of the jar that the worker is about to load
            try (var pool = ProcessPool.builder()
                    .workers(1)
                    .grace(PATIENCE)
                    .recordsCache(fresh)
                    .start()) {
                training.with(pool);
            }
            Files.move(fresh, cache, StandardCopyOption.REPLACE_EXISTING); // those who use the old one keep it
            Files.writeString(madeFor, conditions); // last: without it there is no cache
        } catch (IOException | ExecutionException | RuntimeException notMade) {
            System.getLogger(WorkerCache.class.getPackageName())
                    .log(Level.WARNING, "there is no ahead-of-time cache, and workers start more slowly: " + notMade);
        } finally {
            delete(fresh);
            delete(cache.resolveSibling("worker.aot.new.config")); // Java's own, if it was stopped in between
        }
    }

    /** The cache, if there is one that was made for this library, these options and this Java. */
    Optional<Path> fitting() {
        try {
            var fits = Files.isReadable(cache)
                    && Files.isRegularFile(library)
                    && Files.readString(madeFor).equals(conditions());
            return fits ? Optional.of(cache) : Optional.empty();
        } catch (IOException notKnown) {
            return Optional.empty();
        }
    }

    /** All that a cache depends on, in words. */
    String conditions() throws IOException {
        return String.join(
                        "\n",
                        System.getProperty("java.home"),
                        System.getProperty("java.vm.version"),
                        library.toString(),
                        Files.size(library) + " bytes",
                        Files.getLastModifiedTime(library).toString(),
                        String.join(" ", options))
                + "\n";
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException notMine) {
            // Nobody reads it.
        }
    }
}
