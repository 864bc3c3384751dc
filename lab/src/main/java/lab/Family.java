package lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A program and what it started: when the family is closed, or the launcher is stopped, none of it is left.
 *
 * <p>The program is asked to end first and given time, because JupyterLab ends its kernels in good order. What it
 * leaves behind is ended after it. A kernel whose parent has died is no descendant any more, so the family is looked at
 * while it is whole. Only Java and Python belong to it: the browser that JupyterLab opens is the user's own.
 */
final class Family implements AutoCloseable {
    private static final long LOOK_EVERY_MS = 500;
    private static final long GRACE_SECONDS = 8;
    private static final long LAST_GRACE_MS = 2_000;
    private static final long STEP_MS = 50;

    private final Process head;
    private final Set<ProcessHandle> members = ConcurrentHashMap.newKeySet();
    private final Thread atExit = new Thread(this::end, "end of the family");

    Family(Process head) {
        this.head = head;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /**
     * Waits until the program has ended.
     *
     * @return its exit status
     * @throws TimeoutException if it has not ended in time
     */
    int awaitEnd(Duration patience) throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + patience.toNanos();
        while (!head.waitFor(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
            look();
            if (System.nanoTime() - end > 0) {
                throw new TimeoutException();
            }
        }
        return head.exitValue();
    }

    private void look() {
        head.descendants().filter(Family::isOurs).forEach(members::add);
    }

    private static boolean isOurs(ProcessHandle process) {
        return process.info()
                .command()
                .map(Path::of)
                .flatMap(path -> Optional.ofNullable(path.getFileName()))
                .map(Path::toString)
                .filter(name -> name.startsWith("java") || name.startsWith("python"))
                .isPresent();
    }

    /** Ends the family. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException shuttingDown) {
            return; // the hook does the same at this moment
        }
        end();
    }

    private void end() {
        look();
        head.toHandle().destroy(); // Process.destroy would close its output, which may not have been read to its end
        try {
            head.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
            members.forEach(ProcessHandle::destroy);
            for (long waited = 0; waited < LAST_GRACE_MS && isAnyAlive(); waited += STEP_MS) {
                Thread.sleep(STEP_MS);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            head.toHandle().destroyForcibly();
            members.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private boolean isAnyAlive() {
        return head.isAlive() || members.stream().anyMatch(ProcessHandle::isAlive);
    }
}
