package concurrency.multiprocessing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.concurrent.CancellationException;

/**
 * What a worker's process runs. Its standard input and output are the pipes to the pool's process, and nothing else may
 * touch them: a task that reads {@code System.in} finds it at its end, and what it prints to {@code System.out} and
 * {@code System.err} is sent as messages of their own.
 *
 * <p>Two threads: this class's, named as the worker, runs one task after the other; a daemon beside it receives, so
 * that a task can be interrupted, and ends the process, whatever the task does, when the pool's process is gone.
 */
final class WorkerMain {
    /** The process's exit code where the pool's process is gone, or has sent something that makes no sense. */
    private static final int ORPHANED = 75;

    private static final int MISUNDERSTOOD = 76;

    private final Wire wire;
    private final RemoteClasses classes;
    private final Inbox inbox = new Inbox(Thread.currentThread());
    private final TaskRunner runner;

    private WorkerMain(Wire wire, PrintStream out, PrintStream err) {
        this.wire = wire;
        this.classes = new RemoteClasses(wire);
        this.runner = new TaskRunner(wire, inbox, classes, out, err);
    }

    /** Only the pool starts this. */
    public static void main(String[] arguments) {
        var wire = new Wire(
                new BufferedInputStream(new FileInputStream(FileDescriptor.in), 1 << 16),
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 13));
        var out = new PrintStream(new OutputFrames(wire, Op.OUT), true, Charset.defaultCharset());
        var err = new PrintStream(new OutputFrames(wire, Op.ERR), true, Charset.defaultCharset());
        System.setIn(InputStream.nullInputStream());
        System.setOut(out);
        System.setErr(err);
        Thread.currentThread().setName(Worker.current().name());
        var worker = new WorkerMain(wire, out, err);
        var receiver = new Thread(worker::receive, "receiver");
        receiver.setDaemon(true);
        receiver.start();
        worker.runner.run();
    }

    private void receive() {
        try {
            for (var message = wire.receive(); message != null; message = wire.receive()) {
                handle(message);
            }
            Runtime.getRuntime().halt(ORPHANED);
        } catch (IOException | RuntimeException notForUs) {
            Runtime.getRuntime().halt(MISUNDERSTOOD);
        }
    }

    /** Never waits for anything: while it did, no class could be received. */
    private void handle(Message message) throws IOException {
        switch (message.op()) {
            case INITIALIZE, TASK, CALL, FUNCTION, CHUNK, FORGET -> inbox.add(message);
            case CANCEL -> {
                if (inbox.cancel(message.id())) {
                    var now = System.nanoTime();
                    var cancelled = new CancellationException("cancelled before it began");
                    wire.send(Op.FAILURE, message.id(), RemoteFailure.write(now, now, cancelled));
                }
            }
            case RECALL -> {
                if (inbox.remove(message.id())) {
                    wire.send(Op.RETURNED, message.id());
                }
            }
            case CLASS -> classes.received(message.id(), message.bytes().readAllBytes());
            case BYE -> new Thread(() -> System.exit(0), "exit").start();
            default -> throw new IOException("a worker is not sent " + message.op());
        }
    }
}
