package concurrency.multiprocessing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * One worker's process as its pool sees it: starts it, talks to it, and sees it to its end. A thread of its own
 * receives; it is the only one that tells the {@link Crew} what the worker did, so that the crew hears it in order, the
 * end last.
 */
final class WorkerProcess {
    private static final long LAST_BREATH_MS = 1000;

    /** Its stages, in order; guarded by the crew's lock. */
    enum Stage {
        STARTING,
        INITIALIZING,
        IDLE,
        BUSY,
        LEAVING,
        GONE
    }

    private final Crew crew;
    private final String name;
    private final CountDownLatch readyOrGone = new CountDownLatch(1);
    private final CountDownLatch gone = new CountDownLatch(1);
    private final WorkerOutput output;
    private final long begun = System.nanoTime();
    private volatile Worker worker;
    private volatile Wire wire;
    private volatile Outgoing outgoing;
    private Process process;
    private boolean killed;
    private long clockOffset;

    /** Guarded by the crew's lock. */
    Stage stage = Stage.STARTING;

    final Assignments assigned = new Assignments(this);
    /**
     * The function of its last task, if that was over so soon that the next one had better been there already; else
     * null.
     */
    Shared quick;

    int tasks;
    long idleSince;
    long hello;

    WorkerProcess(Crew crew, String name) {
        this.crew = crew;
        this.name = name;
        this.worker = new Worker(name, 0);
        this.output = new WorkerOutput((isError, text) -> crew.output(new Line(worker, isError, text)));
    }

    void start(ProcessBuilder command, Map<String, String> properties, Payload initializer, Duration timeout) {
        PoolThreads.start(name + " receiver", () -> live(command, properties, initializer));
        PoolThreads.start(name + " timer", () -> {
            if (!Waits.opened(readyOrGone, timeout.toMillis())) {
                output.lastWords("it was not ready after " + timeout.toMillis() + " ms");
                kill();
            }
        });
    }

    private void live(ProcessBuilder command, Map<String, String> properties, Payload initializer) {
        Process started;
        try {
            started = command.start();
        } catch (IOException notStarted) {
            output.lastWords(notStarted.getMessage());
            end(-1);
            return;
        }
        synchronized (this) {
            process = started;
            if (killed) {
                started.destroyForcibly();
            }
        }
        worker = new Worker(name, started.pid());
        wire = new Wire(new BufferedInputStream(started.getInputStream(), 1 << 16), started.getOutputStream());
        outgoing = new Outgoing(wire, name + " sender", future -> crew.notSent(this, future), this::kill);
        var stderr = PoolThreads.start(name + " stderr", () -> output.readStandardError(started.getErrorStream()));
        PoolThreads.start(name + " undertaker", () -> bury(started));
        try {
            wire.send(Op.INITIALIZE, 0, Greeting.write(properties, initializer));
            for (var message = wire.receive(); message != null; message = wire.receive()) {
                handle(message);
            }
        } catch (IOException | RuntimeException | Error brokenPipeOrNonsense) {
            if (Waits.ended(started, LAST_BREATH_MS)) {
                crash();
            } else {
                output.lastWords("what is no message (" + brokenPipeOrNonsense.getMessage() + ")");
                started.destroyForcibly();
            }
        }
        Waits.ended(stderr, LAST_BREATH_MS);
        end(exitCode(started));
    }

    private void handle(Message message) throws IOException {
        var now = System.nanoTime();
        switch (message.op()) {
            case HELLO -> {
                var data = message.data();
                if (data.readInt() != Wire.VERSION) {
                    throw new IOException("its version is another");
                }
                var clock = data.readLong();
                clockOffset = clock > begun && clock < now ? 0 : now - clock;
                crew.hello(this, clock + clockOffset);
            }
            case READY -> {
                readyOrGone.countDown();
                crew.ready(this);
            }
            case NOT_READY -> crew.notReady(this, message.data());
            case STARTED -> crew.started(this, message.id(), message.data().readLong() + clockOffset);
            case RETURNED -> crew.returned(this, message.id());
            case RESULT, FAILURE -> {
                output.flush();
                crew.ended(this, message, clockOffset);
            }
            case WANTED -> {
                var data = message.data();
                wire.send(Op.CLASS, message.id(), Payload.of(crew.classFile(data.readLong(), data.readUTF())));
            }
            case OUT, ERR ->
                output.printed(message.op() == Op.ERR, message.bytes().readAllBytes());
            default -> throw new IOException("a worker does not send " + message.op());
        }
    }

    private void crash() {
        try {
            output.crashed(wire.notAFrame());
        } catch (IOException nothingMore) {
            // Then nobody knows.
        }
    }

    /**
     * The end of the pipe usually tells of the worker's end. It does not if a process that a task started has inherited
     * the pipe and holds it open: then the process's own end does, a moment later.
     */
    private void bury(Process started) {
        var exitCode = Waits.exitCode(started);
        if (!Waits.opened(gone, LAST_BREATH_MS)) {
            end(exitCode);
        }
    }

    private void end(int exitCode) {
        output.flush();
        crew.gone(this, exitCode, output.lastWords());
        readyOrGone.countDown();
        gone.countDown();
        if (process != null) {
            close(process);
        }
    }

    private static void close(Process process) {
        try {
            process.getOutputStream().close();
            process.getInputStream().close();
        } catch (IOException closedAnyhow) {
            // As wanted.
        }
    }

    private static int exitCode(Process process) {
        if (!Waits.ended(process, LAST_BREATH_MS)) {
            process.destroyForcibly();
        }
        return Waits.exitCode(process);
    }

    Worker worker() {
        return worker;
    }

    long begun() {
        return begun;
    }

    void give(List<Given> tasks) {
        outgoing.add(tasks);
    }

    /** Interrupts that task, and kills the worker if it has not ended it within the grace. */
    void interrupt(PoolFuture<?> future, Duration grace) {
        var released = future.released;
        tellAbout(future, Op.CANCEL);
        PoolThreads.start(name + " timer", () -> {
            if (!Waits.opened(released, grace.toMillis())) {
                kill();
            }
        });
    }

    void recall(PoolFuture<?> future) {
        tellAbout(future, Op.RECALL);
    }

    /** Says something about a task, and not before the task itself: whoever gives it may not have come to that yet. */
    private void tellAbout(PoolFuture<?> future, Op op) {
        var handedOver = future.handedOver;
        PoolThreads.start(name + " messenger", () -> {
            if (Waits.opened(handedOver, Long.MAX_VALUE)) {
                tryToSend(op, future.id);
            }
        });
    }

    void forget(long function) {
        PoolThreads.start(name + " messenger", () -> tryToSend(Op.FORGET, function));
    }

    /** Asks it to end, and makes it end if it does not within the grace. */
    void bye(Duration grace) {
        PoolThreads.start(name + " messenger", () -> tryToSend(Op.BYE, 0));
        PoolThreads.start(name + " timer", () -> {
            if (!Waits.opened(gone, grace.toMillis())) {
                kill();
            }
        });
    }

    private void tryToSend(Op op, long id) {
        try {
            wire.send(op, id);
        } catch (IOException itIsGone) {
            // Its receiver sees the same, and says so.
        }
    }

    synchronized void kill() {
        killed = true;
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
