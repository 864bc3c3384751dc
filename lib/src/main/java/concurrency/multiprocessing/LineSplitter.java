package concurrency.multiprocessing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.function.Consumer;

/** Makes lines of bytes that come in any pieces. A line without end is cut after 64 KiB. */
final class LineSplitter {
    private static final int LONGEST = 1 << 16;

    private final Consumer<String> sink;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LineSplitter(Consumer<String> sink) {
        this.sink = sink;
    }

    synchronized void write(byte[] bytes, int count) {
        for (var i = 0; i < count; i++) {
            if (bytes[i] == '\n') {
                end();
            } else {
                line.write(bytes[i]);
                if (line.size() == LONGEST) {
                    end();
                }
            }
        }
    }

    /** Hands over what has come of the last line, if anything has. */
    synchronized void flush() {
        if (line.size() > 0) {
            end();
        }
    }

    private void end() {
        var text = line.toString(Charset.defaultCharset());
        line.reset();
        sink.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
}
