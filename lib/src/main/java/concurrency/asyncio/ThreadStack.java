package concurrency.asyncio;

import java.util.concurrent.locks.LockSupport;

/**
 * The stack as a virtual thread that hands control back and forth with whoever resumes it: slower, and the body sees
 * another {@link Thread#currentThread()}, but it needs nothing that the JDK keeps to itself. Only one of the two ever
 * runs.
 *
 * <p>Interrupts go where the control is: who interrupts the consumer while it waits here means the body, as on a
 * {@link ContinuationStack}, where both are the same thread.
 */
final class ThreadStack implements Stack {
    private static final ScopedValue<ThreadStack> CURRENT = ScopedValue.newInstance();

    private final Frame<?> frame;
    private Thread thread;
    private Thread consumer;
    private Object ambient;
    private boolean interrupted;
    private volatile boolean inside;

    ThreadStack(Frame<?> frame) {
        this.frame = frame;
    }

    /** The frame whose body is calling, or null. */
    static Frame<?> current() {
        return CURRENT.isBound() ? CURRENT.get().frame : null;
    }

    @Override
    public void resume() {
        consumer = Thread.currentThread();
        ambient = Ambient.get();
        interrupted = Thread.interrupted();
        inside = true;
        if (thread == null) {
            thread = Thread.ofVirtual().name(frame.noun()).unstarted(this::live);
            thread.start();
        } else {
            LockSupport.unpark(thread);
        }
        while (inside) {
            LockSupport.park(this);
            if (Thread.currentThread().isInterrupted()) {
                passOnInterrupt();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** To the body, unless that has just given back control: then the interrupt is the consumer's, where it is. */
    private synchronized void passOnInterrupt() {
        if (inside) {
            Thread.interrupted();
            thread.interrupt();
        }
    }

    private void live() {
        ScopedValue.where(CURRENT, this)
                .where(Switching.CHOSEN, Switching.THREAD)
                .run(() -> {
                    arrive();
                    try {
                        frame.run();
                    } finally {
                        leave();
                    }
                });
    }

    @Override
    public void suspend() {
        if (Thread.currentThread() != thread) {
            throw new IllegalStateException("'yield' outside of its own " + frame.noun());
        }
        leave();
        var meanwhile = false;
        while (!inside) {
            LockSupport.park(this);
            meanwhile |= Thread.interrupted();
        }
        interrupted |= meanwhile;
        arrive();
    }

    /** The body takes over what belongs to the consumer's thread: its surroundings, its interrupt. */
    private void arrive() {
        Ambient.set(ambient);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void leave() {
        synchronized (this) { // between the two an interrupt would be passed on to a body that does not look any more
            interrupted = Thread.interrupted();
            inside = false;
        }
        LockSupport.unpark(consumer);
    }
}
