package concurrency.asyncio;

import concurrency.trace.Purpose;
import concurrency.trace.WaitListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.SocketOption;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/**
 * The socket of {@link CoroutineSockets}: a channel that does not block, beneath methods that look as if they did. Each
 * tries; where the system is not ready, it awaits a future that the loop completes when the selector says that the
 * channel is ready, and tries again.
 */
final class CoroutineSocket extends SocketImpl {
    /** How many bytes one coroutine may move without waiting, before the others have a turn. */
    private static final int TURN = 1 << 16;

    private final SocketChannel channel;
    private final WaitListener listener; // hears of each wait
    private final long patience; // ns that a read or a write waits at most; 0 is for ever
    private int timeout; // ms that a read waits at most, as the socket's user set it; 0 is for ever
    private int moved; // bytes since it last waited
    private volatile EventLoop loop; // on which somebody waited last

    CoroutineSocket(long patience, WaitListener listener) throws IOException {
        this.patience = patience;
        this.listener = listener;
        this.channel = SocketChannel.open();
        channel.configureBlocking(false);
    }

    // ---- what looks as if it blocked

    @Override
    protected void connect(SocketAddress address, int millis) throws IOException {
        var to = (InetSocketAddress) address;
        if (to.isUnresolved()) {
            throw new UnknownHostException(to.getHostString());
        }
        this.address = to.getAddress();
        this.port = to.getPort();
        try {
            letInterruptCancel();
            if (!channel.connect(to)) {
                do {
                    await(false, TimeUnit.MILLISECONDS.toNanos(millis), "Connect timed out");
                } while (!channel.finishConnect());
            }
            this.localport = ((InetSocketAddress) channel.getLocalAddress()).getPort();
        } catch (IOException failed) {
            throw explained(failed);
        }
    }

    private int read(ByteBuffer bytes) throws IOException {
        try {
            letInterruptCancel();
            var count = channel.read(bytes);
            while (count == 0 && bytes.hasRemaining()) {
                await(true, readTimeout(), "Read timed out");
                count = channel.read(bytes);
            }
            letOthers(count);
            return count;
        } catch (IOException failed) {
            throw explained(failed);
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        try {
            letInterruptCancel();
            for (letOthers(channel.write(bytes)); bytes.hasRemaining(); letOthers(channel.write(bytes))) {
                await(false, patience, "Write timed out");
            }
        } catch (IOException failed) {
            throw explained(failed);
        }
    }

    private long readTimeout() {
        var asked = TimeUnit.MILLISECONDS.toNanos(timeout);
        return asked == 0 || patience == 0 ? asked + patience : Math.min(asked, patience);
    }

    // ---- waiting

    /** Awaits that the channel can be read, or else that it can be written or has connected. */
    private void await(boolean toRead, long nanos, String late) throws IOException {
        if (!isInCoroutine()) {
            throw new IOException("a socket of coroutines cannot wait outside of a coroutine");
        }
        var current = Asyncio.runningLoop();
        loop = current;
        var purpose = toRead ? Purpose.READ : Channels.toWrite(channel);
        Future<Void> ready = current.createFuture();
        if (toRead) {
            current.addReader(channel, () -> complete(ready));
        } else {
            current.addWriter(channel, () -> complete(ready));
        }
        listener.suspended();
        var alarm = nanos == 0 ? null : current.callLater(nanos / Seconds.NANOS, () -> expire(ready, late));
        try {
            suspend(ready.about(new Channels.Wait(purpose, channel)));
        } finally {
            if (alarm != null) {
                alarm.cancel();
            }
            if (toRead) {
                current.removeReader(channel);
            } else {
                current.removeWriter(channel);
            }
        }
        moved = 0;
    }

    /**
     * A cancelled wait leaves a conversation in the middle, so the socket is closed. Libraries know what an
     * {@link InterruptedIOException} means: neither OkHttp nor the JDK's TLS tries again after one.
     */
    private void suspend(Awaitable<Void> awaitable) throws IOException {
        try {
            Asyncio.await(awaitable);
        } catch (CancellationException cancelled) {
            close();
            throw (IOException) new InterruptedIOException("the task was cancelled").initCause(cancelled);
        } catch (IOException | RuntimeException failed) {
            throw failed;
        } catch (Exception impossible) {
            throw new IOException(impossible);
        } finally {
            listener.resumed();
        }
    }

    private void complete(Future<Void> ready) {
        if (!ready.done()) { // it may have been cancelled in this same turn
            listener.ready();
            ready.setResult(null);
        }
    }

    private static void expire(Future<Void> ready, String late) {
        if (!ready.done()) {
            ready.setException(new SocketTimeoutException(late));
        }
    }

    /** A channel that always has more would keep the thread for ever. */
    private void letOthers(int count) throws IOException {
        moved += Math.max(count, 0);
        if (moved >= TURN && isInCoroutine()) {
            moved = 0;
            letOthers();
        }
    }

    private void letOthers() throws IOException {
        listener.suspended();
        listener.ready();
        suspend(Asyncio.sleep(0));
    }

    /**
     * The thread of a loop was interrupted, and a channel that is used now would close at once. In its next turn the
     * loop sees to it, which cancels what it runs.
     */
    private void letInterruptCancel() throws IOException {
        if (Thread.currentThread().isInterrupted() && isInCoroutine()) {
            letOthers();
        }
    }

    private IOException explained(IOException failed) throws IOException {
        if (failed instanceof ClosedByInterruptException) { // between the question and the call
            letInterruptCancel();
        }
        if (failed instanceof ClosedChannelException) {
            return new SocketException("Socket closed", failed);
        }
        // A channel's failure, such as a broken pipe, is not always of the type that a socket's has.
        return failed.getClass() == IOException.class ? new SocketException(failed.getMessage(), failed) : failed;
    }

    private static boolean isInCoroutine() {
        return CoroutineFrame.current() != null && EventLoop.runningOrNull() != null;
    }

    // ---- closing

    @Override
    protected void close() throws IOException {
        channel.close();
        var waiting = loop;
        if (waiting != null && EventLoop.runningOrNull() != waiting) {
            try {
                waiting.callSoonThreadsafe(() -> {}); // a selector does not notice by itself what other threads close
            } catch (IllegalStateException ended) {
                // Then nobody waits.
            }
        }
    }

    @Override
    protected void shutdownInput() throws IOException {
        channel.shutdownInput();
    }

    @Override
    protected void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    // ---- the streams

    @Override
    protected InputStream getInputStream() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return CoroutineSocket.this.read(ByteBuffer.wrap(bytes, from, length));
            }

            @Override
            public void close() throws IOException {
                CoroutineSocket.this.close();
            }
        };
    }

    @Override
    protected OutputStream getOutputStream() {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                CoroutineSocket.this.write(ByteBuffer.wrap(bytes, from, length));
            }

            @Override
            public void close() throws IOException {
                CoroutineSocket.this.close();
            }
        };
    }

    // ---- options

    @Override
    public void setOption(int option, Object value) throws SocketException {
        if (option == SO_TIMEOUT) {
            timeout = (Integer) value;
            return;
        }
        try {
            // A linger that is switched off comes as a Boolean.
            channel.setOption(option(option), option == SO_LINGER && value instanceof Boolean ? -1 : value);
        } catch (IOException failed) {
            throw new SocketException(failed.getMessage(), failed);
        }
    }

    @Override
    public Object getOption(int option) throws SocketException {
        try {
            return switch (option) {
                case SO_TIMEOUT -> timeout;
                case SO_BINDADDR -> ((InetSocketAddress) channel.getLocalAddress()).getAddress();
                default -> channel.getOption(option(option));
            };
        } catch (IOException failed) {
            throw new SocketException(failed.getMessage(), failed);
        }
    }

    @SuppressWarnings("unchecked") // each option checks its value
    private static SocketOption<Object> option(int option) throws SocketException {
        return (SocketOption<Object>) (SocketOption<?>)
                switch (option) {
                    case TCP_NODELAY -> StandardSocketOptions.TCP_NODELAY;
                    case SO_KEEPALIVE -> StandardSocketOptions.SO_KEEPALIVE;
                    case SO_LINGER -> StandardSocketOptions.SO_LINGER;
                    case SO_REUSEADDR -> StandardSocketOptions.SO_REUSEADDR;
                    case SO_RCVBUF -> StandardSocketOptions.SO_RCVBUF;
                    case SO_SNDBUF -> StandardSocketOptions.SO_SNDBUF;
                    default -> throw new SocketException("a socket of coroutines has no option " + option);
                };
    }

    // ---- the rest of a SocketImpl

    @Override
    protected void create(boolean stream) {}

    @Override
    protected void bind(InetAddress host, int port) throws IOException {
        channel.bind(new InetSocketAddress(host, port));
        localport = ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    @Override
    protected int available() {
        return 0; // not known without reading
    }

    @Override
    protected void connect(String host, int port) throws IOException {
        connect(new InetSocketAddress(host, port), 0);
    }

    @Override
    protected void connect(InetAddress address, int port) throws IOException {
        connect(new InetSocketAddress(address, port), 0);
    }

    @Override
    protected void listen(int backlog) {
        throw new UnsupportedOperationException("a socket of coroutines connects, and does not listen");
    }

    @Override
    protected void accept(SocketImpl accepted) {
        throw new UnsupportedOperationException("a socket of coroutines connects, and does not listen");
    }

    @Override
    protected void sendUrgentData(int data) {
        throw new UnsupportedOperationException("a socket of coroutines sends no urgent data");
    }
}
