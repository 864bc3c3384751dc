package concurrency.download;

import concurrency.trace.WaitListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.function.Supplier;
import javax.net.SocketFactory;

/**
 * Makes sockets whose reads end when the reading thread is interrupted. A plain {@link Socket} on a platform thread
 * ignores interrupts until its timeout, so that interrupting a notebook's cell would seem to do nothing for seconds;
 * the socket of a {@link SocketChannel} is an interruptible channel.
 */
final class InterruptibleSockets extends SocketFactory {
    private final Supplier<WaitListener> listener;

    /** @param listener gives the one that hears of the waits of the calling thread */
    InterruptibleSockets(Supplier<WaitListener> listener) {
        this.listener = listener;
    }

    @Override
    public Socket createSocket() throws IOException {
        return new Socket(new InterruptibleSocket(SocketChannel.open(), listener)) {};
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(null, new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(null, new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(localHost, localPort), new InetSocketAddress(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(localHost, localPort), new InetSocketAddress(host, port));
    }

    private Socket connected(InetSocketAddress local, InetSocketAddress remote) throws IOException {
        var socket = createSocket();
        if (local != null) {
            socket.bind(local);
        }
        socket.connect(remote);
        return socket;
    }
}
