package concurrency;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.PreInterruptCallback;
import org.junit.jupiter.api.extension.PreInterruptContext;

/**
 * Prints all threads, virtual ones too, when a test takes longer than its timeout, just before JUnit interrupts it.
 * Where the interrupt does not help either, JUnit fails the test by its name and goes on: tests run on a thread apart,
 * as {@code junit-platform.properties} says.
 */
public final class Hung implements PreInterruptCallback {
    @Override
    public void beforeThreadInterrupt(PreInterruptContext interrupt, ExtensionContext test) throws IOException {
        var folder = Files.createTempDirectory("hung");
        try {
            var dump = folder.resolve("threads");
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
            System.err.println("This test hangs: " + name(test) + ", on " + interrupt.getThreadToInterrupt()
                    + ". All threads:\n" + Files.readString(dump));
            Files.delete(dump);
        } finally {
            Files.delete(folder);
        }
    }

    private static String name(ExtensionContext test) {
        return test.getRequiredTestClass().getName() + ": " + test.getDisplayName();
    }
}
