package concurrency.asyncio;

import java.lang.ref.Cleaner;

/**
 * What is left of a suspended generator or coroutine that nobody refers to any more; must not refer to it either. It is
 * closed, so that its {@code finally} blocks run and, where it stands on a thread, the thread ends. What they throw
 * goes to the default handler of uncaught exceptions.
 *
 * @param frame the body that is suspended
 */
record Abandoned(Frame<?> frame) implements Runnable {
    private static final Cleaner CLEANER = Cleaner.create();

    /** Has that frame closed once its owner has been collected. */
    static Cleaner.Cleanable closeWhenCollected(Object owner, Frame<?> frame) {
        return CLEANER.register(owner, new Abandoned(frame));
    }

    @Override
    public void run() {
        if (frame.state() != Generator.State.CLOSED) {
            // On its own thread: a finally block that blocks must not keep the cleaner from its other work.
            Thread.ofVirtual().name("abandoned " + frame.noun()).start(frame::close);
        }
    }
}
