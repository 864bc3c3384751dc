package concurrency.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(30)
@SuppressWarnings("try") // to close early, and twice, is what some of these test
class SimulatedWebTest {
    private static final String LOOPBACK = "0100007F|0{24}01000000|0{16}FFFF00000100007F";

    @Test
    @DisplayName("S01 the port is any free one, and known; two servers do not meet")
    void anyFreePort() throws IOException {
        try (var one = Web.simulated(Duration.ZERO);
                var other = Web.simulated(Duration.ZERO)) {
            assertTrue(one.port() > 0 && one.port() != other.port());
            assertTrue(one.address().getAddress().isLoopbackAddress());
            assertEquals(
                    200,
                    RawClient.exchange(one, RawClient.closing(RawClient.get(Site.DICE)))
                            .status());
            assertEquals(0, other.statistics().requests());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @DisplayName("S01 the system's own table says: loopback only")
    void loopbackOnly() throws IOException {
        try (var web = Web.simulated(Duration.ZERO)) {
            var listening = Pattern.compile(" *\\d+: (\\w+):%04X \\w+:0000 0A .*".formatted(web.port()));
            var addresses = new ArrayList<String>();
            for (var table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
                if (Files.exists(Path.of(table))) {
                    Files.readAllLines(Path.of(table)).stream()
                            .map(listening::matcher)
                            .filter(line -> line.matches())
                            .forEach(line -> addresses.add(line.group(1)));
                }
            }
            assertEquals(1, addresses.size(), addresses.toString());
            assertTrue(addresses.getFirst().matches(LOOPBACK), addresses.toString());
        }
    }

    @Test
    @DisplayName("S01 a builder starts several, and closing twice is closing once")
    void startTwiceCloseTwice() {
        var builder = SimulatedWeb.builder().latency(Duration.ZERO);
        try (var one = builder.start();
                var other = builder.start()) {
            assertNotEquals(one.port(), other.port());
            one.close();
            assertTrue(one.hasEnded());
            assertThrows(ConnectException.class, () -> new RawClient(one).close());
        }
    }

    @Test
    @DisplayName("S01 a port can be used again at once; one that is taken is named, with what to do")
    void takenPort() throws IOException {
        int port;
        try (var first = Web.simulated(Duration.ZERO)) {
            port = first.port();
            assertEquals(
                    200,
                    RawClient.exchange(first, RawClient.closing(RawClient.get(Site.DICE)))
                            .status());
            var second = SimulatedWeb.builder().port(port);
            var taken = assertThrows(UncheckedIOException.class, second::start);
            assertTrue(taken.getMessage().startsWith("port " + port + " is taken"), taken.getMessage());
            assertTrue(taken.getMessage().contains("leave the port out"), taken.getMessage());
        }
        try (var again = SimulatedWeb.builder().port(port).start()) {
            assertEquals(port, again.port());
        }
    }

    @Test
    @DisplayName("S02 closing while 50 requests wait takes less than 2 s, and every client gets an error")
    void closeWhileRequestsWait() throws Exception {
        var waiting = new CountDownLatch(50);
        var web = SimulatedWeb.builder()
                .latency(Duration.ofHours(1))
                .fault(counting(waiting))
                .start();
        try (web;
                var clients = Executors.newVirtualThreadPerTaskExecutor();
                var idle = new RawClient(web)) {
            var answers = LongStream.range(0, 50)
                    .mapToObj(_ -> clients.submit(() -> RawClient.exchange(web, RawClient.get(Site.DICE))))
                    .toList();
            waiting.await();
            assertEquals(50, web.statistics().concurrentRequests());
            var start = System.nanoTime();
            web.close();
            assertTrue(System.nanoTime() - start < 2_000_000_000L);
            for (var answer : answers) {
                assertEquals("", answer.get().text());
            }
            assertEquals("", idle.rest().text());
            assertEquals(0, web.statistics().concurrentRequests());
            assertEquals(0, web.statistics().openConnections());
            assertTrue(web.hasEnded());
        }
    }

    @Test
    @DisplayName("S02 closing ends all threads also for a caller who is interrupted, and who stays so")
    void closeWhileInterrupted() throws Exception {
        var waiting = new CountDownLatch(1);
        var web = SimulatedWeb.builder()
                .latency(Duration.ofHours(1))
                .fault(counting(waiting))
                .start();
        try (web;
                var client = new RawClient(web)) {
            client.send(RawClient.get(Site.DICE));
            waiting.await();
            Thread.currentThread().interrupt();
            web.close();
            assertTrue(Thread.interrupted());
            assertTrue(web.hasEnded());
        }
    }

    @Test
    @DisplayName("S02 a web that is dropped is closed; one whose proxy is in use is not")
    void droppedWeb() throws Exception {
        var web = Web.simulated(Duration.ZERO);
        var proxy = web.proxy().orElseThrow();
        var address = web.address();
        web = null;
        System.gc();
        new Socket(address.getAddress(), address.getPort()).close();
        assertTrue(proxy.toString().contains("simulated"));
        proxy = null;
        for (var closed = false; !closed; ) {
            assertFalse(Thread.currentThread().isInterrupted(), "not collected in time");
            System.gc();
            try {
                new Socket(address.getAddress(), address.getPort()).close();
            } catch (ConnectException _) {
                closed = true;
            }
        }
    }

    /**
     * On a busy machine every wait is late, and not by the server's fault. So each request takes turns with one that is
     * not delayed, asked after its client has slept for as long: what the server adds is the difference. A burst of
     * load may hit one of the two, but not three rounds the same way.
     */
    @Test
    @DisplayName("S03 no answer comes before its latency; 95 % come within 20 ms of a sleep that long")
    void latency() throws Exception {
        var latency = Duration.ofMillis(20);
        Function<Request, Duration> odd = request -> request.number() % 2 == 1 ? latency : Duration.ZERO;
        var late = new ArrayList<String>();
        for (var round = 0; round < 3; round++) {
            var delayed = new ArrayList<Long>();
            var slept = new ArrayList<Long>();
            try (var web = SimulatedWeb.builder().latency(odd).start();
                    var client = new RawClient(web);
                    var sleeper = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var i = 0; i < 40; i++) {
                    delayed.add(time(client, Site.DICE));
                    var start = System.nanoTime();
                    sleeper.submit(() -> {
                                Thread.sleep(latency);
                                return null;
                            })
                            .get();
                    time(client, Site.DICE);
                    slept.add(System.nanoTime() - start);
                }
            }
            delayed.sort(null);
            slept.sort(null);
            assertTrue(delayed.getFirst() >= latency.toNanos(), "first after " + delayed.getFirst() + " ns");
            if (delayed.get(37) <= slept.get(37) + 20_000_000 && delayed.get(20) <= slept.get(20) + 5_000_000) {
                return;
            }
            late.add(delayed.get(20) + " and " + delayed.get(37) + " ns beside " + slept.get(20) + " and "
                    + slept.get(37));
        }
        fail("half of them and 95 % after " + late);
    }

    @Test
    @DisplayName("S03 the latency can depend on the URL")
    void latencyByUrl() throws IOException {
        Function<Request, Duration> dice =
                request -> Duration.ofMillis(request.url().equals(Site.DICE.url()) ? 60 : 0);
        try (var web = SimulatedWeb.builder().latency(dice).start();
                var client = new RawClient(web)) {
            var quick = LongStream.range(0, 9)
                    .map(_ -> timeUnchecked(client, Site.JYTHON))
                    .min()
                    .orElseThrow();
            assertTrue(quick < 60_000_000, quick + " ns");
            assertTrue(time(client, Site.DICE) >= 60_000_000);
        }
    }

    @Test
    @DisplayName("S03 the jitter is the seed's: the same again, another for another, never below 0 or above the most")
    void jitter() {
        assertEquals(delays(1), delays(1));
        assertNotEquals(delays(1), delays(2));
        assertTrue(delays(1).stream()
                .allMatch(delay -> delay.toMillis() >= 20 && delay.compareTo(Duration.ofMillis(30)) <= 0));
        assertTrue(delays(1).stream().distinct().count() > 90);
    }

    @Test
    void resettingTheStatisticsLetsTheNumbersBeginAgain() throws IOException {
        var numbers = new ArrayList<Long>();
        Function<Request, Optional<Fault>> note = request -> {
            numbers.add(request.number());
            return Optional.empty();
        };
        try (var web = SimulatedWeb.builder().latency(Duration.ZERO).fault(note).start();
                var client = new RawClient(web)) {
            time(client, Site.DICE);
            time(client, Site.DICE);
            assertEquals(new Statistics(2, 1, 1, 0, 1, 550, Map.of(200, 2L)), web.statistics());
            web.resetStatistics();
            assertEquals(new Statistics(0, 0, 1, 0, 0, 0, Map.of()), web.statistics());
            time(client, Site.DICE);
            assertEquals(List.of(1L, 2L, 1L), numbers);
        }
    }

    @Test
    void theHighWaterMarkIsTheNumberThatWaitedTogether() throws Exception {
        var together = new CountDownLatch(7);
        try (var web = SimulatedWeb.builder()
                        .latency(Duration.ZERO)
                        .fault(gate(together))
                        .start();
                var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : LongStream.range(0, 7)
                    .mapToObj(_ ->
                            clients.submit(() -> RawClient.exchange(web, RawClient.closing(RawClient.get(Site.DICE)))))
                    .toList()) {
                assertEquals(200, answer.get().status());
            }
            assertEquals(7, web.statistics().highWaterMark());
            assertEquals(0, web.statistics().concurrentRequests());
        }
    }

    @Test
    void oneAfterTheOtherIsNeverTwoAtATime() throws IOException {
        try (var web = Web.simulated(Duration.ZERO)) {
            for (var i = 0; i < 200; i++) {
                RawClient.exchange(web, RawClient.closing(RawClient.get(Site.DICE)));
            }
            assertEquals(1, web.statistics().highWaterMark());
            assertEquals(200, web.statistics().connections());
            assertEquals(200 * 275, web.statistics().bytesSent());
        }
    }

    @Test
    @DisplayName(
            "S07 HEAD has the same headers and no body; Range is ignored; the connection lives on; the length is exact")
    void headRangeKeepAlive() throws IOException {
        try (var web = Web.simulated(Duration.ZERO);
                var client = new RawClient(web)) {
            client.send(RawClient.get(Site.JYTHON));
            var whole = client.response(true);
            assertEquals(new String(Site.JYTHON.content(), StandardCharsets.US_ASCII), whole.body());
            client.send(RawClient.request("HEAD", Site.JYTHON.url(), Site.JYTHON.host()));
            assertEquals(
                    whole.text().substring(0, whole.text().indexOf("\r\n\r\n") + 4),
                    client.response(false).text());
            client.send(RawClient.with(RawClient.get(Site.JYTHON), "Range: bytes=0-9\r\nContent-Length: 0"));
            assertEquals(whole.text(), client.response(true).text());
            client.send(RawClient.get(Site.DICE)
                    + RawClient.closing(RawClient.get(Site.DICE).replace("/dice", "/dice?sides=6")));
            var both = client.rest();
            assertEquals("FIN", both.end());
            assertEquals(2, both.text().split("HTTP/1.1 200 OK").length - 1, "two in one packet are two requests");
            assertEquals(1, web.statistics().connections());
            assertEquals(5, web.statistics().requests());
            assertEquals(2 * 19_210 + 2 * 275, web.statistics().bytesSent());
        }
    }

    @Test
    @DisplayName("S07 HTTP/1.0 gets its answer and the end of the connection")
    void http10() throws IOException {
        try (var web = Web.simulated(Duration.ZERO)) {
            var seen = RawClient.exchange(web, "GET http://www.jython.org HTTP/1.0\r\n\r\n");
            assertEquals(200, seen.status());
            assertEquals(19_210, seen.body().length());
            assertEquals("FIN", seen.end());
        }
    }

    @Test
    void okHttpReadsTheSourcesOwnUrls() throws IOException {
        try (var web = Web.simulated(Duration.ZERO)) {
            var client =
                    new OkHttpClient.Builder().proxy(web.proxy().orElseThrow()).build();
            for (var url : Site.urls(10)) {
                try (var response = client.newCall(
                                new okhttp3.Request.Builder().url(url).build())
                        .execute()) {
                    assertEquals(
                            url.equals(Site.DICE.url()) ? 275 : 19_210,
                            response.body().bytes().length);
                }
            }
            client.connectionPool().evictAll();
            client.dispatcher().executorService().close();
            assertEquals(Map.of(200, 10L), web.statistics().statuses());
            assertTrue(web.statistics().connections() <= 2, "a connection for each host, and no more");
        }
    }

    @Test
    void theRealWebNeedsNoProxyAndNoClosing() {
        try (var web = Web.real()) {
            assertTrue(web.proxy().isEmpty());
            web.close();
        }
    }

    @Test
    void whatCannotBeIsRefusedWithASentence() {
        var builder = SimulatedWeb.builder();
        assertSentence("the latency cannot be -1.0 ms", () -> builder.latency(Duration.ofMillis(-1)));
        assertSentence(
                "the latency cannot be -1.0 ms",
                () -> Web.simulated(Duration.ofMillis(-1)).close());
        assertSentence("the latency cannot be NaN ms", () -> builder.latencyMillis(Double.NaN));
        assertSentence("the latency cannot be -0.5 ms", () -> builder.latencyMillis(-0.5));
        assertSentence("the latency cannot be Infinity ms", () -> builder.latencyMillis(Double.POSITIVE_INFINITY));
        assertSentence("the jitter cannot be -1.0 ms", () -> builder.jitter(Duration.ofMillis(-1), 1));
        assertSentence("the request timeout cannot be 0.0 ms", () -> builder.requestTimeout(Duration.ZERO));
        assertSentence("the idle timeout cannot be 0.0 ms", () -> builder.idleTimeout(Duration.ZERO));
        assertSentence("there is no port 65536", () -> builder.port(65_536));
        assertSentence("there is no port -1", () -> builder.port(-1));
    }

    @Test
    void codeForFaultsThatFailsIsAnAnswerAndNotTheEnd() throws IOException {
        Function<Request, Optional<Fault>> broken = request -> {
            throw new IllegalStateException("oops <b>" + request.number());
        };
        try (var web = SimulatedWeb.builder().fault(broken).start();
                var client = new RawClient(web)) {
            client.send(RawClient.get(Site.DICE));
            var answer = client.response(true);
            assertEquals(500, answer.status());
            assertTrue(
                    answer.body().endsWith("request 1 failed: java.lang.IllegalStateException: oops \\x3cb\\x3e1\n"),
                    answer.body());
            client.send(RawClient.get(Site.DICE));
            assertEquals(500, client.response(true).status());
        }
    }

    /** No fault, but every request that was read counts the latch down. */
    private static Function<Request, Optional<Fault>> counting(CountDownLatch latch) {
        return _ -> {
            latch.countDown();
            return Optional.empty();
        };
    }

    /** No fault, but no request goes on before all have come. */
    static Function<Request, Optional<Fault>> gate(CountDownLatch latch) {
        return _ -> {
            latch.countDown();
            try {
                latch.await();
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        };
    }

    private static void assertSentence(String start, Runnable wrong) {
        var message = assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
        assertTrue(message.startsWith(start) && message.contains(": give "), message);
    }

    private static List<Duration> delays(long seed) {
        var settings = new ServerSettings(_ -> Duration.ofMillis(20), Duration.ofMillis(10), seed, null, null, null);
        return LongStream.rangeClosed(1, 100)
                .mapToObj(number -> settings.delay(new Request(number, "GET", "", "/")))
                .toList();
    }

    /** From before the request until the answer's end, in ns. */
    private static long time(RawClient client, Site site) throws IOException {
        var start = System.nanoTime();
        client.send(RawClient.get(site));
        client.response(true);
        return System.nanoTime() - start;
    }

    private static long timeUnchecked(RawClient client, Site site) {
        try {
            return time(client, site);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
