package concurrency.site;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What a client sends, line by line, each bounded in length, and all of them together in time. */
final class Lines {
    private static final int LONGEST = 8 * 1024;

    private final Socket socket;
    private final byte[] buffer = new byte[1024];
    private int position;
    private int limit;
    private long deadline;

    Lines(Socket socket) {
        this.socket = socket;
    }

    /**
     * From now on, what is read must have come within this time, or reading ends in a {@link SocketTimeoutException}.
     */
    void allow(Duration time) {
        deadline = System.nanoTime() + time.toNanos();
    }

    /** Waits until there is a byte to read; false when the client has closed. */
    boolean hasMore() throws IOException {
        return position < limit || refill();
    }

    /**
     * The next line, without its end; one byte a character.
     *
     * @param what what the line is called if it is refused
     * @param statusIfTooLong the status if it is longer than 8 KB, told before it is read to its end
     */
    String next(String what, int statusIfTooLong) throws IOException, Refusal {
        var line = new StringBuilder(80);
        for (var next = read(); next != '\r'; next = read()) {
            if (next < ' ' && next != '\t' || next == 0x7F) {
                throw new Refusal(
                        400, "There is a control character in " + what + ", or a line end without a carriage return.");
            }
            if (line.length() == LONGEST) {
                throw new Refusal(statusIfTooLong, "At more than " + LONGEST + " bytes, " + what + " is too long.");
            }
            line.append((char) next);
        }
        if (read() != '\n') {
            throw new Refusal(400, "There is a carriage return in the middle of " + what + ".");
        }
        return line.toString();
    }

    private int read() throws IOException {
        if (!hasMore()) {
            throw new EOFException("the client closed in the middle of a line");
        }
        return buffer[position++] & 0xFF;
    }

    /**
     * Each read waits for what is left of the time and no longer: a byte now and then must not hold the deadline off.
     */
    private boolean refill() throws IOException {
        var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
            throw new SocketTimeoutException();
        }
        socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
        limit = Math.max(0, socket.getInputStream().read(buffer));
        position = 0;
        return limit > 0;
    }
}
