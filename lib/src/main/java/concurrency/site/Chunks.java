package concurrency.site;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A body whose length is not known in advance: each write is a chunk, and closing sends the last one (RFC 9112, 7.1).
 */
final class Chunks extends OutputStream {
    private final OutputStream out;
    private final Exchange exchange;

    Chunks(OutputStream out, Exchange exchange) {
        this.out = out;
        this.exchange = exchange;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        if (length > 0) {
            exchange.bytes(length);
            out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.write(bytes, from, length);
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    @Override
    public void close() throws IOException {
        exchange.close();
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
}
