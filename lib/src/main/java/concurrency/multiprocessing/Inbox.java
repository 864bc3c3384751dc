package concurrency.multiprocessing;

import java.util.ArrayDeque;

/**
 * In a worker: what was received and is to be done, and which task is being done. Both under one lock, so that a task
 * that is to be cancelled is either still here, or runs and can be interrupted, or is done.
 */
final class Inbox {
    private final Thread runner;
    private final ArrayDeque<Message> messages = new ArrayDeque<>();
    private long running;

    /** @param runner the thread that does what is here */
    Inbox(Thread runner) {
        this.runner = runner;
    }

    synchronized void add(Message message) {
        messages.add(message);
        notifyAll();
    }

    /** The next message, or null if there is none. If it is a task, that runs from now on. */
    synchronized Message poll() {
        var message = messages.poll();
        running = message != null && isTask(message) ? message.id() : 0;
        return message;
    }

    /** The next message, waiting for it. */
    synchronized Message take() throws InterruptedException {
        while (messages.isEmpty()) {
            wait();
        }
        return poll();
    }

    /** No task runs any more. Called by the runner, which forgets an interrupt that was meant for the task. */
    synchronized void ended() {
        running = 0;
        Thread.interrupted();
    }

    /** Takes away a task that has not begun; false if it has, or is not known. */
    synchronized boolean remove(long task) {
        return messages.removeIf(message -> isTask(message) && message.id() == task);
    }

    /** Interrupts that task if it runs, or takes it away if it has not begun; true if it was taken away. */
    synchronized boolean cancel(long task) {
        if (running == task) {
            runner.interrupt();
            return false;
        }
        return remove(task);
    }

    private static boolean isTask(Message message) {
        return message.op() == Op.TASK || message.op() == Op.CHUNK || message.op() == Op.CALL;
    }
}
