package concurrency.site;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Puts an answer on the wire: in one write, or as badly as its fault says. */
final class Sender {
    private final Socket socket;
    private final Exchange exchange;
    private final RequestHead request;
    private final Reply response;
    private final int head;
    private final byte[] bytes;

    Sender(Socket socket, Exchange exchange, RequestHead request, Reply response) {
        this.socket = socket;
        this.exchange = exchange;
        this.request = request;
        this.response = response;
        this.bytes = bytes(request, response);
        this.head = request.wantsBody() ? bytes.length - response.body().length : bytes.length;
    }

    private static byte[] bytes(RequestHead request, Reply response) {
        var head = response.head(request.keepAlive());
        if (!request.wantsBody()) {
            return head;
        }
        var bytes = Arrays.copyOf(head, head.length + response.body().length);
        System.arraycopy(response.body(), 0, bytes, head.length, response.body().length);
        return bytes;
    }

    /**
     * Sends the answer.
     *
     * @param fault what is to go wrong, or null
     * @return whether the connection can go on
     */
    boolean send(Fault fault) throws IOException, InterruptedException {
        return switch (fault) {
            case null -> whole();
            case Fault.Status _, Fault.Redirect _ -> whole();
            case Fault.Endless _, Fault.GzipBomb _ when !request.wantsBody() -> whole();
            case Fault.Trickle(var some, var every) -> trickle(some, every);
            case Fault.ResetAt(var at) -> reset(at);
            case Fault.TruncateAt(var at) -> cut(at);
            case Fault.StallAt(var at) -> stall(at);
            case Fault.Raw(var raw) -> raw(raw.getBytes(StandardCharsets.ISO_8859_1));
            case Fault.Endless() -> endless();
            case Fault.GzipBomb(var size) -> gzipBomb(size);
        };
    }

    private boolean whole() throws IOException {
        write(0, bytes.length);
        return request.keepAlive();
    }

    private boolean trickle(int some, Duration every) throws IOException, InterruptedException {
        for (var sent = 0; sent < bytes.length; sent += some) {
            if (sent > 0) {
                Thread.sleep(every);
            }
            write(sent, Math.min(bytes.length, sent + some));
        }
        return request.keepAlive();
    }

    /** Sends a TCP reset in place of the rest: that is what closing does when it may not linger. */
    private boolean reset(long at) throws IOException {
        write(0, Math.min(at, bytes.length));
        exchange.close();
        socket.setSoLinger(true, 0);
        socket.close();
        return false;
    }

    private boolean cut(long at) throws IOException {
        write(0, Math.min(head + Math.min(at, bytes.length), bytes.length));
        exchange.close();
        return false;
    }

    private boolean stall(long at) throws IOException {
        write(0, Math.min(at, bytes.length));
        socket.setSoTimeout(0);
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        return false;
    }

    private boolean raw(byte[] raw) throws IOException {
        exchange.close();
        socket.getOutputStream().write(raw);
        return false;
    }

    private boolean endless() throws IOException {
        var chunks = chunks();
        var chunk = new byte[8 * 1024];
        while (!Thread.currentThread().isInterrupted()) {
            chunks.write(chunk);
        }
        return false;
    }

    private boolean gzipBomb(long size) throws IOException {
        var chunks = chunks("Content-Encoding: gzip");
        var zeros = new byte[64 * 1024];
        try (var gzip = new GZIPOutputStream(chunks, 8 * 1024)) {
            for (var left = size; left > 0 && !Thread.currentThread().isInterrupted(); left -= zeros.length) {
                gzip.write(zeros, 0, (int) Math.min(left, zeros.length));
            }
        }
        return false;
    }

    private Chunks chunks(String... fields) throws IOException {
        exchange.status(response.status());
        socket.getOutputStream().write(response.chunkedHead(fields));
        return new Chunks(socket.getOutputStream(), exchange);
    }

    /** Sends a part of the response, and counts it first. */
    private void write(long from, long to) throws IOException {
        if (from == 0 && to > 0) {
            exchange.status(response.status());
        }
        exchange.bytes(Math.max(to, head) - Math.max(from, head));
        if (to == bytes.length) {
            exchange.close();
        }
        socket.getOutputStream().write(bytes, (int) from, (int) (to - from));
    }
}
