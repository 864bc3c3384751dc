package lab;

import java.time.Duration;

/**
 * Ends the launcher when the program that started it has ended. Maven's exec plugin does not hand a signal on to what
 * it started: without this, a {@code kill} of Maven would leave JupyterLab behind.
 */
final class Parent {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int STATUS_OF_SIGTERM = 143;

    private Parent() {}

    static void watch() {
        ProcessHandle.current()
                .parent()
                .ifPresent(parent ->
                        Thread.ofVirtual().name("watch over the parent").start(() -> endAfter(parent)));
    }

    private static void endAfter(ProcessHandle parent) {
        try {
            while (parent.isAlive()) {
                Thread.sleep(LOOK_EVERY);
            }
            System.exit(STATUS_OF_SIGTERM);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
