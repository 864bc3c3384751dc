package concurrency.asyncio;

import concurrency.trace.Move.Entry;
import concurrency.trace.Purpose;
import java.nio.channels.SelectableChannel;

/**
 * The callback of a socket that is watched: called in each turn in which the socket is ready, until it is watched no
 * more.
 */
final class SocketHandle extends Handle {
    private final SelectableChannel channel;
    private final Purpose purpose;
    private String socket; // its name, in words only when somebody asks; kept, because a closed socket has lost it

    SocketHandle(Runnable callback, SelectableChannel channel, Purpose purpose) {
        super(callback);
        this.channel = channel;
        this.purpose = purpose;
    }

    SelectableChannel channel() {
        return channel;
    }

    String socket() {
        if (socket == null) {
            socket = Channels.name(channel);
        }
        return socket;
    }

    boolean reads() {
        return purpose == Purpose.READ || purpose == Purpose.ACCEPT;
    }

    Purpose purpose() {
        return purpose;
    }

    @Override
    Entry entry() {
        return Entry.callback((reads() ? "reader of " : "writer of ") + socket());
    }
}
