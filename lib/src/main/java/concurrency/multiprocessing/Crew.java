package concurrency.multiprocessing;

import concurrency.multiprocessing.WorkerProcess.Stage;
import concurrency.trace.Outcome;
import concurrency.trace.Recorder;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.RejectedExecutionException;

/**
 * The workers of a pool: when one is started and ended, and what becomes of the tasks of one that dies; which of them
 * gets which task is its {@link Schedule}'s. Longer than a file should be, because it is one state machine with one
 * lock.
 *
 * <ul>
 *   <li>All state is guarded by this object's lock. What takes time, or runs code of somebody else, is collected in a
 *       list of steps while the lock is held and done afterwards.
 *   <li>A task that has begun is never run again: if its worker dies it fails. One that was sent and has not begun,
 *       which the worker says before it begins, is given to another worker, once.
 *   <li>A worker that dies is replaced by one of a new name. If the initializer fails, or one worker after the other
 *       does not even come up, the pool is broken: what waits and what comes fails.
 * </ul>
 */
final class Crew {
    private static final int MOST_ATTEMPTS = 2;
    /**
     * One after the other: if no worker was ever ready, and if others were, so that it may be somebody who kills them.
     */
    private static final int MOST_FAILED_STARTS = 3;

    private static final int MOST_FAILED_RESTARTS = 20;

    private enum Phase {
        RUNNING,
        SHUTDOWN,
        STOPPED
    }

    private final PoolSettings settings;
    private final Output output;
    private final ClassLoaders loaders = new ClassLoaders();
    private final Payload initializer;
    private final ClassLoader initializerLoader;
    private final Map<String, String> properties = WorkerCommand.properties();
    private final Spans spans;
    private final Schedule schedule;

    /** All that can have a task, now or when they have started. */
    private final Set<WorkerProcess> workers = new LinkedHashSet<>();
    /** Those that were told to end and have not yet ended. */
    private final Set<WorkerProcess> leaving = new LinkedHashSet<>();

    private Phase phase = Phase.RUNNING;
    private BrokenPoolException broken;
    private long lastId;
    private int lastWorker;
    private int failedStarts;
    private boolean wasReady;
    /** Threads that were interrupted while they waited for a task, and have not used the pool since. */
    private final Set<Thread> interruptedWaiters = Collections.newSetFromMap(new WeakHashMap<>());

    /** @throws IOException if the initializer cannot be sent */
    Crew(PoolSettings settings) throws IOException {
        this.settings = settings;
        this.output = new Output(settings.listener());
        this.spans = new Spans(settings.recorder());
        this.schedule = new Schedule(settings.maxTasksPerChild() == 0);
        this.initializerLoader = settings.initializer() == null ? null : ClassLoaders.of(settings.initializer());
        this.initializer =
                settings.initializer() == null ? null : loaders.encode(settings.initializer(), initializerLoader);
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
        interruptedWaiters.remove(Thread.currentThread());
    }

    synchronized long nextId() {
        return ++lastId;
    }

    /** @throws RejectedExecutionException if no task can be given to this pool any more */
    void enqueue(PoolFuture<?> future) {
        change(steps -> {
            checkOpen();
            schedule.add(future);
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
        change(steps -> workers.stream()
                .filter(worker -> worker.assigned.forget(function))
                .forEach(worker -> steps.add(() -> worker.forget(function.id()))));
    }

    // ---------------------------------------------------------------- life

    /** Waits until all workers are ready for a task. */
    synchronized void awaitReady() throws InterruptedException {
        while (phase == Phase.RUNNING
                && broken == null
                && !(wasReady && workers.stream().noneMatch(Crew::isStarting))) {
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
            for (var future : schedule.clear()) {
                if (!future.isDone()) {
                    waiting.add(future);
                    steps.add(() -> future.cancel(false));
                }
            }
            for (var worker : workers) {
                for (var future : worker.assigned.all()) {
                    if (future != worker.assigned.first()) {
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
        return phase != Phase.RUNNING && schedule.waiting() == 0 && workers.isEmpty() && leaving.isEmpty();
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
        return workers.stream()
                .map(WorkerProcess::worker)
                .filter(worker -> worker.pid() != 0)
                .toList();
    }

    synchronized void waiterInterrupted() {
        interruptedWaiters.add(Thread.currentThread());
    }

    synchronized boolean wasInterruptedWaiting() {
        return interruptedWaiters.contains(Thread.currentThread());
    }

    // ---------------------------------------------------------------- what a worker's receiver tells

    synchronized void hello(WorkerProcess worker, long time) {
        worker.hello = time;
        if (worker.stage == Stage.STARTING) {
            worker.stage = Stage.INITIALIZING;
        }
        if (initializer != null) {
            spans.starting("start of Java", worker, worker.begun(), time, Outcome.OK);
        }
    }

    void ready(WorkerProcess worker) {
        change(steps -> {
            var name = initializer == null ? "start of Java" : "initializer";
            var begun = initializer == null ? worker.begun() : worker.hello;
            spans.starting(name, worker, begun, System.nanoTime(), Outcome.OK);
            failedStarts = 0;
            wasReady = true;
            if (worker.stage == Stage.INITIALIZING) {
                schedule.rest(worker);
            }
        });
    }

    void notReady(WorkerProcess worker, DataInputStream data) throws IOException {
        data.readLong();
        data.readLong();
        var thrown =
                RemoteFailure.read(data, initializerLoader == null ? Crew.class.getClassLoader() : initializerLoader);
        change(steps -> breakDown(thrown, steps));
    }

    synchronized void started(WorkerProcess worker, long task, long time) throws IOException {
        worker.assigned.find(task).started = time;
    }

    void notSent(WorkerProcess worker, PoolFuture<?> future) {
        change(steps -> {
            if (worker.assigned.contains(future)) {
                worker.assigned.takeBack(future).forget();
                if (worker.assigned.isEmpty()) {
                    schedule.rest(worker);
                }
            }
        });
    }

    void returned(WorkerProcess worker, long task) throws IOException {
        PoolFuture<?> future;
        synchronized (this) {
            future = worker.assigned.find(task);
        }
        change(steps -> {
            schedule.addBack(worker.assigned.takeBack(future));
            if (worker.assigned.isEmpty()) {
                schedule.rest(worker);
            }
        });
    }

    /** A task has come back: first the worker gets its next one, then this one's result is looked at. */
    void ended(WorkerProcess worker, Message message, long clockOffset) throws IOException {
        var completion = new Completion(message, clockOffset);
        PoolFuture<?> future;
        ClassLoader loader;
        synchronized (this) {
            future = worker.assigned.find(message.id());
            loader = future.loader;
        }
        change(steps -> {
            schedule.ended(worker, future, completion.duration());
            worker.assigned.takeBack(future).forget();
            worker.tasks++;
            if (worker.stage != Stage.BUSY || !worker.assigned.isEmpty()) {
                return;
            }
            if (settings.maxTasksPerChild() > 0 && worker.tasks >= settings.maxTasksPerChild()) {
                retire(worker, steps);
            } else {
                schedule.rest(worker);
            }
        });
        completion.deliver(future, worker, loader, spans, output);
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
            schedule.remove(worker);
            while (!worker.assigned.isEmpty()) {
                lose(worker, worker.assigned.last(), exitCode, lastWords, steps);
            }
            if (stage == Stage.STARTING || stage == Stage.INITIALIZING) {
                spans.starting("start of Java", worker, worker.begun(), System.nanoTime(), Outcome.FAILED);
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
    private void lose(
            WorkerProcess worker, PoolFuture<?> future, int exitCode, String lastWords, List<Runnable> steps) {
        future.attempts += future == worker.assigned.first() ? 1 : 0;
        worker.assigned.takeBack(future);
        if (future.started == 0 && future.attempts < MOST_ATTEMPTS && !future.stopped && broken == null) {
            schedule.addBack(future);
            return;
        }
        future.forget();
        spans.working(
                future,
                worker,
                future.started == 0 ? future.sent : future.started,
                System.nanoTime(),
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
            schedule.assign(workers, steps);
            startMissing(steps);
            endWhatIsNotNeeded(steps);
            notifyAll();
        }
        steps.forEach(Runnable::run);
    }

    private void startMissing(List<Runnable> steps) {
        if (broken == null && phase != Phase.STOPPED && workers.size() < settings.workers()) {
            var wanted = phase == Phase.RUNNING && settings.idleTimeout().isZero() ? settings.workers() : 0;
            var starting = workers.stream().filter(Crew::isStarting).count();
            while (workers.size() < settings.workers() && (workers.size() < wanted || starting < schedule.waiting())) {
                startWorker(steps);
                starting++;
            }
        }
    }

    private void startWorker(List<Runnable> steps) {
        var name = settings.prefix() + ++lastWorker;
        var worker = new WorkerProcess(this, name);
        workers.add(worker);
        steps.add(
                () -> worker.start(WorkerCommand.of(name, settings), properties, initializer, settings.startTimeout()));
    }

    private void retire(WorkerProcess worker, List<Runnable> steps) {
        worker.stage = Stage.LEAVING;
        workers.remove(worker);
        schedule.remove(worker);
        leaving.add(worker);
        steps.add(() -> worker.bye(settings.grace()));
    }

    private void endWhatIsNotNeeded(List<Runnable> steps) {
        if ((phase == Phase.RUNNING && broken == null) || schedule.next() != null) {
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
            for (var future : schedule.clear()) {
                future.forget();
                steps.add(() -> future.fail(broken, null));
            }
        }
    }

    private static boolean isStarting(WorkerProcess worker) {
        return worker.stage == Stage.STARTING || worker.stage == Stage.INITIALIZING;
    }

    private void endTheIdle() {
        var timeout = settings.idleTimeout().toNanos();
        try {
            while (!isTerminated()) {
                change(steps -> schedule.idleFor(timeout).forEach(worker -> retire(worker, steps)));
                synchronized (this) {
                    wait(Math.max(1, schedule.untilIdleFor(timeout) / 1_000_000));
                }
            }
        } catch (InterruptedException neverHappens) {
            Thread.currentThread().interrupt();
        }
    }
}
