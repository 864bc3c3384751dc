package concurrency.download;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.SocketFactory;

/** Makes sockets for OkHttp, which connects them itself; and says by its type when the system has none left. */
final class SocketMaker extends SocketFactory {
    private final Source source;

    SocketMaker(Source source) {
        this.source = source;
    }

    /** Where a socket comes from. */
    @FunctionalInterface
    interface Source {
        Socket open() throws IOException;
    }

    /** The system gives no socket, because as many files and sockets are open as may be. */
    static final class NoneLeftException extends SocketException {
        private static final long serialVersionUID = 1;

        NoneLeftException(IOException cause) {
            super(cause.getMessage());
            initCause(cause);
        }
    }

    @Override
    public Socket createSocket() throws IOException {
        try {
            return source.open();
        } catch (IOException none) {
            throw new NoneLeftException(none);
        }
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw connectsItself();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw connectsItself();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw connectsItself();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
        throw connectsItself();
    }

    private static UnsupportedOperationException connectsItself() {
        return new UnsupportedOperationException("OkHttp connects its sockets itself");
    }
}
