package concurrency;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The rule after every test: no thread, no child process and no socket is left that was not there before. Found by the
 * service loader, so that no test class can forget it. The idea is that of OkHttp's own test rule.
 *
 * <p>What has been closed may need a moment to end, so the rule looks again for up to two seconds before it fails.
 */
public final class NothingLeft implements BeforeEachCallback, AfterEachCallback {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(2);

    /**
     * Threads that belong to the virtual machine or to a library as a whole and outlive every use on purpose: OkHttp's and
     * Okio's housekeepers (daemons that end after 60 idle seconds), the virtual machine's carriers, pollers and cleaners.
     */
    private static final Set<String> HOUSEKEEPERS = Set.of(
            "OkHttp TaskRunner", "Okio Watchdog", "ForkJoinPool", "VirtualThread-unparker", "VirtualThread-unblocker",
            "Read-Poller", "Write-Poller", "Master-Poller", "process reaper", "Common-Cleaner", "Cleaner-",
            "Attach Listener", "Java2D Disposer", "AWT-", "junit-");

    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(NothingLeft.class);

    @Override
    public void beforeEach(ExtensionContext test) {
        test.getStore(STORE).put("before", Running.now());
    }

    @Override
    public void afterEach(ExtensionContext test) {
        var before = test.getStore(STORE).get("before", Running.class);
        var deadline = System.nanoTime() + PATIENCE_NS;
        var left = Running.now().minus(before);
        while (!left.isEmpty()) {
            if (System.nanoTime() > deadline) {
                fail("left behind by " + test.getDisplayName() + ": " + left);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            left = Running.now().minus(before);
        }
    }

    /** What runs or is open at one moment. Sockets are seen where the system has a /proc. */
    private record Running(Set<Thread> threads, Set<ProcessHandle> processes, Set<String> sockets) {

        static Running now() {
            var threads = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> HOUSEKEEPERS.stream().noneMatch(name -> thread.getName().startsWith(name)))
                    .collect(Collectors.toSet());
            var processes = ProcessHandle.current().descendants().collect(Collectors.toSet());
            return new Running(threads, processes, openSockets());
        }

        private static Set<String> openSockets() {
            var sockets = new HashSet<String>();
            var descriptors = Path.of("/proc/self/fd");
            if (Files.isDirectory(descriptors)) {
                try (var open = Files.newDirectoryStream(descriptors)) {
                    for (var descriptor : open) {
                        var target = linkTarget(descriptor);
                        if (target.startsWith("socket:")) {
                            sockets.add(target);
                        }
                    }
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            }
            return sockets;
        }

        private static String linkTarget(Path descriptor) {
            try {
                return Files.readSymbolicLink(descriptor).toString();
            } catch (IOException closedMeanwhile) {
                return "";
            }
        }

        Running minus(Running before) {
            return new Running(without(threads, before.threads), without(processes, before.processes), without(sockets, before.sockets));
        }

        boolean isEmpty() {
            return threads.isEmpty() && processes.isEmpty() && sockets.isEmpty();
        }

        private static <T> Set<T> without(Set<T> now, Set<T> before) {
            var rest = new HashSet<>(now);
            rest.removeAll(before);
            return rest;
        }
    }
}
