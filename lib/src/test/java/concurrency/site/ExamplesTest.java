package concurrency.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The examples of this package's Javadoc, which shows the regions. */
class ExamplesTest {
    @Test
    void aWeb() {
        Statistics counted;
        // @start region=web
        try (var web = SimulatedWeb.builder().latency(Duration.ofMillis(20)).start()) {
            IO.println(web.address()); // to be used as a proxy
            counted = web.statistics(); // requests, connections, bytes
        }
        // @end
        assertEquals(0, counted.requests());
    }
}
