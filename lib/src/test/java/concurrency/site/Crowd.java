package concurrency.site;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/**
 * Many clients at once, each with a socket and a virtual thread of its own, in a process of their own: a process may
 * have so many files open and no more, and server and clients together would need twice as many. All connect, then all
 * ask.
 */
final class Crowd {
    private final CountDownLatch connected;
    private final ConcurrentHashMap<String, LongAdder> outcomes = new ConcurrentHashMap<>();

    private Crowd(int size) {
        connected = new CountDownLatch(size);
    }

    /** Port and number of clients; writes how many had which outcome to standard output. */
    public static void main(String[] args) {
        var size = Integer.parseInt(args[1]);
        var crowd = new Crowd(size);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < size; i++) {
                clients.execute(() -> crowd.outcomes
                        .computeIfAbsent(crowd.ask(Integer.parseInt(args[0])), _ -> new LongAdder())
                        .increment());
            }
        }
        System.out.print(crowd.outcomes);
    }

    private String ask(int port) {
        try (var socket = connect(port)) {
            socket.setSoLinger(
                    true, 0); // leave at once: 10,000 connections in TIME_WAIT would slow down what comes next
            connected.await();
            socket.getOutputStream()
                    .write(RawClient.closing(RawClient.get(Site.JYTHON)).getBytes(StandardCharsets.US_ASCII));
            var answer = socket.getInputStream().readAllBytes();
            var page = Site.JYTHON.content();
            var from = answer.length - page.length;
            var good = from > 0 && Arrays.equals(answer, from, answer.length, page, 0, page.length);
            return good ? "good" : answer.length + " bytes";
        } catch (IOException | InterruptedException failed) {
            return failed.toString();
        }
    }

    private Socket connect(int port) throws IOException {
        try {
            return new Socket(InetAddress.getLoopbackAddress(), port);
        } finally {
            connected.countDown();
        }
    }
}
