package concurrency.asyncio;

import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;
import java.util.function.Consumer;

/**
 * Where a loop's {@link Trouble}s go: to the handler that was set, else to the log. It refers to neither loop nor task, so
 * that what watches them being collected may refer to it.
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
        } catch (Exception failed) {
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
     * Reports that trouble once {@code watched} has been collected, unless {@link Cleaner.Cleanable#clean} was called before.
     *
     * @param troubles where to; null for the log
     */
    static Cleaner.Cleanable whenCollected(Object watched, Troubles troubles, String message, String source, Throwable thrown) {
        var report = new Report(troubles, message, source, thrown);
        var cleanable = CLEANER.register(watched, report);
        return () -> {
            report.settled = true;
            cleanable.clean();
        };
    }

    /** What is left of something that was collected; must not refer to it. */
    private static final class Report implements Runnable {
        private final Troubles troubles;
        private final String message;
        private final String source;
        private final Throwable thrown;
        private volatile boolean settled;

        Report(Troubles troubles, String message, String source, Throwable thrown) {
            this.troubles = troubles;
            this.message = message;
            this.source = source;
            this.thrown = thrown;
        }

        @Override
        public void run() {
            if (settled) {
                return;
            }
            var trouble = new Trouble(message, source, thrown);
            if (troubles == null) {
                log(trouble);
            } else {
                troubles.report(trouble);
            }
        }
    }
}
