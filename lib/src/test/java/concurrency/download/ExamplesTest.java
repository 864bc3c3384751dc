package concurrency.download;

import static org.junit.jupiter.api.Assertions.assertEquals;

import concurrency.site.SimulatedWeb;
import org.junit.jupiter.api.Test;

/** The examples of this package's Javadoc, which shows the regions. */
class ExamplesTest {
    @Test
    void aSession() throws Exception {
        try (var web = SimulatedWeb.builder().start()) {
            int bytes;
            // @start region=session
            try (var session = new Session(web);
                    var response = session.get("http://www.jython.org")) {
                bytes = response.content().length;
            }
            // @end
            assertEquals(19_210, bytes);
        }
    }
}
