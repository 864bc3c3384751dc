package concurrency.asyncio;

import concurrency.replay.Turn;
import concurrency.trace.Purpose;
import concurrency.trace.Recorder;
import concurrency.trace.TraceEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Runs callbacks, one after the other, on one thread: {@code asyncio}'s event loop. Its principles:
 *
 * <ol>
 *   <li>There are two kinds of callbacks: those that are ready, in a queue, and those that wait for a time or a socket.
 *   <li>A turn moves those that need not wait any longer into the queue, and then calls those that are in it. What they
 *       add is for the next turn, so that nobody keeps the others from their turn for ever.
 *   <li>While nothing is ready, the thread sleeps in the selector, and nowhere else.
 *   <li>A callback is never called from within another. So between two awaits nobody else runs, and no lock is needed.
 *   <li>The loop knows callbacks only. A {@link Task} is a callback that resumes a coroutine.
 *   <li>Only {@link #callSoonThreadsafe} and {@link #stop} may be called from another thread.
 *   <li>An interrupt of its thread cancels what {@link #runUntilComplete} runs, and ends in an
 *       {@link InterruptedException}.
 * </ol>
 *
 * <p>The queues and the turn are in {@link Scheduler}, with {@link Timers} and {@link Sockets}; here is what tasks and
 * their users see of it: from which thread what may be called, how a run begins and ends, and what an interrupt does.
 */
public final class EventLoop implements AutoCloseable {
    private final Clock clock; // what time it is, and how it passes
    private final Scheduler scheduler; // whom to call next
    private final LoopRecorder recorder; // writes down what happens, while somebody listens
    private final Troubles troubles = new Troubles(); // where goes what nobody gets as an exception
    private final Set<Task<?>> tasks = Collections.newSetFromMap(new WeakHashMap<>()); // not done; weak as in asyncio
    private final Troubles.Watch unclosed; // reports a loop that is lost
    private final Set<Runnable> toldOfClose = ConcurrentHashMap.newKeySet(); // by close(), from whatever thread
    private final SocketCalls calls = new SocketCalls(this); // reading and writing sockets, step by step
    private volatile Thread thread; // on which it runs; null while it does not
    private volatile boolean closed;
    private Future<?> main; // what runUntilComplete runs
    private int interrupts; // of the thread, during that
    private Task<?> current; // the task that is taking a step
    private int tasksMade; // to name tasks by
    private int futuresNamed; // to name futures by

    /** A loop on the system's clock, of which no record is kept. */
    public EventLoop() {
        this(Clock.system());
    }

    /** A loop on a clock of one's own. */
    public EventLoop(Clock clock) {
        this(clock, null);
    }

    /** A loop of which every move is recorded as a {@link TraceEvent}. */
    public EventLoop(Recorder recorder) {
        this(Clock.system(), recorder);
    }

    /**
     * A loop with all that can be chosen.
     *
     * @param recorder takes down every move; may be null
     * @throws UncheckedIOException if the system gives it no selector
     */
    public EventLoop(Clock clock, Recorder recorder) {
        this.clock = clock;
        this.recorder = new LoopRecorder(clock, recorder);
        var timers = new Timers(this.recorder, this::checkThread);
        this.scheduler = new Scheduler(clock, timers, this.recorder, troubles, this::interrupted);
        this.unclosed = Troubles.whenCollected(this, troubles, scheduler.unclosed());
    }

    // ---- adding callbacks

    /** Has the loop call that in its next turn, after what was added before. */
    public Handle callSoon(Runnable callback) {
        return callSoon(new Handle(callback));
    }

    /**
     * Has the loop call that after so many seconds; a negative delay is none, and one of 9e9 s (285 years) or more
     * never ends. Timers that are due at the same ns are called in the order in which they were added; CPython does not
     * say.
     */
    public TimerHandle callLater(double delay, Runnable callback) {
        return callAtNanos(Seconds.after(clock.now(), delay), callback);
    }

    /** Has the loop call that when its {@link #time} is {@code when}, in seconds. */
    public TimerHandle callAt(double when, Runnable callback) {
        return callAtNanos(Seconds.toNanos(when), callback);
    }

    TimerHandle callAtNanos(long when, Runnable callback) {
        checkOpen();
        checkThread();
        return scheduler.addTimer(when, callback);
    }

    /**
     * As {@link #callSoon}, but from any thread; wakes the loop up if it sleeps. On the loop's own thread it is the
     * same, so that callbacks stand in line in the order in which they were added by either.
     */
    public Handle callSoonThreadsafe(Runnable callback) {
        if (runningOrNull() == this) {
            return callSoon(callback);
        }
        checkOpen();
        var handle = new Handle(callback);
        scheduler.addFromElsewhere(handle);
        if (closed) {
            scheduler.forgetFromElsewhere(); // it was closed meanwhile, perhaps after it had let go of the others
        }
        return handle;
    }

    /** As {@link #callSoon(Runnable)}, for a task's next step or a future's callback. */
    Handle callSoon(Handle handle) {
        checkOpen();
        checkThread();
        scheduler.add(handle);
        return handle;
    }

    // ---- making futures and tasks

    /** A future of this loop. */
    public <T> Future<T> createFuture() {
        return new Future<>(this);
    }

    /** A task that runs that coroutine, from the next turn on. */
    public <T> Task<T> createTask(Coroutine<T> coroutine) {
        return createTask(coroutine, null);
    }

    /**
     * A task of that name; {@code Task-1} and so on if that is null. Keep it: as in asyncio, a task that waits for a
     * future which nobody keeps is kept by nobody.
     */
    public <T> Task<T> createTask(Coroutine<T> coroutine, String name) {
        checkOpen();
        checkThread();
        var task = new Task<T>(this, coroutine, name, ++tasksMade);
        tasks.add(task);
        return task;
    }

    /** That future itself, or a task for that coroutine. */
    public <T> Future<T> ensureFuture(Awaitable<T> awaitable) {
        return switch (awaitable) {
            case Coroutine<T> coroutine -> createTask(coroutine);
            case Future<T> future when future.loop() == this -> future;
            case Future<T> _ ->
                throw new IllegalArgumentException(
                        "The future belongs to a different loop than the one specified as the loop argument");
        };
    }

    // ---- running

    /**
     * Runs until that is done, and returns its result.
     *
     * @throws IllegalStateException if this loop runs already, or another one on this thread, or if it was stopped too
     *     early
     * @throws InterruptedException if the thread was interrupted and what it ran was cancelled by that; at the second
     *     interrupt in any case
     * @throws Exception what it threw
     */
    public <T> T runUntilComplete(Awaitable<T> awaitable) throws Exception {
        checkMayRun(awaitable);
        var future = ensureFuture(awaitable);
        Future.DoneCallback<Object> stop = done -> {
            if (main == done) { // else this run was ended by something fatal, and stopping would stop the next one
                stop();
            }
        };
        future.addDoneCallback(stop);
        main = future;
        interrupts = 0;
        try {
            runForever();
        } catch (Throwable thrown) {
            if (future.done() && !future.cancelled()) {
                suppress(future.exception(), thrown); // it is what was thrown, or comes second to it
            }
            throw thrown;
        } finally {
            main = null;
            future.removeDoneCallback(stop);
        }
        if (!future.done()) {
            throw new IllegalStateException("Event loop stopped before Future completed.");
        }
        if (interrupts > 0 && wasCancelled(future)) {
            throw new InterruptedException("interrupted: " + future);
        }
        return future.result();
    }

    /** A gather that is cancelled is not cancelled itself, but fails with the cancellation. */
    private static boolean wasCancelled(Future<?> future) {
        return future.cancelled() || future.exception() instanceof CancellationException;
    }

    private static void suppress(Throwable second, Throwable first) {
        if (second != null && second != first) {
            first.addSuppressed(second);
        }
    }

    /**
     * As {@link #runUntilComplete}, and then leaves nothing behind: what is not done by then is cancelled and waited
     * for, and what fails on that is reported. The part of {@code asyncio.run} that is not making and closing a loop.
     *
     * @throws Exception what the coroutine threw; should something end the cleaning up too, it is suppressed in that
     */
    public <T> T run(Coroutine<T> coroutine) throws Exception {
        T result;
        try {
            result = runUntilComplete(coroutine);
        } catch (Throwable thrown) {
            try {
                cancelLeftovers();
            } catch (Throwable second) {
                suppress(second, thrown);
            }
            throw thrown;
        }
        cancelLeftovers();
        return result;
    }

    private void cancelLeftovers() throws Exception {
        var leftovers = allTasks();
        if (leftovers.isEmpty() || isRunning()) {
            return;
        }
        leftovers.forEach(Task::cancel);
        runUntilComplete(Gathering.of(this, leftovers, true));
        for (var task : leftovers) {
            if (task.failure() != null) {
                report("unhandled exception during asyncio.run() shutdown", task.toString(), task.exception());
            }
        }
    }

    /**
     * Runs until {@link #stop}.
     *
     * @throws InterruptedException if the thread is interrupted. If a callback or a task throws an InterruptedException
     *     or a {@link VirtualMachineError}, that ends the run too; all other exceptions and errors do not, not even a
     *     {@link StackOverflowError} or an {@link AssertionError}
     */
    public void runForever() throws InterruptedException {
        begin();
        try {
            do {
                scheduler.runOnce();
            } while (!scheduler.isStopping());
        } finally {
            finish();
        }
    }

    /** Makes the turn that runs, or the next one if none does, the last one of this run; from any thread. */
    public void stop() {
        scheduler.stop();
        if (thread != null && runningOrNull() != this) {
            scheduler.wakeup();
        }
    }

    /**
     * Runs one turn and says what it did. A turn waits if nothing is ready, but not if nothing ever could be.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    public Turn step() throws InterruptedException {
        begin();
        recorder.beginStep();
        var moves = List.<TraceEvent>of();
        try {
            if (scheduler.hasWork()) {
                scheduler.runOnce();
            }
        } finally {
            moves = recorder.endStep();
            finish();
        }
        var states = allTasks().stream().map(Task::taskState).toList();
        return new Turn(recorder.turn(), clock.now(), moves, scheduler.state(recorder.turn(), states));
    }

    private void begin() {
        checkMayRun(null);
        thread = Thread.currentThread();
        Ambient.set(this);
    }

    private void finish() {
        scheduler.stopped();
        thread = null;
        Ambient.set(null);
        try {
            scheduler.letGo();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The thread was interrupted: the first time, what runs gets the chance to clean up. */
    private void interrupted() throws InterruptedException {
        if (main != null && main.done()) {
            Thread.currentThread().interrupt(); // it came after the end: for whoever called us
            return;
        }
        interrupts++;
        if (main == null || interrupts > 1 || !main.cancel()) {
            throw new InterruptedException("the event loop was interrupted");
        }
    }

    // ---- sockets

    /**
     * Has the loop call that, in each turn, while the channel can be read or can accept; until {@link #removeReader}.
     * From the turn after that on, the channel may be made blocking again.
     *
     * @throws java.nio.channels.ClosedChannelException if the channel is closed
     */
    public void addReader(SelectableChannel channel, Runnable callback) throws IOException {
        watch(channel, reading(channel), Channels.toRead(channel), callback);
    }

    /**
     * Has the loop call that, in each turn, while the channel can be written or has connected; until
     * {@link #removeWriter}.
     */
    public void addWriter(SelectableChannel channel, Runnable callback) throws IOException {
        var purpose = Channels.toWrite(channel);
        watch(channel, purpose == Purpose.CONNECT ? SelectionKey.OP_CONNECT : SelectionKey.OP_WRITE, purpose, callback);
    }

    private void watch(SelectableChannel channel, int operation, Purpose purpose, Runnable callback)
            throws IOException {
        checkOpen();
        checkThread();
        scheduler.watch(channel, operation, new SocketHandle(callback, channel, purpose));
    }

    /**
     * Connects that socket; awaiting it waits for the other side to accept.
     *
     * @return fails with an {@link IOException}, a {@link java.net.ConnectException} where nobody listens; with an
     *     {@link IllegalArgumentException} if the channel blocks: "the socket must be non-blocking"
     */
    public Coroutine<Void> sockConnect(SocketChannel channel, SocketAddress address) {
        return calls.connect(channel, address);
    }

    /** Waits for somebody to connect; gives the connection, which does not block. Fails as {@link #sockConnect}. */
    public Coroutine<SocketChannel> sockAccept(ServerSocketChannel channel) {
        return calls.accept(channel);
    }

    /**
     * Waits for data. Fails as {@link #sockConnect}, and with an {@link IllegalStateException} if another task waits
     * for the same already.
     *
     * @param limit how many bytes at most
     * @return gives what has come, 1 byte or more; 0 bytes where the other side has ended the stream
     */
    public Coroutine<byte[]> sockRecv(SocketChannel channel, int limit) {
        return calls.receive(channel, limit);
    }

    /** Sends all of that, waiting whenever the other side is slow. Fails as {@link #sockRecv}. */
    public Coroutine<Void> sockSendAll(SocketChannel channel, byte[] bytes) {
        return calls.sendAll(channel, ByteBuffer.wrap(bytes));
    }

    /** Sends what is left in that buffer. */
    public Coroutine<Void> sockSendAll(SocketChannel channel, ByteBuffer bytes) {
        return calls.sendAll(channel, bytes);
    }

    private static int reading(SelectableChannel channel) {
        return channel.validOps() & (SelectionKey.OP_READ | SelectionKey.OP_ACCEPT);
    }

    /** Ends {@link #addReader}, also for a call that is due in this turn; false if there was none. */
    public boolean removeReader(SelectableChannel channel) {
        return unwatch(channel, SelectionKey.OP_READ);
    }

    /** Ends {@link #addWriter}, also for a call that is due in this turn; false if there was none. */
    public boolean removeWriter(SelectableChannel channel) {
        return unwatch(channel, SelectionKey.OP_WRITE);
    }

    private boolean unwatch(SelectableChannel channel, int operation) {
        checkThread();
        return scheduler.unwatch(channel, operation);
    }

    // ---- questions

    /** The time on its clock, in seconds. */
    public double time() {
        return clock.now() / Seconds.NANOS;
    }

    /** Whether it runs now. */
    public boolean isRunning() {
        return thread != null;
    }

    /** Whether it was closed. */
    public boolean isClosed() {
        return closed;
    }

    /** The tasks that are not done, in the order of their making. */
    public List<Task<?>> allTasks() {
        var all = new ArrayList<>(tasks);
        all.removeIf(Future::done);
        all.sort(Comparator.comparingInt(Task::number));
        return all;
    }

    /** How many timers it keeps, cancelled ones that it has not dropped included. */
    int timerCount() {
        return scheduler.timerCount();
    }

    /** Sends what nobody gets as an exception to that handler, from whatever thread finds it; null for the log. */
    public void setExceptionHandler(Consumer<? super Trouble> handler) {
        troubles.handler(handler);
    }

    void report(String message, String source, Throwable thrown) {
        troubles.report(new Trouble(message, source, thrown));
    }

    /**
     * Lets go of everything that it keeps; sockets stay open. Tasks that are not done never will be: each is reported,
     * as asyncio does when it collects them, and its coroutine is closed, so that its {@code finally} blocks run; an
     * exception of theirs is reported. A second call does nothing.
     *
     * <p>A loop that is never closed is reported when it is collected, "unclosed event loop", and its selector is
     * closed then; but it cannot be collected while one of its coroutines is suspended on a thread.
     *
     * @throws IllegalStateException if it runs
     * @throws Error the first one that a {@code finally} block throws, the others suppressed in it; all is closed first
     */
    @Override
    public void close() {
        if (isRunning()) {
            throw new IllegalStateException("Cannot close a running event loop");
        }
        if (closed) {
            return;
        }
        closed = true;
        unclosed.settle();
        Throwable failure = null;
        for (var task : allTasks()) {
            try {
                task.destroy();
            } catch (Throwable thrown) {
                failure = firstOf(failure, thrown);
            }
        }
        tasks.clear();
        try {
            scheduler.close();
        } catch (IOException failed) {
            failure = firstOf(failure, new UncheckedIOException(failed));
        }
        for (var tell : toldOfClose) {
            tell.run();
        }
        if (failure != null) {
            throw Sneaky.raise(failure);
        }
    }

    /**
     * Has {@link #close} call that when all tasks have ended, for those who wait on another thread.
     *
     * @throws IllegalStateException if it is closed: "Event loop is closed"; it may have been called all the same
     */
    void toldOfClose(Runnable tell) {
        toldOfClose.add(tell);
        if (closed) {
            noLongerToldOfClose(tell);
            checkOpen();
        }
    }

    void noLongerToldOfClose(Runnable tell) {
        toldOfClose.remove(tell);
    }

    private static Throwable firstOf(Throwable first, Throwable second) {
        if (first == null) {
            return second;
        }
        suppress(second, first);
        return first;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("Event loop is closed");
        }
    }

    /** Refuses another thread than the loop's while it runs. */
    void checkThread() {
        var running = thread;
        if (running != null && running != Thread.currentThread() && runningOrNull() != this) {
            throw new IllegalStateException(
                    "Non-thread-safe operation invoked on an event loop other than the current one: use callSoonThreadsafe");
        }
    }

    /** Refuses what may not run now; a coroutine among it is closed, for nobody will ever await it. */
    private void checkMayRun(Awaitable<?> refused) {
        try {
            checkOpen();
            if (isRunning()) {
                throw new IllegalStateException("This event loop is already running");
            }
            if (runningOrNull() != null) {
                throw new IllegalStateException("Cannot run the event loop while another loop is running");
            }
        } catch (IllegalStateException no) {
            if (refused instanceof Coroutine<?> coroutine) {
                coroutine.close();
            }
            throw no;
        }
    }

    // ---- for tasks, futures and generators

    static EventLoop runningOrNull() {
        return (EventLoop) Ambient.get();
    }

    static Troubles troublesOfRunning() {
        var loop = runningOrNull();
        return loop == null ? null : loop.troubles;
    }

    Troubles troubles() {
        return troubles;
    }

    TaskListener listener() {
        return recorder;
    }

    long nanos() {
        return clock.now();
    }

    Task<?> currentTaskOrNull() {
        return current;
    }

    void enter(Task<?> task) {
        current = task;
    }

    void leave(Task<?> task) {
        current = null;
        if (task.done()) {
            tasks.remove(task);
        }
    }

    int nextFutureNumber() {
        return ++futuresNamed;
    }
}
