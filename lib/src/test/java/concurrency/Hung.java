package concurrency;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;

/**
 * What happens to a test that takes longer than its timeout: its name and all threads, virtual ones too, are printed,
 * and JUnit interrupts it, so that it fails. One that does not end within {@value #GRACE_S} s of its interrupt takes
 * the whole process along: the build fails and says why, and does not hang.
 *
 * <p>JUnit could run each test on a thread apart and leave that behind. Then a test and its {@code @BeforeEach} have
 * different threads, which tests of interrupts and of thread locals cannot bear.
 */
public final class Hung implements PreInterruptCallback, AfterEachCallback, AfterAllCallback {
    private static final int GRACE_S = 30;

    private final Map<String, CountDownLatch> interrupted = new ConcurrentHashMap<>();

    @Override
    public void beforeThreadInterrupt(PreInterruptContext interrupt, ExtensionContext test) throws IOException {
        var name = test.getRequiredTestClass().getName() + ": " + test.getDisplayName();
        System.err.println("This test hangs: " + name + ", on " + interrupt.getThreadToInterrupt() + ". All threads:\n"
                + threads());
        var ended = new CountDownLatch(1);
        interrupted.put(test.getUniqueId(), ended);
        Thread.ofPlatform().daemon().name("junit-hung").start(() -> endUnless(ended, name));
    }

    @Override
    public void afterEach(ExtensionContext test) {
        ended(test);
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        ended(tests);
    }

    private void ended(ExtensionContext test) {
        var waiting = interrupted.remove(test.getUniqueId());
        if (waiting != null) {
            waiting.countDown();
        }
    }

    private static void endUnless(CountDownLatch ended, String name) {
        try {
            if (!ended.await(GRACE_S, TimeUnit.SECONDS)) {
                System.err.println("This test ignores its interrupt, so all tests end here: " + name);
                System.err.flush();
                Runtime.getRuntime().halt(1);
            }
        } catch (InterruptedException never) {
            Thread.currentThread().interrupt();
        }
    }

    private static String threads() throws IOException {
        var folder = Files.createTempDirectory("hung");
        var dump = folder.resolve("threads");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
            return Files.readString(dump);
        } finally {
            Files.deleteIfExists(dump);
            Files.delete(folder);
        }
    }
}
