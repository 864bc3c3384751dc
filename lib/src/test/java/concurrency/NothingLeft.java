package concurrency;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.internal.vm.ThreadContainer;
import jdk.internal.vm.ThreadContainers;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The rule after every test: no thread, virtual or not, no child process and no socket is left that was not there
 * before. Found by the service loader, so that no test class can forget it. The idea is that of OkHttp's own test rule.
 *
 * <p>What has been closed may need a moment to end, so the rule looks again for up to two seconds before it fails.
 */
public final class NothingLeft implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback {
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(2);

    /**
     * Threads that belong to the virtual machine or to a library as a whole and outlive every use on purpose: OkHttp's
     * and Okio's housekeepers (daemons that end after 60 idle seconds), the virtual machine's carriers, pollers and
     * cleaners.
     */
    private static final Set<String> HOUSEKEEPERS = Set.of(
            "OkHttp TaskRunner",
            "Okio Watchdog",
            "ForkJoinPool",
            "VirtualThread-unparker",
            "VirtualThread-unblocker",
            "Read-Poller",
            "Write-Poller",
            "MasterPoller",
            "SubPoller",
            "C1 Compiler",
            "C2 Compiler",
            "process reaper",
            "site-cleaner",
            "Common-Cleaner",
            "Cleaner-",
            "Attach Listener",
            "Java2D Disposer",
            "AWT-",
            "junit-");

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(NothingLeft.class);

    /**
     * The first channel ever closed makes the virtual machine keep a socket of its own for good: here, before anyone
     * counts.
     */
    @Override
    public void beforeAll(ExtensionContext tests) throws IOException {
        SocketChannel.open().close();
    }

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
            return new Running(
                    liveThreads(), ProcessHandle.current().descendants().collect(Collectors.toSet()), openSockets());
        }

        /**
         * All of them, virtual ones too: the JDK's own containers know them. (A thread dump knows them as well, but on
         * JDK 25.0.3 dumping threads while continuations run ends the virtual machine, now and then, with a SIGSEGV.)
         */
        private static Set<Thread> liveThreads() {
            return within(ThreadContainers.root())
                    .filter(Thread::isAlive)
                    .filter(thread -> HOUSEKEEPERS.stream()
                            .noneMatch(name -> thread.getName().startsWith(name)))
                    .collect(Collectors.toSet());
        }

        private static Stream<Thread> within(ThreadContainer container) {
            return Stream.concat(container.threads(), container.children().flatMap(Running::within));
        }

        private static Set<String> openSockets() {
            if (!Files.isDirectory(DESCRIPTORS)) {
                return Set.of();
            }
            try (var open = Files.list(DESCRIPTORS)) {
                return open.map(Running::linkTarget)
                        .filter(target -> target.startsWith("socket:"))
                        .collect(Collectors.toSet());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        private static String linkTarget(Path descriptor) {
            try {
                return Files.readSymbolicLink(descriptor).toString();
            } catch (IOException closedMeanwhile) {
                return "";
            }
        }

        Running minus(Running before) {
            return new Running(
                    without(threads, before.threads),
                    without(processes, before.processes),
                    without(sockets, before.sockets));
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
