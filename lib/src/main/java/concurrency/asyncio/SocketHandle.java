package concurrency.asyncio;

import java.nio.channels.SelectableChannel;

/**
 * The callback of a socket that is watched: called in each turn in which the socket is ready, until it is watched no
 * more.
 */
final class SocketHandle extends Handle {
    private final SelectableChannel channel;
    private final boolean reads;
    private String socket; // its name, in words only when somebody asks; kept, because a closed socket has lost it

    SocketHandle(Runnable callback, SelectableChannel channel, boolean reads) {
        super(callback);
        this.channel = channel;
        this.reads = reads;
    }

    SelectableChannel channel() {
        return channel;
    }

    String socket() {
        if (socket == null) {
            socket = SocketCalls.name(channel);
        }
        return socket;
    }

    String purpose() {
        return reads ? "to read" : "to write";
    }

    @Override
    public String toString() {
        return (reads ? "reader of " : "writer of ") + socket();
    }
}
