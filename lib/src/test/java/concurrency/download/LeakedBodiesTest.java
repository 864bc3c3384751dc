package concurrency.download;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.CapturedLog;
import concurrency.asyncio.Asyncio;
import concurrency.site.Site;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * OkHttp looks for answers that were collected and not closed whenever a connection becomes idle, and complains in its
 * log. Its watchdog holds a call until the call's timeout, so a leak is seen only after that, and after a collection.
 * To know when that is, each test forgets an answer on purpose, later than everything else.
 */
@Timeout(60)
class LeakedBodiesTest {
    private static final Limits LIMITS =
            Limits.DEFAULT.call(Duration.ofSeconds(1)).bytes(1 << 16);
    private static final int GOOD = 5;

    private final CapturedLog log = new CapturedLog(OkHttpClient.class);

    @AfterEach
    void closeLog() {
        log.close();
    }

    private List<String> complaints() {
        return log.messages().stream()
                .filter(line -> line.contains("Did you forget to close a response body?"))
                .toList();
    }

    /** Those that are not about what was leaked on purpose. */
    private List<String> complaintsOfOthers() {
        return complaints().stream()
                .filter(line -> !line.contains("on-purpose"))
                .toList();
    }

    private static ScriptedServer server() throws IOException {
        return new ScriptedServer((socket, number) -> {
            while (!ScriptedServer.path(socket.getInputStream()).isEmpty()) {
                ScriptedServer.send(socket, ScriptedServer.good("page"));
            }
        });
    }

    private static void collect() {
        var garbage = new WeakReference<>(new Object());
        while (!garbage.refersTo(null)) {
            System.gc();
        }
    }

    /** Has connections become idle until somebody notices that the answer of that host was forgotten. */
    private void awaitComplaint(String host, Callable<?> goodPage) throws Exception {
        while (complaints().stream().noneMatch(line -> line.contains(host))) {
            Thread.sleep(50); // collecting takes the machine's time
            collect();
            goodPage.call();
        }
    }

    private void leakOnPurpose(String host) {
        try (var server = server();
                var session = new Session(server.web(), LIMITS)) {
            assertTrue(session.get("http://" + host + "/").ok());
            awaitComplaint(host, () -> {
                session.get("http://closed/").close();
                return null;
            });
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    static Stream<Way> inThisProcess() {
        return Way.oneAfterTheOther().filter(way -> !way.name().startsWith("multiprocessing"));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("D18 a run in which all goes wrong and then all goes well: OkHttp complains of no body, and would")
    @MethodSource("inThisProcess")
    void run(Way way) throws Exception {
        var urls = new ArrayList<>(BrokenPages.quick());
        var broken = new AtomicInteger(urls.size());
        urls.addAll(Collections.nCopies(GOOD, Site.DICE.url()));
        try (var web = BrokenPages.web()) {
            var report = way.on().apply(web).within(LIMITS).download(urls, download -> {
                if (broken.decrementAndGet() == 0) {
                    leakOnPurpose("on-purpose-within");
                }
            });
            assertTrue(report.ok() > 0, report::toString);
            assertTrue(report.failed() >= urls.size() - GOOD, report::toString);
        }
        leakOnPurpose("on-purpose-after"); // what the run's last pages have brought to light is in the log by then
        assertEquals(List.of(), complaintsOfOthers());
    }

    @Test
    @DisplayName("D18 coroutines whose pages go wrong: each body is closed, and so each connection is kept or closed")
    void coroutines() throws Exception {
        try (var web = BrokenPages.web();
                var session = new ClientSession(web, LIMITS)) {
            Asyncio.run(async(() -> {
                for (var url : BrokenPages.quick()) {
                    var attempt = new Attempt("task", url, System::nanoTime, session);
                    assertFalse(attempt.download().ok());
                }
                assertEquals(275, await(session.get(Site.DICE.url())).content().length);
            }));
            assertEquals(0, session.underWay());
        }
        leakOnPurpose("on-purpose-after");
        assertEquals(List.of(), complaintsOfOthers());
    }
}
