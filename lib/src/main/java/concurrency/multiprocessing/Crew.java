package concurrency.multiprocessing;

import concurrency.multiprocessing.WorkerProcess.Stage;
import concurrency.trace.Activity;
import concurrency.trace.Outcome;
import concurrency.trace.Recorder;
import concurrency.trace.Span;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;

/**
 * The workers of a pool and the tasks that wait for them: who gets which task when, and what becomes of the tasks of a worker
 * that dies. Longer than a file should be, because it is one state machine with one lock.
 *
 * <ul>
 * <li>All state is guarded by this object's lock. What takes time, or runs code of somebody else, is collected in a list
 *     of steps while the lock is held and done afterwards.
 * <li>A worker has one task at a time, and gets the next one when that has come back. Only of a map with many items that are done
 *     in no time it has some more waiting, which are fetched back should another worker have nothing to do.
 * <li>A task that has begun is never run again: if its worker dies it fails. One that was sent and has not begun, which the
 *     worker says before it begins, is given to another worker, once.
 * <li>A worker that dies is replaced by one of a new name. If the initializer fails, or one worker after the
 *     other does not even come up, the pool is broken: what waits and what comes fails.
 * </ul>
 */
final class Crew {
    private static final int MOST_ATTEMPTS = 2;
    private static final int MOST_AHEAD = 16;
    private static final long QUICK_NS = 500_000;
    /** So small, in bytes, that {@link #MOST_AHEAD} of them surely fit into a pipe. */
    private static final long SMALL = 2000;
    /** One after the other: if no worker was ever ready, and if others were, so that it may be somebody who kills them. */
    private static final int MOST_FAILED_STARTS = 3;
    private static final int MOST_FAILED_RESTARTS = 20;

    private enum Phase { RUNNING, SHUTDOWN, STOPPED }

    private final Settings settings;
    private final Output output;
    private final ClassLoaders loaders = new ClassLoaders();
    private final Payload initializer;
    private final ClassLoader initializerLoader;
    private final Map<String, String> properties = WorkerCommand.properties();
    /** What the system's clock showed when the recorder's showed 0. */
    private final long origin;

    /** Waiting for a worker, the next one first; may hold some that were cancelled meanwhile. */
    private final ArrayDeque<PoolFuture<?>> queue = new ArrayDeque<>();
    /** All that can have a task, now or when they have started. */
    private final Set<WorkerProcess> workers = new LinkedHashSet<>();
    /** Those without a task; the one longest without is first. */
    private final ArrayDeque<WorkerProcess> idle = new ArrayDeque<>();
    /** Those that were told to end and have not yet ended. */
    private final Set<WorkerProcess> leaving = new LinkedHashSet<>();
    private Phase phase = Phase.RUNNING;
    private BrokenPoolException broken;
    private long lastId;
    private int lastWorker;
    private int failedStarts;
    private boolean wasReady;
    private WeakReference<Thread> interruptedWaiter = new WeakReference<>(null);

    /** @throws IOException if the initializer cannot be sent */
    Crew(Settings settings) throws IOException {
        this.settings = settings;
        this.output = new Output(settings.listener());
        this.origin = System.nanoTime() - settings.recorder().now();
        this.initializerLoader = settings.initializer() == null ? null : ClassLoaders.of(settings.initializer());
        this.initializer = settings.initializer() == null ? null : loaders.encode(settings.initializer(), initializerLoader);
    }

    /** Starts all workers, and what ends those that have nothing to do for too long. */
    void start() {
        var steps = new ArrayList<Runnable>();
        synchronized (this) {
            for (var i = 0; i < settings.workers(); i++) {
                startWorker(steps);
            }
        }
        steps.forEach(Runnable::run);
        if (!settings.idleTimeout().isZero()) {
            PoolThreads.start(settings.prefix() + "idle timer", this::endTheIdle);
        }
    }

    ClassLoaders loaders() {
        return loaders;
    }

    Output output() {
        return output;
    }

    Recorder recorder() {
        return settings.recorder();
    }

    int size() {
        return settings.workers();
    }

    void output(Line line) {
        output.add(line);
    }

    byte[] classFile(long loader, String name) {
        return loaders.classFile(loader, name);
    }

    // ---------------------------------------------------------------- tasks

    /** @throws RejectedExecutionException if no task can be given to this pool any more */
    synchronized void checkOpen() {
        if (phase != Phase.RUNNING) {
            throw new RejectedExecutionException("the pool is shut down and takes no more tasks");
        }
        if (broken != null) {
            throw new BrokenPoolException(broken.getCause());
        }
        if (interruptedWaiter.refersTo(Thread.currentThread())) {
            interruptedWaiter.clear();
        }
    }

    synchronized long nextId() {
        return ++lastId;
    }

    /** @throws RejectedExecutionException if no task can be given to this pool any more */
    void enqueue(PoolFuture<?> future) {
        change(steps -> {
            checkOpen();
            queue.add(future);
        });
    }

    void cancelled(PoolFuture<?> future, boolean mayInterrupt) {
        change(steps -> {
            var worker = future.worker;
            if (worker == null) {
                future.forget();
            }
            if (mayInterrupt && worker != null) {
                steps.add(() -> worker.interrupt(future, settings.grace()));
            }
        });
    }

    /** The functions of a map that has ended need not be kept. */
    void forget(Shared function) {
        change(steps -> workers.stream().filter(worker -> worker.functions.remove(function.id()))
                .forEach(worker -> steps.add(() -> worker.forget(function.id()))));
    }

    // ---------------------------------------------------------------- life

    /** Waits until all workers are ready for a task. */
    synchronized void awaitReady() throws InterruptedException {
        while (phase == Phase.RUNNING && broken == null && !(wasReady && workers.stream().noneMatch(Crew::isStarting))) {
            wait();
        }
        checkOpen();
    }

    void shutdown() {
        change(steps -> phase = phase == Phase.RUNNING ? Phase.SHUTDOWN : phase);
    }

    /** @return the tasks that were never sent to a worker; they are cancelled */
    List<Runnable> shutdownNow() {
        var waiting = new ArrayList<Runnable>();
        change(steps -> {
            phase = Phase.STOPPED;
            for (var future : queue) {
                if (!future.isDone()) {
                    waiting.add(future);
                    steps.add(() -> future.cancel(false));
                }
            }
            queue.clear();
            for (var worker : workers) {
                for (var future : worker.assigned) {
                    if (future != worker.assigned.peek()) {
                        waiting.add(future);
                        steps.add(() -> future.cancel(true));
                    } else if (!future.stopped) {
                        future.stopped = true;
                        steps.add(() -> worker.interrupt(future, settings.grace()));
                    }
                }
            }
        });
        return waiting;
    }

    synchronized boolean isShutdown() {
        return phase != Phase.RUNNING;
    }

    synchronized boolean isTerminated() {
        return phase != Phase.RUNNING && queue.isEmpty() && workers.isEmpty() && leaving.isEmpty();
    }

    synchronized boolean awaitTermination(long ns) throws InterruptedException {
        var deadline = System.nanoTime() + ns;
        while (!isTerminated()) {
            var left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return true;
    }

    synchronized List<Worker> processes() {
        return workers.stream().map(WorkerProcess::worker).filter(worker -> worker.pid() != 0).toList();
    }

    synchronized void waiterInterrupted() {
        interruptedWaiter = new WeakReference<>(Thread.currentThread());
    }

    synchronized boolean wasInterruptedWaiting() {
        return interruptedWaiter.refersTo(Thread.currentThread());
    }

    // ---------------------------------------------------------------- what a worker's receiver tells

    synchronized void hello(WorkerProcess worker, long time) {
        worker.hello = time;
        if (worker.stage == Stage.STARTING) {
            worker.stage = Stage.INITIALIZING;
        }
        if (initializer != null) {
            record("start of Java", worker, Activity.STARTING, worker.begun(), time, Outcome.OK);
        }
    }

    void ready(WorkerProcess worker) {
        change(steps -> {
            var name = initializer == null ? "start of Java" : "initializer";
            var begun = initializer == null ? worker.begun() : worker.hello;
            record(name, worker, Activity.STARTING, begun, System.nanoTime(), Outcome.OK);
            failedStarts = 0;
            wasReady = true;
            if (worker.stage == Stage.INITIALIZING) {
                rest(worker);
            }
        });
    }

    void notReady(WorkerProcess worker, DataInputStream data) throws IOException {
        data.readLong();
        data.readLong();
        var thrown = Failure.read(data, initializerLoader == null ? Crew.class.getClassLoader() : initializerLoader);
        change(steps -> breakDown(thrown, steps));
    }

    synchronized void started(WorkerProcess worker, long task, long time) throws IOException {
        find(worker, task).started = time;
    }

    void notSent(WorkerProcess worker, PoolFuture<?> future) {
        change(steps -> {
            if (worker.assigned.contains(future)) {
                takeBack(worker, future).forget();
                if (worker.assigned.isEmpty()) {
                    rest(worker);
                }
            }
        });
    }

    void returned(WorkerProcess worker, long task) throws IOException {
        PoolFuture<?> future;
        synchronized (this) {
            future = find(worker, task);
        }
        change(steps -> {
            queue.addFirst(takeBack(worker, future));
            if (worker.assigned.isEmpty()) {
                rest(worker);
            }
        });
    }

    /** A task has come back: first the worker gets its next one, then this one's result is looked at. */
    void ended(WorkerProcess worker, Message message, long clockOffset) throws IOException {
        var data = message.data();
        var times = new long[] {data.readLong() + clockOffset, data.readLong() + clockOffset};
        PoolFuture<?> future;
        ClassLoader loader;
        synchronized (this) {
            future = find(worker, message.id());
            loader = future.loader;
        }
        change(steps -> {
            worker.quick = future.op == Op.CHUNK && times[1] - times[0] < QUICK_NS ? future.function : null;
            takeBack(worker, future).forget();
            worker.tasks++;
            if (worker.stage != Stage.BUSY || !worker.assigned.isEmpty()) {
                return;
            }
            if (settings.maxTasksPerChild() > 0 && worker.tasks >= settings.maxTasksPerChild()) {
                retire(worker, steps);
            } else {
                rest(worker);
            }
        });
        finish(future, worker, message.op(), data, times, loader);
    }

    private void finish(PoolFuture<?> future, WorkerProcess worker, Op op, DataInputStream data, long[] times,
                        ClassLoader loader) {
        var started = Math.clamp(times[0], future.sent, Math.max(future.sent, System.nanoTime()));
        var ended = Math.clamp(times[1], started, Math.max(started, System.nanoTime()));
        var run = new Run(worker.worker(), future.sent - origin, started - origin, ended - origin);
        Object value = null;
        Throwable thrown = null;
        try (data) {
            if (op == Op.RESULT) {
                value = Transfer.read(data, loader);
            } else {
                thrown = Failure.read(data, loader);
            }
        } catch (IOException | RuntimeException | Error notReadable) {
            thrown = notReadable;
        }
        var outcome = future.isCancelled() ? Outcome.CANCELLED : thrown == null ? Outcome.OK : Outcome.FAILED;
        record(future.label(), worker, Activity.WORKING, started, ended, outcome);
        if (thrown == null) {
            future.succeed(value, run);
            return;
        }
        if (future.uncaught) {
            Failure.stackTrace(thrown).lines().forEach(line -> output(new Line(worker.worker(), true, line)));
        }
        future.fail(thrown, run);
    }

    void gone(WorkerProcess worker, int exitCode, String lastWords) {
        change(steps -> {
            if (worker.stage == Stage.GONE) {
                return;
            }
            var stage = worker.stage;
            worker.stage = Stage.GONE;
            workers.remove(worker);
            leaving.remove(worker);
            idle.remove(worker);
            while (!worker.assigned.isEmpty()) {
                lose(worker, worker.assigned.peekLast(), exitCode, lastWords, steps);
            }
            if (stage == Stage.STARTING || stage == Stage.INITIALIZING) {
                record("start of Java", worker, Activity.STARTING, worker.begun(), System.nanoTime(), Outcome.FAILED);
                failedStarts++;
                var initializing = stage == Stage.INITIALIZING && initializer != null;
                if (initializing || failedStarts == (wasReady ? MOST_FAILED_RESTARTS : MOST_FAILED_STARTS)) {
                    var when = initializing ? "in the pool's initializer" : "before it was ready";
                    breakDown(new WorkerDiedException(worker.worker(), exitCode, when, lastWords), steps);
                }
            }
        });
    }

    /** What becomes of a task whose worker has died. */
    private void lose(WorkerProcess worker, PoolFuture<?> future, int exitCode, String lastWords, List<Runnable> steps) {
        future.attempts += future == worker.assigned.peek() ? 1 : 0;
        takeBack(worker, future);
        if (future.started == 0 && future.attempts < MOST_ATTEMPTS && !future.stopped && broken == null) {
            queue.addFirst(future);
            return;
        }
        future.forget();
        record(future.label(), worker, Activity.WORKING, future.started == 0 ? future.sent : future.started, System.nanoTime(),
                future.isCancelled() ? Outcome.CANCELLED : Outcome.FAILED);
        var when = future.started == 0 ? "before it began with a task" : "while it ran a task, " + future.label();
        steps.add(() -> future.fail(new WorkerDiedException(worker.worker(), exitCode, when, lastWords), null));
    }

    // ---------------------------------------------------------------- under the lock

    /** What is done to the state, and what is to be done after. */
    private interface Change {
        void make(List<Runnable> steps);
    }

    private void change(Change change) {
        var steps = new ArrayList<Runnable>();
        synchronized (this) {
            change.make(steps);
            assignTasks(steps);
            endWhatIsNotNeeded(steps);
            notifyAll();
        }
        steps.forEach(Runnable::run);
    }

    private void assignTasks(List<Runnable> steps) {
        for (var next = nextTask(); next != null && !idle.isEmpty(); next = nextTask()) {
            var worker = idle.remove();
            var given = List.of(assign(queue.remove(), worker));
            steps.add(() -> worker.give(given));
        }
        assignAhead(steps);
        if (broken == null && phase != Phase.STOPPED && workers.size() < settings.workers()) {
            var wanted = phase == Phase.RUNNING && settings.idleTimeout().isZero() ? settings.workers() : 0;
            var starting = workers.stream().filter(Crew::isStarting).count();
            while (workers.size() < settings.workers() && (workers.size() < wanted || starting < queue.size())) {
                startWorker(steps);
                starting++;
            }
        }
    }

    /** Keeps quick workers from waiting for their next item, and takes that back if it waits for a slow one. */
    private void assignAhead(List<Runnable> steps) {
        if (settings.maxTasksPerChild() > 0) {
            return;
        }
        var enough = MOST_AHEAD * workers.size();
        for (var worker : workers) {
            if (worker.stage == Stage.BUSY && worker.quick != null && worker.assigned.size() <= MOST_AHEAD / 2) {
                var given = new ArrayList<Given>();
                while (queue.size() > enough && worker.assigned.size() < MOST_AHEAD && nextTask() != null
                        && queue.peek().function == worker.quick && queue.peek().payload.size() <= SMALL) {
                    given.add(assign(queue.remove(), worker));
                }
                if (!given.isEmpty()) {
                    steps.add(() -> worker.give(given));
                }
            }
            if (queue.isEmpty() && !idle.isEmpty() && worker.assigned.size() > 1 && !worker.assigned.peekLast().recalled) {
                var last = worker.assigned.peekLast();
                last.recalled = true;
                steps.add(() -> worker.recall(last));
            }
        }
    }

    private PoolFuture<?> nextTask() {
        while (!queue.isEmpty() && queue.peek().isDone()) {
            queue.remove();
        }
        return queue.peek();
    }

    private static Given assign(PoolFuture<?> future, WorkerProcess worker) {
        worker.stage = Stage.BUSY;
        worker.assigned.add(future);
        future.worker = worker;
        future.recalled = false;
        future.sent = System.nanoTime();
        future.released = new CountDownLatch(1);
        var function = future.function != null && worker.functions.add(future.function.id()) ? future.function : null;
        return new Given(future, future.payload, function);
    }

    private static PoolFuture<?> find(WorkerProcess worker, long task) throws IOException {
        for (var future : worker.assigned) {
            if (future.id == task) {
                return future;
            }
        }
        throw new IOException("it speaks of task " + task + ", which it does not have");
    }

    private static PoolFuture<?> takeBack(WorkerProcess worker, PoolFuture<?> future) {
        worker.assigned.remove(future);
        future.worker = null;
        future.released.countDown();
        return future;
    }

    private void rest(WorkerProcess worker) {
        worker.stage = Stage.IDLE;
        worker.idleSince = System.nanoTime();
        idle.add(worker);
    }

    private void startWorker(List<Runnable> steps) {
        var name = settings.prefix() + ++lastWorker;
        var worker = new WorkerProcess(this, name);
        workers.add(worker);
        steps.add(() -> worker.start(WorkerCommand.of(name, settings), properties, initializer, settings.startTimeout()));
    }

    private void retire(WorkerProcess worker, List<Runnable> steps) {
        worker.stage = Stage.LEAVING;
        workers.remove(worker);
        idle.remove(worker);
        leaving.add(worker);
        steps.add(() -> worker.bye(settings.grace()));
    }

    private void endWhatIsNotNeeded(List<Runnable> steps) {
        if ((phase == Phase.RUNNING && broken == null) || nextTask() != null) {
            return;
        }
        for (var worker : List.copyOf(workers)) {
            if (worker.stage == Stage.IDLE) {
                retire(worker, steps);
            } else if (worker.stage == Stage.STARTING
                    || (worker.stage == Stage.INITIALIZING && (broken != null || phase == Phase.STOPPED))) {
                worker.stage = Stage.LEAVING;
                workers.remove(worker);
                leaving.add(worker);
                steps.add(worker::kill);
            }
        }
    }

    private void breakDown(Throwable cause, List<Runnable> steps) {
        if (broken == null) {
            broken = new BrokenPoolException(cause);
            for (var future : queue) {
                steps.add(() -> future.fail(broken, null));
            }
            queue.clear();
        }
    }

    private static boolean isStarting(WorkerProcess worker) {
        return worker.stage == Stage.STARTING || worker.stage == Stage.INITIALIZING;
    }

    private void endTheIdle() {
        var timeout = settings.idleTimeout().toNanos();
        try {
            while (!isTerminated()) {
                change(steps -> List.copyOf(idle).stream().filter(worker -> System.nanoTime() - worker.idleSince >= timeout)
                        .forEach(worker -> retire(worker, steps)));
                synchronized (this) {
                    var next = idle.isEmpty() ? timeout : timeout - (System.nanoTime() - idle.peek().idleSince);
                    wait(Math.max(1, next / 1_000_000));
                }
            }
        } catch (InterruptedException neverHappens) {
            Thread.currentThread().interrupt();
        }
    }

    private void record(String name, WorkerProcess worker, Activity activity, long start, long end, Outcome outcome) {
        var lane = worker.worker().name();
        settings.recorder().record(new Span(name, lane, activity, start - origin, Math.max(start, end) - origin, outcome));
    }
}
