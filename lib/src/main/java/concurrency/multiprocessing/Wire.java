package concurrency.multiprocessing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32C;

/**
 * Messages over a pair of pipes. A message is one or more frames; a frame is a head of 18 bytes and up to 64 KiB:
 *
 * <pre>
 * op 1 | 1 if the message ends here, or 0 | id 8 | length 4 | CRC-32C of the 14 bytes before and of what follows 4 | bytes
 * </pre>
 *
 * Nothing is believed before it is checked: the length before memory is allocated for it, the checksum before the bytes
 * reach anything that could make an object of them. The first wrong frame ends the connection. Any thread may send; a
 * message is never mixed with another. One thread receives.
 */
final class Wire {
    /** Both ends must speak the same: said by each in its first message. */
    static final int VERSION = 1;

    private static final int HEAD = 18;
    private static final int MOST_TEXT = 8192;
    private static final Op[] OPS = Op.values();

    private final DataInputStream in;
    private final OutputStream out;
    private final ReentrantLock sending = new ReentrantLock();
    private final byte[] head = new byte[HEAD];
    private final byte[] frame = new byte[HEAD + Payload.PIECE];

    /**
     * @param in should be buffered
     * @param out should be buffered
     */
    Wire(InputStream in, OutputStream out) {
        this.in = new DataInputStream(in);
        this.out = out;
    }

    /** Sends a message; returns when the operating system has taken all of it. */
    void send(Op op, long id, Payload payload) throws IOException {
        inOneGo(() -> {
            sendSoon(op, id, payload);
            out.flush();
            return null;
        });
    }

    /** Sends a message together with the next one, or with {@link #flush}. */
    void sendSoon(Op op, long id, Payload payload) throws IOException {
        inOneGo(() -> {
            payload.forEachPiece((bytes, count, isLast) -> sendFrame(op, id, bytes, count, isLast));
            return null;
        });
    }

    /** Sends what is to be sent soon. */
    void flush() throws IOException {
        inOneGo(() -> {
            out.flush();
            return null;
        });
    }

    /** Sends several messages, or decides not to, with none of another thread in between. */
    <R> R inOneGo(Sending<R> sender) throws IOException {
        sending.lock();
        try {
            return sender.send();
        } finally {
            sending.unlock();
        }
    }

    /** What sends several messages. */
    @FunctionalInterface
    interface Sending<R> {
        R send() throws IOException;
    }

    /** Sends a message that has nothing but its number. */
    void send(Op op, long id) throws IOException {
        send(op, id, Payload.of(new byte[0]));
    }

    private void sendFrame(Op op, long id, byte[] bytes, int count, boolean isLast) throws IOException {
        var head = ByteBuffer.wrap(frame)
                .put((byte) op.ordinal())
                .put((byte) (isLast ? 1 : 0))
                .putLong(id)
                .putInt(count);
        System.arraycopy(bytes, 0, frame, HEAD, count);
        head.putInt(checksum(frame, frame, HEAD, count));
        out.write(frame, 0, HEAD + count);
    }

    private static int checksum(byte[] head, byte[] bytes, int from, int count) {
        var checksum = new CRC32C();
        checksum.update(head, 0, HEAD - 4);
        checksum.update(bytes, from, count);
        return (int) checksum.getValue();
    }

    /**
     * Waits for the next message.
     *
     * @return null when the other end has closed the pipe, which it may do within a message
     * @throws IOException if what comes is not a message
     */
    Message receive() throws IOException {
        var payload = new Payload();
        Op op = null;
        var id = 0L;
        try {
            while (true) {
                in.readFully(head);
                var fields = ByteBuffer.wrap(head);
                var nextOp = op(fields.get());
                var isLast = fields.get() != 0;
                var nextId = fields.getLong();
                var length = fields.getInt();
                if (length < 0 || length > Payload.PIECE) {
                    throw new IOException("not a frame: it claims " + length + " bytes");
                }
                if (op != null && (op != nextOp || id != nextId)) {
                    throw new IOException("a message of kind " + nextOp + " within one of kind " + op);
                }
                op = nextOp;
                id = nextId;
                var bytes = new byte[length];
                in.readFully(bytes);
                if (checksum(head, bytes, 0, length) != fields.getInt()) {
                    throw new IOException("a frame of kind " + op + " came damaged");
                }
                payload.append(bytes);
                if (isLast) {
                    return new Message(op, id, payload);
                }
            }
        } catch (EOFException theOtherEndIsGone) {
            return null;
        }
    }

    /**
     * What the other end wrote where a frame should begin, and after, as far as that is text: a Java that crashes says
     * why on its standard output, whatever that is. To be asked after {@link #receive} has failed.
     */
    byte[] notAFrame() throws IOException {
        var text = new ByteArrayOutputStream();
        text.write(head);
        text.write(in.readNBytes(MOST_TEXT));
        return head[0] == '#' || head[0] == '\n' ? text.toByteArray() : new byte[0];
    }

    private static Op op(byte number) throws IOException {
        if (number < 0 || number >= OPS.length) {
            throw new IOException("not a frame: there is no kind " + number);
        }
        return OPS[number];
    }
}
