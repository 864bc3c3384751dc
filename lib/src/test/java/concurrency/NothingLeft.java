package concurrency;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
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
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The rule after every test, and after every class of tests: no thread, virtual or not, no child process and no
 * descriptor (socket, pipe, selector, file) is left that was not there before. Found by the service loader, so that no
 * test class can forget it. The idea is that of OkHttp's own test rule.
 *
 * <p>What has been closed may need a moment to end, so the rule looks again for up to two seconds before it fails.
 */
public final class NothingLeft implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
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

    private static final String CLOSED = "closed meanwhile";

    /**
     * Ends of what may be open: classes, fonts and the system's random numbers, which the virtual machine opens when it
     * first needs them and keeps, and the list of descriptors itself.
     */
    private static final Set<String> KEPT_FILES =
            Set.of(".jar", ".ttf", ".otf", ".pfb", "/modules", "random", "/fd", CLOSED);

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private static final ExtensionContext.Namespace STORE = ExtensionContext.Namespace.create(NothingLeft.class);

    @Override
    public void beforeAll(ExtensionContext tests) throws Exception {
        openWhatTheMachineKeeps();
        remember(tests);
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        remember(test);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        compare(test);
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        compare(tests);
    }

    /**
     * The virtual machine opens some descriptors at their first use and keeps them for good: one when a channel is
     * closed, and those with which it waits for the sockets of virtual threads. They are to be there before anyone
     * counts.
     */
    private static void openWhatTheMachineKeeps() throws IOException, InterruptedException {
        SocketChannel.open().close();
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var accepting = Thread.ofVirtual().start(() -> acceptAndRead(server));
            awaitWaiting(accepting); // or it finds a client at once, and nothing is opened for waiting
            try (var client = new Socket(server.getInetAddress(), server.getLocalPort())) {
                awaitWaiting(accepting);
                client.getOutputStream().write(1);
                accepting.join();
            }
        }
    }

    private static void awaitWaiting(Thread thread) {
        var deadline = System.nanoTime() + PATIENCE_NS;
        while (thread.getState() != Thread.State.WAITING && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static void acceptAndRead(ServerSocket server) {
        try (var accepted = server.accept()) {
            accepted.getInputStream().read();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void remember(ExtensionContext when) {
        when.getStore(STORE).put(when.getUniqueId(), Running.now());
    }

    private static void compare(ExtensionContext when) {
        var before = when.getStore(STORE).get(when.getUniqueId(), Running.class);
        var deadline = System.nanoTime() + PATIENCE_NS;
        var left = Running.now().minus(before);
        while (!left.isEmpty()) {
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                fail("left behind by " + when.getDisplayName() + ": " + left);
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            left = Running.now().minus(before);
        }
    }

    /** What runs or is open at one moment. Descriptors are seen where the system has a /proc. */
    private record Running(Set<Thread> threads, Set<ProcessHandle> processes, Set<String> descriptors) {

        static Running now() {
            return new Running(
                    liveThreads(),
                    ProcessHandle.current().descendants().collect(Collectors.toSet()),
                    openDescriptors());
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

        private static Set<String> openDescriptors() {
            if (!Files.isDirectory(DESCRIPTORS)) {
                return Set.of();
            }
            try (var open = Files.list(DESCRIPTORS)) {
                return open.map(Running::described)
                        .filter(text -> KEPT_FILES.stream().noneMatch(text::endsWith))
                        .collect(Collectors.toSet());
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        /** Its number and what it leads to: selectors, for example, all lead to the same. */
        private static String described(Path descriptor) {
            try {
                return descriptor.getFileName() + " " + Files.readSymbolicLink(descriptor);
            } catch (IOException closedMeanwhile) {
                return CLOSED;
            }
        }

        Running minus(Running before) {
            return new Running(
                    without(threads, before.threads),
                    without(processes, before.processes),
                    without(descriptors, before.descriptors));
        }

        boolean isEmpty() {
            return threads.isEmpty() && processes.isEmpty() && descriptors.isEmpty();
        }

        private static <T> Set<T> without(Set<T> now, Set<T> before) {
            var rest = new HashSet<>(now);
            rest.removeAll(before);
            return rest;
        }
    }
}
