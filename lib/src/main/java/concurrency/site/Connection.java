package concurrency.site;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * One client's connection, on a thread of its own: read a request, wait, answer, and again. The code blocks wherever it
 * has to wait, because its thread is virtual: blocked, it costs some memory and no thread of the system.
 */
final class Connection implements Runnable {
    private static final long GOODBYE = TimeUnit.SECONDS.toNanos(1);

    private final Socket socket;
    private final ServerSettings settings;
    private final Counters counters;

    Connection(Socket socket, ServerSettings settings, Counters counters) {
        this.socket = socket;
        this.settings = settings;
        this.counters = counters;
    }

    @Override
    public void run() {
        try (socket) {
            socket.setTcpNoDelay(true);
            var requests = new RequestReader(new Lines(socket), settings);
            while (serve(requests)) {
                // one request after the other
            }
            hangUp();
        } catch (IOException | InterruptedException over) {
            // The client has gone or the server is closing: nobody is left who could be told.
        } finally {
            counters.connectionClosed();
        }
    }

    /** Serves the next request; false when it was the last. */
    private boolean serve(RequestReader requests) throws IOException, InterruptedException {
        try {
            var head = requests.read();
            return head.isPresent() && serve(head.get());
        } catch (Refusal refusal) {
            var response = refusal.response();
            counters.status(response.status());
            var out = socket.getOutputStream();
            out.write(response.head(false));
            out.write(response.body());
            return false;
        }
    }

    private boolean serve(RequestHead head) throws IOException, InterruptedException, Refusal {
        var read = System.nanoTime();
        var target = Target.of(head);
        try (var exchange = counters.requestRead()) {
            var request = new Request(exchange.number(), head.method(), target.host(), target.path());
            var answer = Answer.to(request, settings);
            Thread.sleep(answer.delay().minusNanos(System.nanoTime() - read));
            return new Sender(socket, exchange, head, answer.response())
                    .send(answer.fault().orElse(null));
        }
    }

    /**
     * Ends the connection so that the client can read all that was sent: says that no more will come, and reads away
     * what the client still sends, for a second at most. Closing with bytes unread would reset the connection, and the
     * answer be lost.
     */
    private void hangUp() throws IOException {
        socket.shutdownOutput();
        var deadline = System.nanoTime() + GOODBYE;
        var unread = new byte[1024];
        for (var left = GOODBYE; left > 0; left = deadline - System.nanoTime()) {
            socket.setSoTimeout((int) TimeUnit.NANOSECONDS.toMillis(left) + 1);
            try {
                if (socket.getInputStream().read(unread) < 0) {
                    return;
                }
            } catch (SocketTimeoutException stillOpen) {
                return;
            }
        }
    }
}
