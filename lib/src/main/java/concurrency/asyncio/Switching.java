package concurrency.asyncio;

import java.lang.System.Logger.Level;

/** The two ways of switching between stacks, and which one is used. */
enum Switching {
    /** On {@link ContinuationStack}s. */
    CONTINUATION {
        @Override
        Stack stackFor(Frame<?> frame) {
            return new ContinuationStack(frame);
        }
    },
    /** On {@link ThreadStack}s. */
    THREAD {
        @Override
        Stack stackFor(Frame<?> frame) {
            return new ThreadStack(frame);
        }
    };

    /** For tests, which try both ways in one virtual machine. */
    static final ScopedValue<Switching> CHOSEN = ScopedValue.newInstance();

    private static final boolean LENT =
            Object.class.getModule().isExported("jdk.internal.vm", Switching.class.getModule());

    abstract Stack stackFor(Frame<?> frame);

    /** The chosen way; else continuations where they are lent, and threads, which is said once, where they are not. */
    static Switching current() {
        return CHOSEN.isBound() ? CHOSEN.get() : Default.WAY;
    }

    /** The frame whose body is calling, or null. */
    static Frame<?> currentFrame() {
        var frame = LENT ? ContinuationStack.current() : null;
        return frame != null ? frame : ThreadStack.current();
    }

    private static final class Default {
        private static final Switching WAY = LENT ? CONTINUATION : THREAD;

        static {
            if (!LENT) {
                System.getLogger(Switching.class.getPackageName())
                        .log(
                                Level.INFO,
                                "Generators run on virtual threads, which"
                                        + " is slower: start Java with --add-exports java.base/jdk.internal.vm=ALL-UNNAMED for continuations.");
            }
        }
    }
}
