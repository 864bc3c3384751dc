package concurrency.download;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.gather;
import static concurrency.asyncio.Asyncio.run;
import static org.junit.jupiter.api.Assertions.assertEquals;

import concurrency.site.SimulatedWeb;
import java.util.List;
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

    @Test
    void aSessionOfCoroutines() throws Exception {
        try (var web = SimulatedWeb.builder().start()) {
            // @start region=client-session
            var pages = run(async(() -> {
                try (var session = new ClientSession(web)) {
                    return await(gather(
                            session.get("http://www.jython.org"), session.get("http://olympus.realpython.org/dice")));
                }
            }));
            // @end
            assertEquals(
                    List.of(19_210, 275),
                    pages.stream().map(page -> page.content().length).toList());
        }
    }
}
