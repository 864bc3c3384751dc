package concurrency.multiprocessing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/**
 * The bytes of a message, in pieces, so that a large one is neither copied to grow nor asks for one large array.
 * Writing is limited to {@link #LIMIT}.
 */
final class Payload extends OutputStream {
    /**
     * The largest message, in bytes: 256 MiB. It is there so that a mistake ends in an error and not in a full heap.
     */
    static final long LIMIT = 1L << 28;

    /** The largest piece, in bytes. */
    static final int PIECE = 1 << 16;

    private static final int FIRST_PIECE = 512;

    private final ArrayDeque<byte[]> full = new ArrayDeque<>();
    private byte[] last = new byte[0];
    private int used;
    private long size;

    /** These bytes, which must not change any more. */
    static Payload of(byte[] bytes) {
        var payload = new Payload();
        for (var from = 0; from < bytes.length; from += PIECE) {
            payload.add(
                    bytes.length <= PIECE
                            ? bytes
                            : Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PIECE)));
        }
        return payload;
    }

    long size() {
        return size;
    }

    @Override
    public void write(int value) throws IOException {
        makeRoom(1);
        last[used++] = (byte) value;
        size++;
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        makeRoom(count);
        for (var left = count; left > 0; ) {
            if (used == last.length) {
                makeRoom(left);
            }
            var now = Math.min(left, last.length - used);
            System.arraycopy(bytes, from + count - left, last, used, now);
            used += now;
            left -= now;
        }
        size += count;
    }

    private void makeRoom(int count) throws IOException {
        if (size + count > LIMIT) {
            throw new PayloadTooLargeException(LIMIT);
        }
        if (used == last.length) {
            full.add(last);
            last = new byte[Math.clamp(2L * last.length, FIRST_PIECE, PIECE)];
            used = 0;
        }
    }

    /** Hands the pieces to a writer, in order; the last one is said to be the last. */
    void forEachPiece(PieceWriter writer) throws IOException {
        for (var piece : full) {
            writer.write(piece, piece.length, false);
        }
        writer.write(last, used, true);
    }

    /** What can write a piece. */
    @FunctionalInterface
    interface PieceWriter {
        void write(byte[] bytes, int count, boolean isLast) throws IOException;
    }

    /** Adds a piece that was received, which becomes part of this payload. */
    void append(byte[] piece) throws IOException {
        if (size + piece.length > LIMIT) {
            throw new PayloadTooLargeException(LIMIT);
        }
        add(piece);
    }

    private void add(byte[] piece) {
        if (used > 0) {
            full.add(last);
        }
        last = piece;
        used = piece.length;
        size += piece.length;
    }

    /**
     * Reads the bytes, once: a piece that was read is let go of, so that the heap need not hold the bytes and their
     * object.
     */
    InputStream read() {
        full.add(used == last.length ? last : Arrays.copyOf(last, used));
        last = new byte[0];
        used = 0;
        return new Pieces(full);
    }

    private static final class Pieces extends InputStream {
        private final Queue<byte[]> pieces;
        private int position;

        private Pieces(Queue<byte[]> pieces) {
            this.pieces = pieces;
        }

        @Override
        public int read() {
            return available() == 0 ? -1 : pieces.peek()[position++] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int count) {
            var there = available();
            if (there == 0) {
                return count == 0 ? 0 : -1;
            }
            var now = Math.min(count, there);
            System.arraycopy(pieces.peek(), position, bytes, from, now);
            position += now;
            return now;
        }

        /** What is left of the piece at the head; 0 only at the end of all. */
        @Override
        public int available() {
            while (!pieces.isEmpty() && position == pieces.peek().length) {
                pieces.poll();
                position = 0;
            }
            return pieces.isEmpty() ? 0 : pieces.peek().length - position;
        }
    }
}
