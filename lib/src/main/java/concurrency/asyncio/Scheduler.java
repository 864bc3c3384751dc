package concurrency.asyncio;

import concurrency.replay.LoopState;
import concurrency.trace.Phase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * The queues of an event loop, and the turn that empties them. It knows callbacks only; who adds them, and on which
 * thread, is the {@link EventLoop}'s business. The order of a turn is that of {@code _run_once} in CPython's
 * asyncio/base_events.py.
 */
final class Scheduler {
    private final Clock clock; // what time it is, and how it passes
    private final ArrayDeque<Handle> ready = new ArrayDeque<>(); // to be called in this turn or the next, in this order
    private final Timers timers; // to be called at a certain time
    private final Sockets sockets = new Sockets(); // to be called when a socket is ready
    private final ConcurrentLinkedQueue<Handle> fromElsewhere = new ConcurrentLinkedQueue<>(); // added by other threads
    private final LoopListener listener; // is told what happens
    private final Troubles troubles; // where goes what a callback throws
    private final Interrupted interrupted; // what to do when the thread was interrupted
    private volatile boolean stopping; // this turn is the last one

    /** Decides what an interrupt of the thread means. */
    interface Interrupted {
        /** @throws InterruptedException to end the turn; else it goes on */
        void interrupted() throws InterruptedException;
    }

    /** @throws UncheckedIOException if the system gives it no selector */
    Scheduler(Clock clock, Timers timers, LoopListener listener, Troubles troubles, Interrupted interrupted) {
        this.clock = clock;
        this.timers = timers;
        this.listener = listener;
        this.troubles = troubles;
        this.interrupted = interrupted;
    }

    /** To be called in the next turn, after what was added before, by other threads too. */
    void add(Handle handle) {
        takeFromElsewhere();
        ready.add(handle);
        listener.queued(handle, false);
    }

    /** As {@link #add}, from any other thread. */
    void addFromElsewhere(Handle handle) {
        fromElsewhere.add(handle);
        wakeup();
    }

    /** Lets go of what other threads have added. */
    void forgetFromElsewhere() {
        fromElsewhere.clear();
    }

    TimerHandle addTimer(long when, Runnable callback) {
        var timer = timers.add(when, callback);
        listener.timerSet(timer);
        return timer;
    }

    void watch(SelectableChannel channel, int operation, SocketHandle handle) throws IOException {
        sockets.add(channel, operation, handle);
        listener.watched(handle);
    }

    /** False if nobody watched it. */
    boolean unwatch(SelectableChannel channel, int operation) {
        var handle = sockets.remove(channel, operation);
        if (handle != null) {
            listener.unwatched(handle);
        } else if (!channel.isOpen()) {
            handle = queued(channel, operation == SelectionKey.OP_READ);
        }
        if (handle != null) {
            handle.cancel(); // it may be in the queue of this turn
        }
        return handle != null;
    }

    /** Who was told that the channel is closed, which ends the watch, and has not been called yet; or null. */
    private SocketHandle queued(SelectableChannel channel, boolean reads) {
        for (var handle : ready) {
            if (handle instanceof SocketHandle socket && socket.channel() == channel && socket.reads() == reads) {
                return socket;
            }
        }
        return null;
    }

    /** Lets go of the sockets that nobody watches any more. */
    void letGo() throws IOException {
        sockets.letGo();
    }

    /** Makes the turn that runs, or else the next one, the last one; from any thread. */
    void stop() {
        stopping = true;
    }

    /** Ends the sleep of the turn that runs, or else of the next one; from any thread. */
    void wakeup() {
        sockets.wakeup();
    }

    boolean isStopping() {
        return stopping;
    }

    /** The run has ended; the next one is not stopped by what stopped this one. */
    void stopped() {
        stopping = false;
    }

    /** Whether a turn could ever have anything to do. */
    boolean hasWork() {
        return !ready.isEmpty() || timers.next() != Clock.FOREVER || sockets.areAwaited() || !fromElsewhere.isEmpty();
    }

    /** One turn, in its four phases. */
    void runOnce() throws InterruptedException {
        listener.nextTurn();

        // 1. Sleep until something can be ready: not at all if something is.
        listener.phase(Phase.SELECT);
        takeFromElsewhere();
        var patience = patience();
        if (patience > 0) {
            listener.idle(patience);
        }
        if (patience > 0 || !sockets.isEmpty()) {
            select(patience);
        }
        if (Thread.interrupted()) {
            interrupted.interrupted();
        }

        // 2. What other threads and the sockets have brought is in the queue now.
        takeFromElsewhere();

        // 3. Timers that are due.
        listener.phase(Phase.TIMERS);
        var now = clock.now();
        for (var timer = timers.takeDue(now); timer != null; timer = timers.takeDue(now)) {
            listener.timerDue(timer);
            ready.add(timer);
        }

        // 4. Call what is in the queue; what they add is for the next turn.
        listener.phase(Phase.READY);
        for (var count = ready.size(); count > 0; count--) {
            call(ready.remove());
        }
    }

    /** How long to sleep, in ns. */
    private long patience() {
        if (!ready.isEmpty() || stopping) {
            return 0;
        }
        var next = timers.next();
        return next == Clock.FOREVER ? Clock.FOREVER : Math.max(0, next - clock.now());
    }

    private void select(long patience) {
        try {
            sockets.select(clock, patience, handle -> {
                listener.phase(Phase.SOCKETS);
                listener.socketReady(handle);
                ready.add(handle);
                if (!handle.channel().isOpen()) {
                    listener.unwatched(handle);
                }
            });
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void takeFromElsewhere() {
        for (var handle = fromElsewhere.poll(); handle != null; handle = fromElsewhere.poll()) {
            ready.add(handle);
            listener.queued(handle, true);
        }
    }

    private void call(Handle handle) {
        if (handle.cancelled()) {
            listener.dropped(handle);
            return;
        }
        listener.dequeued(handle);
        var since = listener.listens() ? clock.now() : 0;
        try {
            handle.run();
        } catch (Throwable thrown) {
            if (Fatal.is(thrown)) {
                throw Sneaky.raise(thrown); // an InterruptedException too, undeclared, from a task's step
            }
            troubles.report(new Trouble("Exception in callback", handle.toString(), thrown));
        } finally {
            listener.ran(handle, since);
        }
    }

    int timerCount() {
        return timers.size();
    }

    /** How its lists stand, with those tasks, in that turn. */
    LoopState state(int turn, List<LoopState.TaskState> tasks) {
        var queue = ready.stream().map(Handle::entry).toList();
        return new LoopState(0, turn, queue, "", tasks, timers.state(), sockets.state());
    }

    /** As {@link Sockets#unclosed}. */
    Supplier<Trouble> unclosed() {
        return sockets.unclosed();
    }

    /** Lets go of everything that it keeps; sockets stay open. */
    void close() throws IOException {
        ready.clear();
        timers.clear();
        forgetFromElsewhere();
        sockets.close();
    }
}
