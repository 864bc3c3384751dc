package concurrency.multiprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples of this package's Javadoc, which shows the regions. */
class ExamplesTest {
    private static void openSession() {}

    private static int downloadSite(String url) {
        return url.length();
    }

    @Test
    void aPool() throws Exception {
        var sites = List.of("http://www.jython.org", "http://olympus.realpython.org/dice");
        List<Integer> sizes;
        // @start region=pool
        try (var pool = ProcessPool.builder().initializer(() -> openSession()).start()) {
            sizes = pool.map(url -> downloadSite(url), sites);
            IO.println(pool.output());
        }
        // @end
        assertEquals(List.of(21, 34), sizes);
    }
}
