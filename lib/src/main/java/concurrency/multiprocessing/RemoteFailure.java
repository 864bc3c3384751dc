package concurrency.multiprocessing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * An exception on its way from a worker: first as text, then as the object that it is, if that can be sent. So the pool
 * always has something to say, and nearly always the very exception, with the stack trace that it had in the worker.
 */
final class RemoteFailure {
    private static final int MOST_CHARACTERS = 20_000;

    private RemoteFailure() {}

    static Payload write(long started, long ended, Throwable thrown) {
        try {
            var payload = textOnly(started, ended, thrown, true);
            Transfer.write(thrown, payload);
            return payload;
        } catch (IOException | Error notSendable) {
            try {
                return textOnly(started, ended, thrown, false);
            } catch (IOException neverOnMemory) {
                throw new AssertionError(neverOnMemory);
            }
        }
    }

    private static Payload textOnly(long started, long ended, Throwable thrown, boolean objectFollows)
            throws IOException {
        var payload = new Payload();
        var data = new DataOutputStream(payload);
        data.writeLong(started);
        data.writeLong(ended);
        data.writeUTF(thrown.getClass().getName());
        data.writeUTF(text(thrown::getLocalizedMessage));
        data.writeUTF(text(() -> stackTrace(thrown)));
        data.writeBoolean(objectFollows);
        return payload;
    }

    /** What an exception says of itself, by code of its own that may fail too. */
    private static String text(java.util.function.Supplier<String> said) {
        try {
            var text = said.get();
            return text == null ? "" : text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
        } catch (RuntimeException | Error speechless) {
            return "";
        }
    }

    static String stackTrace(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /** What is left of the payload after its two times. */
    static Throwable read(DataInputStream data, ClassLoader loader) throws IOException {
        var className = data.readUTF();
        var message = data.readUTF();
        var stackTrace = data.readUTF();
        try {
            if (data.readBoolean() && Transfer.read(data, loader) instanceof Throwable thrown) {
                return thrown;
            }
        } catch (IOException | Error notReadable) {
            // The text is.
        }
        return new RemoteTaskException(className, message, stackTrace);
    }
}
