package concurrency.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@SuppressWarnings("try") // to close early, and twice, is what some of these test
@Tag("thorough")
class CrowdTest {
    private static final int CROWD = 10_000;

    @Test
    @Timeout(120)
    void tenThousandRequestsWaitAtTheSameTimeAndAllAreAnswered() throws Exception {
        assumeTrue(
                !(ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)
                        || system.getMaxFileDescriptorCount() >= CROWD + 500,
                "this system allows too few open files: raise 'ulimit -n' to 10500");
        var together = new CountDownLatch(CROWD);
        try (var web = SimulatedWeb.builder()
                .latency(Duration.ofMillis(100))
                .fault(SimulatedWebTest.gate(together))
                .start()) {
            assertEquals("{good=" + CROWD + "}", crowd(web.port(), CROWD));
            var seen = web.statistics();
            assertEquals(CROWD, seen.highWaterMark());
            assertEquals(CROWD, seen.connections());
            assertEquals(CROWD * 19_210L, seen.bytesSent());
            assertEquals(0, seen.concurrentRequests());
            web.close();
            assertEquals(0, web.statistics().openConnections());
            assertTrue(web.hasEnded());
        }
    }

    private static String crowd(int port, int size) throws IOException, URISyntaxException, InterruptedException {
        var classPath = place(Crowd.class) + File.pathSeparator + place(Site.class);
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var crowd = new ProcessBuilder(java, "-cp", classPath, Crowd.class.getName(), "" + port, "" + size)
                .redirectErrorStream(true)
                .start();
        try {
            var said = new String(crowd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            crowd.waitFor();
            return said;
        } finally {
            crowd.destroyForcibly();
        }
    }

    private static Path place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
