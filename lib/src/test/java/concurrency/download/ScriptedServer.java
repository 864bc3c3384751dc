package concurrency.download;

import concurrency.site.Web;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on loopback that does with each connection exactly what its script says, also what no fault of the simulated
 * web does, and that knows what came and what it sent. A client uses it as its proxy, so that it may ask for any host.
 */
final class ScriptedServer implements AutoCloseable {
    /** What becomes of one connection, which is closed afterwards. Ends with an exception if the client leaves. */
    @FunctionalInterface
    interface Script {
        /** @param number of the connection, from 1 */
        void play(Socket socket, int number) throws IOException;
    }

    private final Script script;
    private final ServerSocket listener = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();

    ScriptedServer(Script script) throws IOException {
        this.script = script;
        threads.execute(this::accept);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                open.incrementAndGet();
                var number = connections.incrementAndGet();
                threads.execute(() -> play(socket, number));
            } catch (IOException | RejectedExecutionException closing) {
                return;
            }
        }
    }

    private void play(Socket socket, int number) {
        try (socket) {
            script.play(socket, number);
        } catch (IOException left) {
            // The client has seen enough, or the server is closing.
        } finally {
            open.decrementAndGet();
        }
    }

    /** The web that a downloader is given. */
    Web web() {
        return Web.at((InetSocketAddress) listener.getLocalSocketAddress());
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How many connections have been accepted. */
    int connections() {
        return connections.get();
    }

    /** How many connections the script has not done with. */
    int open() {
        return open.get();
    }

    /** Reads a request to the end of its head; its path, or nothing if the client has closed. */
    static String path(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            var next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.substring(0, head.indexOf("\r\n")).split(" ")[1].replaceFirst("http://[^/]*", "");
    }

    static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A good answer, on a connection that may be used again. */
    static String good(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** Closes with a reset instead of an end. */
    static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
        threads.close();
    }
}
