package concurrency.multiprocessing;

import concurrency.trace.Trace;
import java.io.IOException;
import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future.State;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An {@link java.util.concurrent.ExecutorService} whose workers are processes: each a Java virtual machine of its own,
 * with memory of its own, as in Python's {@code multiprocessing.Pool} and {@code ProcessPoolExecutor}.
 * {@snippet class="concurrency.multiprocessing.ExamplesTest" region="pool"}
 *
 * <p>Tasks, what they capture, and their results are copied by Java's serialization. A lambda can be sent where a
 * {@link SerializableCallable}, a {@link SerializableRunnable} or a {@link SerializableFunction} is asked for, so also
 * from a notebook cell; the classes that it needs are fetched from this process if the worker does not have them.
 * Static fields are each process's own: in a worker, those of a cell are as if the cell had never run. What cannot be
 * sent is a failed future at once, whose {@link java.io.NotSerializableException} says what and where.
 *
 * <p>All of {@link java.util.concurrent.ExecutorService} is as it says, and what it leaves open is so:
 *
 * <ul>
 *   <li>An exception of a task is the cause of the {@link ExecutionException}: of its own class, with its stack trace
 *       in the worker; a {@link RemoteTaskException} if that one cannot be sent.
 *   <li>A worker that dies fails the task that it ran with a {@link WorkerDiedException}, and is replaced. No task is
 *       run twice. One that was sent to a worker and had not begun is given to another.
 *   <li>Any number of tasks may wait, each as the bytes that it will be sent as, as with
 *       {@link java.util.concurrent.Executors#newFixedThreadPool}, so {@code submit} never blocks. Who has more than
 *       memory holds uses {@link #map}, whose caller waits anyway: at most 1,024 of its chunks wait as bytes, and
 *       hardly over 16 MiB.
 *   <li>{@link #shutdownNow} interrupts the tasks that run, kills the workers whose task does not end within the pool's
 *       grace, and cancels the tasks that it returns, so that nobody waits for them for ever.
 *   <li>{@link #close} waits for all tasks, as always; but if the closing thread was interrupted while it waited for a
 *       task of this pool, then it stops them as if it were interrupted now.
 *   <li>The end of this process, however it comes, ends all workers. A pool that is dropped without being closed ends
 *       its workers when their tasks are done, once the garbage collector finds it, and logs a warning.
 * </ul>
 *
 * What workers print goes to {@link #output()}; what they did when, starting included, to {@link #trace()}.
 */
public final class ProcessPool extends AbstractExecutorService {
    private static final Cleaner CLEANER = Cleaner.create();

    private final Crew crew;
    private final Submission submission;
    private final Cleaner.Cleanable whenDropped;

    ProcessPool(PoolSettings settings) {
        if (Worker.isCurrent()) {
            throw new IllegalStateException(
                    Worker.current() + " is a worker of a pool and cannot start a pool of its own");
        }
        try {
            crew = new Crew(settings);
        } catch (IOException notSendable) {
            var why = "the initializer cannot be sent to a worker: " + notSendable.getMessage();
            throw new IllegalArgumentException(why, notSendable);
        }
        submission = new Submission(crew);
        crew.start();
        whenDropped = CLEANER.register(this, new Dropped(crew));
    }

    /** A pool of as many workers as there are cores, which are started and not waited for. */
    public ProcessPool() {
        this(new ProcessPoolBuilder().settings());
    }

    /** A pool that is to be otherwise than the default. */
    public static ProcessPoolBuilder builder() {
        return new ProcessPoolBuilder();
    }

    private record Dropped(Crew crew) implements Runnable {
        @Override
        public void run() {
            if (!crew.isShutdown()) {
                System.getLogger(ProcessPool.class.getPackageName())
                        .log(
                                System.Logger.Level.WARNING,
                                "a process pool was dropped without being closed; workers: " + crew.size());
                crew.shutdown();
            }
        }
    }

    /** As {@link #submit(Callable)}, for a lambda. */
    public <R> PoolFuture<R> submit(SerializableCallable<R> task) {
        return submission.enqueue(submission.of(Objects.requireNonNull(task, "task")));
    }

    /** As {@link #submit(Runnable)}, for a lambda. */
    public PoolFuture<?> submit(SerializableRunnable task) {
        return submission.enqueue(submission.of(Objects.requireNonNull(task, "task"), null));
    }

    /** As {@link #submit(Runnable, Object)}, for a lambda. The result stays in this process. */
    public <R> PoolFuture<R> submit(SerializableRunnable task, R result) {
        return submission.enqueue(submission.of(Objects.requireNonNull(task, "task"), result));
    }

    /** As {@link #execute(Runnable)}, for a lambda. */
    public void execute(SerializableRunnable task) {
        execute((Runnable) task);
    }

    /**
     * Runs it in a worker. If it throws, the stack trace goes to the pool's output.
     *
     * @throws RejectedExecutionException if the pool is shut down or broken, or if the task cannot be sent
     */
    @Override
    public void execute(Runnable command) {
        Objects.requireNonNull(command, "command");
        var future = command instanceof PoolFuture<?> made ? made : submission.of(command, null);
        if (future != command) {
            future.uncaught = true;
            if (future.state() == State.FAILED) {
                throw new RejectedExecutionException(future.exceptionNow().getMessage(), future.exceptionNow());
            }
        }
        submission.enqueue(future);
    }

    @Override
    protected <R> RunnableFuture<R> newTaskFor(Callable<R> task) {
        return submission.of(Objects.requireNonNull(task, "task"));
    }

    @Override
    protected <R> RunnableFuture<R> newTaskFor(Runnable task, R result) {
        return submission.of(Objects.requireNonNull(task, "task"), result);
    }

    /**
     * Applies a function to each item, in the workers, and waits.
     *
     * @return the results, in the order of the items
     * @throws ExecutionException if it fails for an item, as soon as it does; the others are cancelled
     * @throws InterruptedException if the waiting thread is interrupted; all are cancelled
     */
    public <T, R> List<R> map(SerializableFunction<? super T, ? extends R> function, Collection<? extends T> items)
            throws InterruptedException, ExecutionException {
        return map(function, items, 1);
    }

    /**
     * The same, with several items to a task: less is said between the processes, and more is lost with a worker that
     * dies.
     *
     * @param chunkSize how many items are one task
     * @throws IllegalArgumentException if that is less than 1
     */
    public <T, R> List<R> map(
            SerializableFunction<? super T, ? extends R> function, Collection<? extends T> items, int chunkSize)
            throws InterruptedException, ExecutionException {
        Objects.requireNonNull(function, "function");
        @SuppressWarnings("unchecked") // what the function returned
        var results = (List<R>) Arrays.asList(mapAll(function, ClassLoaders.of(function), items, chunkSize));
        return results;
    }

    private Object[] mapAll(Object function, ClassLoader loader, Collection<?> items, int chunkSize)
            throws InterruptedException, ExecutionException {
        if (chunkSize < 1) {
            throw new IllegalArgumentException("a chunk has at least 1 item, not " + chunkSize);
        }
        try {
            return new Mapping(crew, submission, function, loader, items.toArray(), chunkSize).run();
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** As {@link #map(SerializableFunction, Collection)}, for something that returns nothing. */
    public <T> void forEach(SerializableConsumer<? super T> action, Collection<? extends T> items)
            throws InterruptedException, ExecutionException {
        Objects.requireNonNull(action, "action");
        SerializableFunction<T, Object> function = item -> {
            action.accept(item);
            return null;
        };
        mapAll(function, ClassLoaders.of(action), items, 1);
    }

    @Override
    public <R> R invokeAny(Collection<? extends Callable<R>> tasks) throws InterruptedException, ExecutionException {
        try {
            return new FirstResult<R>(crew, submission).of(tasks, Long.MAX_VALUE);
        } catch (TimeoutException neverInThisLife) {
            throw new AssertionError(neverInThisLife);
        }
    }

    @Override
    public <R> R invokeAny(Collection<? extends Callable<R>> tasks, long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        return new FirstResult<R>(crew, submission).of(tasks, unit.toNanos(timeout));
    }

    /** Waits until all workers are ready for their first task, so that what is measured next is without their start. */
    public void awaitReady() throws InterruptedException {
        crew.awaitReady();
    }

    /** The workers that run now. */
    public List<Worker> workers() {
        return crew.processes();
    }

    /** What the workers wrote so far; nothing if the builder was told who else gets it. */
    public Output output() {
        return crew.output();
    }

    /**
     * Who did what when so far: a lane for each worker, its start and its tasks in it. Called {@code multiprocessing}.
     */
    public Trace trace() {
        return crew.recorder().trace("multiprocessing");
    }

    @Override
    public void shutdown() {
        crew.shutdown();
        whenDropped.clean();
    }

    @Override
    public List<Runnable> shutdownNow() {
        var waiting = crew.shutdownNow();
        whenDropped.clean();
        return waiting;
    }

    @Override
    public boolean isShutdown() {
        return crew.isShutdown();
    }

    /** Whether all tasks are done and all workers' processes have ended, after a shutdown. */
    @Override
    public boolean isTerminated() {
        return crew.isTerminated();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        return crew.awaitTermination(unit.toNanos(timeout));
    }

    /** Waits for all tasks and for the end of all workers' processes. Interrupted, it stops them and waits for that. */
    @Override
    public void close() {
        if (crew.wasInterruptedWaiting()) {
            shutdownNow();
        }
        super.close();
    }
}
