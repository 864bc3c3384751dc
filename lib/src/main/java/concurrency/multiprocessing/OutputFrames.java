package concurrency.multiprocessing;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** In a worker: what a task prints, sent to the pool's process with each line, or sooner if the line is long. */
final class OutputFrames extends OutputStream {
    private static final int CAPACITY = 8192;

    private final Wire wire;
    private final Op op;
    private final byte[] buffer = new byte[CAPACITY];
    private int used;

    OutputFrames(Wire wire, Op op) {
        this.wire = wire;
        this.op = op;
    }

    @Override
    public synchronized void write(int value) throws IOException {
        if (used == CAPACITY) {
            flush();
        }
        buffer[used++] = (byte) value;
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) throws IOException {
        for (var left = count; left > 0; ) {
            if (used == CAPACITY) {
                flush();
            }
            var now = Math.min(left, CAPACITY - used);
            System.arraycopy(bytes, from + count - left, buffer, used, now);
            used += now;
            left -= now;
        }
    }

    @Override
    public synchronized void flush() throws IOException {
        if (used > 0) {
            wire.send(op, 0, Payload.of(Arrays.copyOf(buffer, used)));
            used = 0;
        }
    }
}
