package concurrency.asyncio;

import concurrency.trace.WaitListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import javax.net.SocketFactory;

/**
 * Makes sockets for coroutines. Connecting, reading and writing look as if they blocked, so that any library that takes
 * a socket works with them; but where a socket of the JDK blocks its thread, these await the running event loop. The
 * other coroutines run meanwhile, all on the loop's one thread. It is what {@code gevent} does for Python's libraries,
 * and what the JDK does for its own sockets on virtual threads. {@snippet class="concurrency.asyncio.ExamplesTest"
 * region="socket"}
 *
 * <ul>
 *   <li>Cancelling the task that waits closes the socket, and ends the call with an
 *       {@link java.io.InterruptedIOException} whose cause is the cancellation.
 *   <li>Any thread may close a socket; whoever waits for it fails with "Socket closed".
 *   <li>Where no coroutine calls, a call that can be served at once is served, and any other fails.
 *   <li>Never await while holding a monitor or a lock that another coroutine of the loop wants: both run on one thread,
 *       so a monitor may let both in, or stop the loop for ever. That holds for the library that uses the socket, too.
 * </ul>
 */
public final class CoroutineSockets extends SocketFactory {
    private final long patience;
    private final WaitListener listener;

    /** Sockets that wait for as long as it takes, unless {@link Socket#setSoTimeout} says otherwise. */
    public CoroutineSockets() {
        this.patience = 0;
        this.listener = WaitListener.NONE;
    }

    /**
     * Sockets with a limit of their own, besides {@link Socket#setSoTimeout}.
     *
     * @param patience the longest time that one read or write waits for the other side; then it fails with a
     *     {@link java.net.SocketTimeoutException}
     * @throws IllegalArgumentException if it is not above zero
     */
    public CoroutineSockets(Duration patience) {
        this(patience, WaitListener.NONE);
    }

    /** As {@link #CoroutineSockets(Duration)}; the listener hears of each wait, in the loop that is awaited. */
    public CoroutineSockets(Duration patience, WaitListener listener) {
        if (!patience.isPositive()) {
            throw new IllegalArgumentException("the patience of a socket must be above zero, not " + patience);
        }
        this.patience = patience.toNanos();
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    @Override
    public Socket createSocket() throws IOException {
        return new Socket(new CoroutineSocket(patience, listener)) {};
    }

    /** Connects at once. Looking up the host's name blocks the thread. */
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
        try {
            if (local != null) {
                socket.bind(local);
            }
            socket.connect(remote);
            return socket;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }
}
