package concurrency.asyncio;

import concurrency.trace.Purpose;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Channels, and how they are spoken of. */
final class Channels {
    private Channels() {}

    /** What a future stands for that waits for a channel, in words only when somebody asks. */
    record Wait(Purpose purpose, SelectableChannel channel) {
        @Override
        public String toString() {
            return purpose.label() + " " + name(channel);
        }
    }

    static void checkNonBlocking(SelectableChannel channel) {
        if (channel.isBlocking() && channel.isOpen()) {
            throw new IllegalArgumentException("the socket must be non-blocking");
        }
    }

    /** What whoever watches that channel as a reader waits for. */
    static Purpose toRead(SelectableChannel channel) {
        return channel instanceof ServerSocketChannel ? Purpose.ACCEPT : Purpose.READ;
    }

    /** What whoever watches that channel as a writer waits for. */
    static Purpose toWrite(SelectableChannel channel) {
        return isConnecting(channel) ? Purpose.CONNECT : Purpose.WRITE;
    }

    private static boolean isConnecting(SelectableChannel channel) {
        return channel instanceof SocketChannel socket && socket.isConnectionPending();
    }

    /**
     * From where to where: {@code 127.0.0.1:52314→8080}, which no other open socket has; {@code 127.0.0.1:8080} if it
     * listens, or if it still connects, when it has no end here yet.
     */
    static String name(SelectableChannel channel) {
        try {
            var local =
                    channel instanceof NetworkChannel network ? (InetSocketAddress) network.getLocalAddress() : null;
            var remote = channel instanceof SocketChannel socket ? (InetSocketAddress) socket.getRemoteAddress() : null;
            if (local == null || remote == null) {
                return local != null ? text(local) : remote != null ? text(remote) : "a socket";
            }
            return text(local) + "→"
                    + (remote.getAddress().equals(local.getAddress()) ? remote.getPort() : text(remote));
        } catch (IOException closed) {
            return "a closed socket";
        }
    }

    private static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
