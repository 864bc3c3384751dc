package concurrency.multiprocessing;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** In a worker: runs what was received, one after the other, on one thread. */
final class TaskRunner implements Runnable {
    /** The process's exit code where the pool's process speaks another version, or the initializer failed. */
    private static final int OTHER_VERSION = 77;

    private static final int NOT_READY = 78;
    private static final int NOBODY_LISTENS = 79;

    private final Wire wire;
    private final RemoteClasses classes;
    private final PrintStream out;
    private final PrintStream err;
    private final Inbox inbox;
    private final Map<Long, Message> unreadFunctions = new HashMap<>();
    private final Map<Long, Object> functions = new HashMap<>();

    TaskRunner(Wire wire, Inbox inbox, RemoteClasses classes, PrintStream out, PrintStream err) {
        this.wire = wire;
        this.inbox = inbox;
        this.classes = classes;
        this.out = out;
        this.err = err;
    }

    @Override
    public void run() {
        while (true) {
            try {
                handle(next());
            } catch (InterruptedException meantForATaskThatEnded) {
                // It has ended.
            }
        }
    }

    /** The next message; if there is none yet, what was to be sent soon is sent now. */
    private Message next() throws InterruptedException {
        var next = inbox.poll();
        if (next == null) {
            sendWhatWaits();
            next = inbox.take();
        }
        return next;
    }

    private void handle(Message message) {
        switch (message.op()) {
            case INITIALIZE -> initialize(message);
            case FUNCTION -> unreadFunctions.put(message.id(), message);
            case FORGET -> {
                unreadFunctions.remove(message.id());
                functions.remove(message.id());
            }
            default -> execute(message);
        }
    }

    private void initialize(Message message) {
        var begun = System.nanoTime();
        try (var data = message.data()) {
            var greeting = Greeting.read(data);
            if (greeting.version() != Wire.VERSION) {
                Runtime.getRuntime().halt(OTHER_VERSION);
            }
            greeting.properties().forEach(System::setProperty);
            var hello = new Payload();
            new DataOutputStream(hello).writeInt(Wire.VERSION);
            new DataOutputStream(hello).writeLong(begun);
            send(Op.HELLO, 0, hello);
            if (data.readBoolean()) {
                ((Runnable) readObject(data)).run();
            }
            Thread.interrupted();
            flush();
            send(Op.READY, 0, Payload.of(new byte[0]));
        } catch (Throwable failed) {
            flush();
            send(Op.NOT_READY, 0, failure(begun, failed));
            Runtime.getRuntime().halt(NOT_READY);
        }
    }

    private void execute(Message message) {
        var task = message.id();
        var started = System.nanoTime();
        send(Op.STARTED, task, times(started));
        var outcome = Op.RESULT;
        Object result;
        try {
            result = call(message);
        } catch (Throwable thrown) {
            outcome = Op.FAILURE;
            result = thrown;
        }
        inbox.ended();
        flush();
        if (outcome == Op.RESULT) {
            sendResult(task, started, result);
        } else {
            send(Op.FAILURE, task, failure(started, (Throwable) result));
        }
    }

    private Object call(Message message) throws Exception {
        try (var data = message.data()) {
            if (message.op() == Op.TASK) {
                return ((Callable<?>) readObject(data)).call();
            }
            if (message.op() == Op.CALL) {
                return ((Callable<?>) function(data.readLong())).call();
            }
            @SuppressWarnings("unchecked") // it was one when it was sent
            var function = (SerializableFunction<Object, Object>) function(data.readLong());
            var items = (Object[]) readObject(data);
            for (var i = 0; i < items.length; i++) {
                items[i] = function.apply(items[i]);
                if (i + 1 < items.length && Thread.currentThread().isInterrupted()) {
                    throw new InterruptedException("after " + (i + 1) + " of " + items.length);
                }
            }
            return items;
        }
    }

    private Object function(long number) throws IOException {
        var unread = unreadFunctions.remove(number);
        if (unread != null) {
            try (var data = unread.data()) {
                functions.put(number, readObject(data));
            }
        }
        var function = functions.get(number);
        if (function == null) {
            throw new IOException(
                    "the function could not be received, see the failure of the first task that needed it");
        }
        return function;
    }

    private Object readObject(DataInputStream data) throws IOException {
        var loader = classes.loader(data.readLong());
        Thread.currentThread().setContextClassLoader(loader);
        return Transfer.read(data, loader);
    }

    private void sendResult(long task, long started, Object result) {
        Payload payload;
        try {
            payload = times(started);
            Transfer.write(result, payload);
        } catch (Throwable notSendable) {
            payload = null;
            send(Op.FAILURE, task, failure(started, notSendable));
        }
        if (payload != null) {
            sendSoon(task, payload);
        }
    }

    /** A result is sent together with the start of the next task if there is one already: one write, not two. */
    private void sendSoon(long task, Payload result) {
        try {
            wire.sendSoon(Op.RESULT, task, result);
        } catch (IOException poolIsGone) {
            Runtime.getRuntime().halt(NOBODY_LISTENS);
        }
    }

    private void sendWhatWaits() {
        try {
            wire.flush();
        } catch (IOException poolIsGone) {
            Runtime.getRuntime().halt(NOBODY_LISTENS);
        }
    }

    private static Payload times(long started) {
        var bytes = java.nio.ByteBuffer.allocate(16).putLong(started).putLong(System.nanoTime());
        return Payload.of(bytes.array());
    }

    private static Payload failure(long started, Throwable thrown) {
        return RemoteFailure.write(started, System.nanoTime(), thrown);
    }

    private void send(Op op, long id, Payload payload) {
        try {
            wire.send(op, id, payload);
        } catch (IOException poolIsGone) {
            Runtime.getRuntime().halt(NOBODY_LISTENS);
        }
    }

    /** What was printed before the end of a task is received before its result. */
    private void flush() {
        out.flush();
        err.flush();
    }
}
