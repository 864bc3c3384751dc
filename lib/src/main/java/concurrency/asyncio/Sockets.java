package concurrency.asyncio;

import concurrency.replay.LoopState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The sockets that a loop watches: for each, who is to be called when it can be read, and who when it can be written.
 *
 * <p>The system is told that a socket is of no interest any more only in the turn after, or when the run ends, or when
 * the socket turns out to be ready and nobody wants it. A socket that is read again and again, which is the usual case,
 * then costs two calls to the system less each time. One that nobody wants is let go of altogether: its owner may make
 * it blocking again.
 */
final class Sockets implements AutoCloseable {
    private static final int READ = SelectionKey.OP_READ | SelectionKey.OP_ACCEPT;
    private static final int WRITE = SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT;

    private final Selector selector;
    private final Map<SelectionKey, Interest> interests =
            new HashMap<>(); // not attached: a selector outlives a lost loop
    private final Set<SelectionKey> idle = new HashSet<>(); // of interest to nobody since the last select
    private int waiting;

    /** Since the last select; the selector itself forgets it when it looks without waiting. */
    private volatile boolean woken;

    /** @throws UncheckedIOException if the system gives it no selector */
    Sockets() {
        try {
            selector = Selector.open();
        } catch (IOException none) {
            throw new UncheckedIOException(none);
        }
    }

    /** Who waits for one socket. */
    private static final class Interest {
        private SocketHandle reader;
        private SocketHandle writer;
    }

    /** What is told which handle's turn has come. */
    interface Ready {
        void ready(SocketHandle handle);
    }

    /**
     * Watches a socket.
     *
     * @param operation one of {@link SelectionKey}'s
     * @throws IOException if the channel is closed
     * @throws IllegalStateException if somebody else waits for the same already
     */
    void add(SelectableChannel channel, int operation, SocketHandle handle) throws IOException {
        var key = keyFor(channel);
        var interest = interests.computeIfAbsent(key, _ -> new Interest());
        var taken = (operation & READ) != 0 ? interest.reader : interest.writer;
        if (taken != null) {
            throw new IllegalStateException("another task is already waiting to "
                    + ((operation & READ) != 0 ? "read from " : "write to ") + Channels.name(channel));
        }
        try {
            if ((key.interestOps() & operation) == 0) {
                key.interestOpsOr(operation);
            }
        } catch (CancelledKeyException closed) {
            throw closedChannel(closed);
        }
        if ((operation & READ) != 0) {
            interest.reader = handle;
        } else {
            interest.writer = handle;
        }
        waiting++;
        idle.remove(key);
    }

    private SelectionKey keyFor(SelectableChannel channel) throws IOException {
        var key = channel.keyFor(selector);
        if (key != null && key.isValid()) {
            return key;
        }
        if (!channel.isOpen()) {
            throw new ClosedChannelException();
        }
        if (key != null) { // let go of, but the selector has not dropped it yet
            dropCancelled();
        }
        return channel.register(selector, 0);
    }

    private static ClosedChannelException closedChannel(CancelledKeyException cause) {
        var closed = new ClosedChannelException();
        closed.initCause(cause);
        return closed;
    }

    /** Lets go of the sockets that nobody is interested in. */
    void letGo() throws IOException {
        if (cancelIdle()) {
            dropCancelled();
        }
    }

    /** Whether there were any; the selector drops them when it selects next. */
    private boolean cancelIdle() {
        if (idle.isEmpty()) {
            return false;
        }
        for (var key : idle) {
            interests.remove(key);
            key.cancel();
        }
        idle.clear();
        return true;
    }

    /** Those that turn out to be ready by the way will be so again when it is asked for. */
    private void dropCancelled() throws IOException {
        selector.selectNow();
        selector.selectedKeys().clear();
    }

    /** Nobody waits any more to read, or to write, by that operation; who did, or null. */
    SocketHandle remove(SelectableChannel channel, int operation) {
        var key = channel.keyFor(selector);
        var interest = key == null ? null : interests.get(key);
        if (interest == null) {
            return null;
        }
        var was = (operation & READ) != 0 ? interest.reader : interest.writer;
        if ((operation & READ) != 0) {
            interest.reader = null;
        } else {
            interest.writer = null;
        }
        waiting -= was != null ? 1 : 0;
        if ((operation & WRITE) != 0) {
            forgetConnecting(key);
        }
        if (interest.reader == null && interest.writer == null) {
            idle.add(key);
        }
        return was;
    }

    /**
     * A socket that has connected wakes the selector for ever as one that can connect, but is never reported by it as
     * such. So this interest cannot wait until the socket turns out to be ready.
     */
    private static void forgetConnecting(SelectionKey key) {
        try {
            if ((key.interestOps() & SelectionKey.OP_CONNECT) != 0) {
                key.interestOpsAnd(~SelectionKey.OP_CONNECT);
            }
        } catch (CancelledKeyException closed) {
            // The selector has no interest in it any more.
        }
    }

    /** Whether anybody waits. */
    boolean areAwaited() {
        return waiting > 0;
    }

    /** Those that are watched. */
    List<LoopState.Watch> state() {
        return interests.values().stream()
                .flatMap(interest -> Stream.of(interest.reader, interest.writer))
                .filter(Objects::nonNull)
                .map(handle -> new LoopState.Watch(handle.socket(), handle.purpose()))
                .toList();
    }

    boolean isEmpty() {
        return interests.isEmpty();
    }

    /** Lets that time pass or waits for a socket, whichever comes first, and says whose turn has come. */
    void select(Clock clock, long patience, Ready ready) throws IOException {
        cancelIdle();
        if (patience == 0) {
            selector.selectNow();
        } else if ((interests.isEmpty() || selector.selectNow() == 0 && !anyIsClosed()) // a closed one never wakes us
                && !woken) {
            clock.pass(selector, patience);
        }
        woken = false;
        for (var key : selector.selectedKeys()) {
            tell(key, ready);
        }
        selector.selectedKeys().clear();
        if (anyIsClosed()) {
            tellOfClosed(ready);
        }
    }

    private void tell(SelectionKey key, Ready ready) {
        try {
            var interest = interests.get(key);
            var operations = key.readyOps();
            var unwanted = 0;
            if ((operations & READ) != 0) {
                unwanted |= interest.reader == null ? READ : 0;
                tell(interest.reader, ready);
            }
            if ((operations & WRITE) != 0) {
                unwanted |= interest.writer == null ? WRITE : 0;
                tell(interest.writer, ready);
            }
            if (unwanted != 0) {
                key.interestOpsAnd(~unwanted);
            }
        } catch (CancelledKeyException closed) {
            // Closed since the selector looked: its waiters are told below, as those of all closed ones.
        }
    }

    private static void tell(SocketHandle handle, Ready ready) {
        if (handle != null) {
            ready.ready(handle);
        }
    }

    /** The selector has dropped what was closed; we have not. */
    private boolean anyIsClosed() {
        return selector.keys().size() < interests.size();
    }

    /** Whoever waits for a closed socket is to try, and so find out. */
    private void tellOfClosed(Ready ready) {
        idle.removeIf(key -> !key.isValid());
        interests.entrySet().removeIf(entry -> {
            if (entry.getKey().isValid()) {
                return false;
            }
            var interest = entry.getValue();
            tell(interest.reader, ready);
            tell(interest.writer, ready);
            waiting -= (interest.reader != null ? 1 : 0) + (interest.writer != null ? 1 : 0);
            return true;
        });
    }

    /** Makes a {@link #select} return, at once or when it is called next; from any thread. */
    void wakeup() {
        woken = true; // first: a select that clears the selector's own mark must find this one
        try {
            selector.wakeup();
        } catch (ClosedSelectorException closed) {
            // A loop that is closed meanwhile needs no waking.
        }
    }

    /**
     * What to do about a loop that is lost, and to say about it: closes the selector. Refers to neither; nor does the
     * selector, which therefore must not know the callbacks.
     */
    Supplier<Trouble> unclosed() {
        return unclosed(selector);
    }

    private static Supplier<Trouble> unclosed(Selector selector) {
        return () -> {
            IOException failed = null;
            try {
                selector.close();
            } catch (IOException failure) {
                failed = failure;
            }
            return new Trouble("unclosed event loop", "EventLoop", failed);
        };
    }

    /** Lets go of all sockets, and closes none. */
    @Override
    public void close() throws IOException {
        selector.close();
    }
}
