package concurrency.asyncio;

import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Where a loop's {@link Trouble}s go: to the handler that was set, else to the log. It refers to neither loop nor task,
 * so that what watches them being collected may refer to it.
 */
final class Troubles {
    private static final Cleaner CLEANER = Cleaner.create();

    private volatile Consumer<? super Trouble> handler;

    void handler(Consumer<? super Trouble> handler) {
        this.handler = handler;
    }

    void report(Trouble trouble) {
        var chosen = handler;
        if (chosen == null) {
            log(trouble);
            return;
        }
        try {
            chosen.accept(trouble);
        } catch (Throwable failed) {
            if (Fatal.is(failed)) {
                throw failed;
            }
            log(trouble);
            log(new Trouble("Unhandled error in exception handler", chosen.toString(), failed));
        }
    }

    private static void log(Trouble trouble) {
        var level = trouble.exception() == null ? Level.WARNING : Level.ERROR;
        System.getLogger(Troubles.class.getPackageName())
                .log(level, trouble.message() + ": " + trouble.source(), trouble.exception());
    }

    /**
     * Reports a trouble once {@code watched} has been collected, unless it is settled before.
     *
     * @param troubles where to; null for the log
     * @param trouble makes it then; must not refer to {@code watched}
     */
    static Watch whenCollected(Object watched, Troubles troubles, Supplier<Trouble> trouble) {
        var watch = new Watch(troubles, trouble);
        watch.collected = CLEANER.register(watched, watch);
        return watch;
    }

    /** Watches something that should be settled before it is collected. */
    static final class Watch implements Runnable {
        private final Troubles troubles;
        private final Supplier<Trouble> trouble;
        private Cleaner.Cleanable collected;
        private volatile boolean settled;

        private Watch(Troubles troubles, Supplier<Trouble> trouble) {
            this.troubles = troubles;
            this.trouble = trouble;
        }

        /** All is well; ends the watch. */
        void settle() {
            settled = true;
            collected.clean();
        }

        /** It was collected, or settled. */
        @Override
        public void run() {
            if (settled) {
                return;
            }
            if (troubles == null) {
                log(trouble.get());
            } else {
                troubles.report(trouble.get());
            }
        }
    }
}
