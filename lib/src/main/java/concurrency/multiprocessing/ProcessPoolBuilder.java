package concurrency.multiprocessing;

import com.sun.management.OperatingSystemMXBean;
import concurrency.trace.Recorder;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * How a {@link ProcessPool} is to be. What is not set is as its method says.
 *
 * <p>A worker runs the same Java as this process, with the same class path, working folder, default character set,
 * language, time zone and assertions. It gets the system properties that this process has when the pool is started,
 * except those of 20,000 characters or more, name included, and those that each Java sets for itself, whose names start
 * with {@code java.}, {@code jdk.}, {@code sun.}, {@code os.}, {@code user.}, {@code file.}, {@code path.},
 * {@code line.}, {@code native.}, {@code stdin.}, {@code stdout.} or {@code stderr.}. Of these it gets only
 * {@code file.encoding}, {@code user.language}, {@code user.country}, {@code user.timezone}, {@code java.io.tmpdir},
 * {@code java.awt.headless}, {@code java.net.preferIPv4Stack} and {@code java.net.preferIPv6Addresses}. A task that
 * needs another one sets it in the pool's {@link #initializer}.
 */
public final class ProcessPoolBuilder {
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._ -]{0,39}");
    private static final int MOST_WORKERS = 256;
    private static final long MEBIBYTE = 1 << 20;
    /** What a worker takes at least, with next to nothing on its heap; 50 MiB were resident on Linux. */
    private static final long WORKER_MEMORY = 48 * MEBIBYTE;

    private int workers = Runtime.getRuntime().availableProcessors();
    private String prefix = "Worker-";
    private SerializableRunnable initializer;
    private long heap = 512;
    private int maxTasksPerChild;
    private Duration idleTimeout = Duration.ZERO;
    private Duration startTimeout = Duration.ofSeconds(60);
    private Duration grace = Duration.ofSeconds(1);
    private Recorder recorder;
    private Consumer<? super Line> listener;
    private Path recordedCache;

    ProcessPoolBuilder() {}

    /**
     * How many processes; as many as there are cores if not set.
     *
     * @throws IllegalArgumentException if it is not within 1 to 256
     */
    public ProcessPoolBuilder workers(int workers) {
        if (workers < 1 || workers > MOST_WORKERS) {
            throw new IllegalArgumentException("a pool has 1 to " + MOST_WORKERS + " workers, not " + workers);
        }
        this.workers = workers;
        return this;
    }

    /**
     * What a worker's name starts with, before its number; {@code Worker-} if not set.
     *
     * @throws IllegalArgumentException if it is empty, longer than 40 characters, or has others than letters, digits,
     *     ". _-"
     */
    public ProcessPoolBuilder namePrefix(String prefix) {
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException(
                    "a name has 1 to 40 letters, digits, dots, spaces, _ and -, not: " + prefix);
        }
        this.prefix = prefix;
        return this;
    }

    /**
     * What each worker runs once before its first task. If it fails, or ends the process, or does not end, the pool is
     * broken: see {@link BrokenPoolException}.
     */
    public ProcessPoolBuilder initializer(SerializableRunnable initializer) {
        this.initializer = Objects.requireNonNull(initializer, "initializer");
        return this;
    }

    /**
     * How large each worker's heap may become, in MiB; 512 if not set. A worker whose heap is full dies, with exit code
     * 3.
     *
     * @throws IllegalArgumentException if it is less than 16
     */
    public ProcessPoolBuilder heap(int mebibytes) {
        if (mebibytes < 16) {
            throw new IllegalArgumentException("a worker's heap needs at least 16 MiB, not " + mebibytes);
        }
        this.heap = mebibytes;
        return this;
    }

    /**
     * After how many tasks a worker is replaced by a new process; never if not set. A chunk of a map counts as one.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public ProcessPoolBuilder maxTasksPerChild(int tasks) {
        if (tasks < 1) {
            throw new IllegalArgumentException("a worker runs at least 1 task, not " + tasks);
        }
        this.maxTasksPerChild = tasks;
        return this;
    }

    /** After how much time without a task a worker ends, to be started again when one comes; never if not set. */
    public ProcessPoolBuilder idleTimeout(Duration timeout) {
        this.idleTimeout = positive(timeout, "idle timeout");
        return this;
    }

    /**
     * How long a worker may take to start, its initializer included; 60 s if not set. After that the pool is broken.
     */
    public ProcessPoolBuilder startTimeout(Duration timeout) {
        this.startTimeout = positive(timeout, "start timeout");
        return this;
    }

    /** How long a task that is cancelled may go on before its worker is killed and replaced; 1 s if not set. */
    public ProcessPoolBuilder grace(Duration grace) {
        this.grace = positive(grace, "grace");
        return this;
    }

    /** What takes down the pool's spans, for example together with others; one of the pool's own if not set. */
    public ProcessPoolBuilder recorder(Recorder recorder) {
        this.recorder = Objects.requireNonNull(recorder, "recorder");
        return this;
    }

    /**
     * What gets each line that a worker writes, one at a time, and before the result of the task that wrote it:
     * {@code output(System.out::println)}. It should be quick, and must not wait for the pool. If not set, the lines
     * are kept in {@link ProcessPool#output()}.
     */
    public ProcessPoolBuilder output(Consumer<? super Line> listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }

    /** Where the one worker of this pool is to write an ahead-of-time cache when it ends; see {@link WorkerCache}. */
    ProcessPoolBuilder recordsCache(Path file) {
        this.recordedCache = file;
        return this;
    }

    private static Duration positive(Duration duration, String what) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("the " + what + " has to be more than no time, not " + duration);
        }
        return duration;
    }

    /**
     * Starts all workers, in parallel, and does not wait for them.
     *
     * @throws IllegalStateException in a worker of a pool: a pool within a pool would be processes without end
     * @throws IllegalArgumentException if the initializer cannot be sent to a worker, or if there are more workers than
     *     cores and more than this machine has memory for; the message says why
     */
    public ProcessPool start() {
        if (workers > Runtime.getRuntime().availableProcessors()) {
            checkMemory(workers, memory());
        }
        return new ProcessPool(settings());
    }

    /** Of the machine, or of the container that this runs in, in bytes. */
    private static long memory() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }

    static void checkMemory(int workers, long memory) {
        var most = memory / WORKER_MEMORY;
        if (workers > most) {
            throw new IllegalArgumentException(workers + " workers need more memory than the " + memory / MEBIBYTE
                    + " MiB of this machine: each takes at least " + WORKER_MEMORY / MEBIBYTE
                    + " MiB, so start at most " + most);
        }
    }

    PoolSettings settings() {
        return new PoolSettings(
                workers,
                prefix,
                initializer,
                heap * MEBIBYTE,
                maxTasksPerChild,
                idleTimeout,
                startTimeout,
                grace,
                recorder == null ? new Recorder() : recorder,
                listener,
                recordedCache);
    }
}
