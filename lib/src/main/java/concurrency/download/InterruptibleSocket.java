package concurrency.download;

import concurrency.trace.WaitListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.util.function.Supplier;

/**
 * A socket whose reads end when the reading thread is interrupted, and that tells of each wait. A plain {@link Socket}
 * on a platform thread ignores interrupts until its timeout, so that interrupting a notebook's cell would seem to do
 * nothing for seconds; the socket of a {@link SocketChannel}, beneath this one, hears them. What nobody here asks a
 * socket for it refuses.
 */
final class InterruptibleSocket extends SocketImpl {
    private final Socket socket;
    private final Supplier<WaitListener> listener;

    private InterruptibleSocket(SocketChannel channel, Supplier<WaitListener> listener) {
        this.socket = channel.socket();
        this.listener = listener;
    }

    /**
     * A socket that is not connected.
     *
     * @param listener gives the one that hears of the waits of the calling thread
     */
    static Socket open(Supplier<WaitListener> listener) throws IOException {
        return new Socket(new InterruptibleSocket(SocketChannel.open(), listener)) {};
    }

    /** Something that may keep the thread waiting. */
    private interface Wait {
        int until() throws IOException;
    }

    private int told(Wait wait) throws IOException {
        var hears = listener.get();
        hears.suspended();
        try {
            return wait.until();
        } catch (IOException failed) { // a channel's failure is not always of the type that a socket's has
            throw failed.getClass() == IOException.class ? new SocketException(failed.getMessage(), failed) : failed;
        } finally {
            hears.resumed();
        }
    }

    @Override
    protected void connect(SocketAddress address, int millis) throws IOException {
        var to = (InetSocketAddress) address;
        if (to.isUnresolved()) {
            throw new UnknownHostException(to.getHostString());
        }
        told(() -> {
            socket.connect(to, millis);
            return 0;
        });
        this.address = to.getAddress();
        this.port = to.getPort();
        this.localport = socket.getLocalPort();
    }

    @Override
    protected InputStream getInputStream() throws IOException {
        var in = socket.getInputStream();
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return told(in::read);
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return told(() -> in.read(bytes, from, length));
            }

            @Override
            public int available() throws IOException {
                return in.available();
            }

            @Override
            public void close() throws IOException {
                in.close();
            }
        };
    }

    @Override
    protected OutputStream getOutputStream() throws IOException {
        var out = socket.getOutputStream();
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                told(() -> {
                    out.write(bytes, from, length);
                    return length;
                });
            }

            @Override
            public void close() throws IOException {
                out.close();
            }
        };
    }

    @Override
    protected void close() throws IOException {
        socket.close();
    }

    @Override
    protected void shutdownInput() throws IOException {
        socket.shutdownInput();
    }

    @Override
    protected void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    protected int available() throws IOException {
        return socket.getInputStream().available();
    }

    @Override
    public void setOption(int option, Object value) throws SocketException {
        switch (option) {
            case SO_TIMEOUT -> socket.setSoTimeout((Integer) value);
            case TCP_NODELAY -> socket.setTcpNoDelay((Boolean) value);
            case SO_KEEPALIVE -> socket.setKeepAlive((Boolean) value);
            default -> throw new SocketException("this socket has no option " + option);
        }
    }

    @Override
    public Object getOption(int option) throws SocketException {
        return switch (option) {
            case SO_TIMEOUT -> socket.getSoTimeout();
            case TCP_NODELAY -> socket.getTcpNoDelay();
            case SO_KEEPALIVE -> socket.getKeepAlive();
            case SO_LINGER -> socket.getSoLinger();
            case SO_BINDADDR -> socket.getLocalAddress();
            default -> throw new SocketException("this socket has no option " + option);
        };
    }

    @Override
    protected void create(boolean stream) {
        // The channel is made already.
    }

    @Override
    protected void bind(InetAddress host, int port) throws IOException {
        socket.bind(new InetSocketAddress(host, port));
    }

    @Override
    protected void connect(String host, int port) throws IOException {
        connect(new InetSocketAddress(host, port), 0);
    }

    @Override
    protected void connect(InetAddress host, int port) throws IOException {
        connect(new InetSocketAddress(host, port), 0);
    }

    @Override
    protected void listen(int backlog) {
        throw new UnsupportedOperationException("this socket connects, and does not listen");
    }

    @Override
    protected void accept(SocketImpl accepted) {
        throw new UnsupportedOperationException("this socket connects, and does not listen");
    }

    @Override
    protected void sendUrgentData(int data) {
        throw new UnsupportedOperationException("this socket sends no urgent data");
    }
}
