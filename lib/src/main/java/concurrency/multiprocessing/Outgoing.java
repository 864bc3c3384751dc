package concurrency.multiprocessing;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Tasks on their way to one worker, in the order in which they were given. Whoever gives one sends it, if that surely
 * does not wait for the worker to read; what is larger is sent by a thread of its own, and what comes meanwhile queues
 * up behind it.
 */
final class Outgoing {
    /**
     * What is at most written by a thread that must not wait: surely less than an empty pipe has room for, in bytes.
     */
    private static final long SMALL = 4000;

    private final Wire wire;
    private final String threadName;
    private final Consumer<PoolFuture<?>> notSent;
    private final Runnable halfSent;
    private final ArrayDeque<List<Given>> queue = new ArrayDeque<>();
    private boolean sending;

    /**
     * @param notSent hears of a task that was cancelled before it was sent
     * @param halfSent is run if sending failed, and not because the worker is gone
     */
    Outgoing(Wire wire, String threadName, Consumer<PoolFuture<?>> notSent, Runnable halfSent) {
        this.wire = wire;
        this.threadName = threadName;
        this.notSent = notSent;
        this.halfSent = halfSent;
    }

    /** @param tasks one, or several small ones */
    void add(List<Given> tasks) {
        synchronized (queue) {
            queue.add(tasks);
            if (sending) {
                return;
            }
            sending = true;
        }
        sendAll(false);
    }

    private void sendAll(boolean mayWait) {
        while (true) {
            List<Given> tasks;
            synchronized (queue) {
                tasks = queue.peek();
                if (tasks == null) {
                    sending = false;
                    return;
                }
                if (!mayWait && tasks.size() == 1 && tasks.getFirst().size() > SMALL) {
                    PoolThreads.start(threadName, () -> sendAll(true));
                    return;
                }
                queue.remove();
            }
            send(tasks);
        }
    }

    private void send(List<Given> tasks) {
        var cancelled = new ArrayList<PoolFuture<?>>();
        try {
            wire.inOneGo(() -> {
                for (var task : tasks) {
                    send(task, cancelled);
                }
                wire.flush();
                return null;
            });
        } catch (IOException itIsGone) {
            // Its receiver sees the same, and says so.
        } catch (RuntimeException | Error noMemoryPerhaps) {
            halfSent.run();
        }
        tasks.forEach(task -> task.handedOver().countDown());
        cancelled.forEach(notSent);
    }

    /**
     * Whether it is cancelled is asked with the wire in hand: if it is not, then the word of its cancellation comes
     * after it.
     */
    private void send(Given task, List<PoolFuture<?>> cancelled) throws IOException {
        if (task.function() != null) {
            wire.sendSoon(Op.FUNCTION, task.function().id(), task.function().payload());
        }
        if (task.future().isDone()) {
            cancelled.add(task.future());
        } else {
            wire.sendSoon(task.future().op, task.future().id, task.payload());
        }
    }
}
