package concurrency.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * Accepts connections on loopback and gives each a virtual thread. All its threads belong to one executor, so that
 * closing is: interrupt them all, wait for them all. A virtual thread that is interrupted while it waits for a socket
 * closes it.
 */
final class Server {
    /** Room for clients that all come at once; the system has its own, smaller limit (Linux: net.core.somaxconn). */
    private static final int BACKLOG = 20_000;

    private final ServerSocket listener;
    private final ServerSettings settings;
    private final Counters counters = new Counters();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("site-", 0).factory());

    private Server(ServerSocket listener, ServerSettings settings) {
        this.listener = listener;
        this.settings = settings;
    }

    /** Starts a server that accepts connections when this returns. */
    static Server start(int port, ServerSettings settings) {
        var server = new Server(listen(port), settings);
        server.threads.execute(server::accept);
        return server;
    }

    private static ServerSocket listen(int port) {
        try {
            var listener = new ServerSocket();
            try {
                listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
                return listener;
            } catch (IOException failed) {
                listener.close();
                throw failed;
            }
        } catch (BindException taken) {
            throw new UncheckedIOException(
                    "port " + port + " is taken, or not allowed: close what uses it (an earlier simulated"
                            + " web, perhaps), or leave the port out and any free one is used",
                    taken);
        } catch (IOException failed) {
            throw new UncheckedIOException(
                    "the simulated web cannot listen on port " + port + ": " + failed.getMessage(), failed);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                serve(listener.accept());
            } catch (IOException closedOrFull) {
                pause();
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        counters.connectionOpened();
        try {
            threads.execute(new Connection(socket, settings, counters));
        } catch (RejectedExecutionException closing) {
            socket.close();
            counters.connectionClosed();
        }
    }

    /**
     * Accepting fails when the listener is closed, which ends it, or when files run out, which is better a moment
     * later.
     */
    private void pause() {
        try {
            Thread.sleep(listener.isClosed() ? 0 : 20);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    Counters counters() {
        return counters;
    }

    /** Whether all threads have ended. */
    boolean hasEnded() {
        return threads.isTerminated();
    }

    /**
     * Ends it all, also for a caller who is interrupted. Waits 2 s at most, should the course's code for faults not
     * listen.
     */
    void close() {
        try {
            listener.close();
        } catch (IOException _) {
            // It is closed all the same.
        }
        threads.shutdownNow();
        var interrupted = false;
        for (var waiting = true; waiting; ) {
            try {
                threads.awaitTermination(2, TimeUnit.SECONDS);
                waiting = false;
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
