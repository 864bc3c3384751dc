package concurrency.site;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that says exactly what a test wants, and takes down exactly what comes back; one byte is one character. */
final class RawClient implements AutoCloseable {
    private final Socket socket;

    /** What was read until the end, and which end it was: {@code FIN}, or the error's message. */
    record Seen(String text, String end) {
        int status() {
            return Integer.parseInt(text.substring(9, 12));
        }

        String body() {
            return text.substring(text.indexOf("\r\n\r\n") + 4);
        }
    }

    RawClient(SimulatedWeb web) throws IOException {
        socket = new Socket(web.address().getAddress(), web.port());
        timeout(20_000);
    }

    static String get(Site site) {
        return request("GET", site.url() + (site.path().equals("/") ? "/" : ""), site.host());
    }

    static String request(String method, String target, String host) {
        return method + " " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    }

    /** The same request, as the last one of its connection. */
    static String closing(String request) {
        return with(request, "Connection: close");
    }

    /** The same request with one more header, and whatever may follow. */
    static String with(String request, String header) {
        return request.replace("\r\n\r\n", "\r\n" + header + "\r\n\r\n");
    }

    /** Sends that, reads to the end, and leaves. */
    static Seen exchange(SimulatedWeb web, String request) throws IOException {
        try (var client = new RawClient(web)) {
            client.send(request);
            return client.rest();
        }
    }

    void timeout(int millis) throws IOException {
        socket.setSoTimeout(millis);
    }

    void send(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** No more will come from here. */
    void fin() throws IOException {
        socket.shutdownOutput();
    }

    /** Reads one response by its Content-Length, so that the connection can go on. */
    Seen response(boolean hasBody) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append(read(1));
        }
        var length =
                Integer.parseInt(head.toString().split("Content-Length: ")[1].split("\r\n")[0]);
        return new Seen(head + (hasBody ? read(length) : ""), "");
    }

    /** Exactly that many bytes. */
    String read(int count) throws IOException {
        var bytes = socket.getInputStream().readNBytes(count);
        if (bytes.length < count) {
            throw new IOException("the stream ended after " + bytes.length + " of " + count + " bytes");
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Everything until the end, whichever it is. */
    Seen rest() {
        var bytes = new ByteArrayOutputStream();
        var end = "FIN";
        try {
            socket.getInputStream().transferTo(bytes);
        } catch (IOException failed) {
            end = failed.getMessage();
        }
        return new Seen(bytes.toString(StandardCharsets.ISO_8859_1), end);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
