package concurrency.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.download.Failure.Kind;
import concurrency.site.Fault;
import concurrency.site.Request;
import concurrency.site.SimulatedWeb;
import concurrency.site.Site;
import concurrency.site.Web;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contract of {@link Downloader}, for every strategy: each promise is one test, each strategy one parameter. */
@ParameterizedClass(name = "{0}")
@MethodSource("concurrency.download.Way#all")
@Timeout(60)
class DownloaderContractTest {
    /** Short, and yet long enough for a process that has just been started on a busy machine. */
    private static final Limits IMPATIENT = Limits.DEFAULT
            .read(Duration.ofMillis(1_000))
            .call(Duration.ofMillis(2_500))
            .bytes(1 << 20);

    private static final List<String> MACHINE_PROXIES = List.of("http.proxy", "https.proxy", "socksProxy");

    /** What the system may hold of an answer that its reader has given up on, in bytes. */
    private static final long IN_FLIGHT = 48 << 20;

    private final Way way;

    DownloaderContractTest(Way way) {
        this.way = way;
    }

    @Test
    @DisplayName("D01 160 of 160: sizes, CRC-32C and order are those of the sites, bytes read are bytes sent")
    void allGood() throws InterruptedException {
        try (var web = web(request -> Optional.empty())) {
            var heard = Collections.synchronizedList(new ArrayList<Download>());
            var urls = Site.urls(160);
            var report = way.on().apply(web).download(urls, heard::add);
            assertEquals(160, report.ok());
            assertEquals(urls, report.downloads().stream().map(Download::url).toList());
            for (var download : report.downloads()) {
                var page = page(download.url());
                assertEquals(200, download.status());
                assertEquals(page.size(), download.bytes());
                assertEquals(checksum(page.content()), download.checksum());
                assertFalse(download.worker().isBlank());
            }
            assertEquals(160, heard.size());
            assertTrue(heard.containsAll(report.downloads()));
            assertEquals(160, web.statistics().requests());
            assertEquals(web.statistics().bytesSent(), report.bytes());
        }
    }

    @ParameterizedTest(name = "status {0}")
    @DisplayName("D02 a page with an error status is a failure with that status, whether one, half or all of them")
    @ValueSource(ints = {404, 429, 500, 503})
    void errorStatus(int status) throws InterruptedException {
        assertFailures(160, number -> true, new Fault.Status(status), Kind.STATUS);
        assertFailures(80, number -> number % 2 == 0, new Fault.Status(status), Kind.STATUS);
        var report = assertFailures(1, number -> number == 7, new Fault.Status(status), Kind.STATUS);
        assertEquals(status, report.failures().getFirst().status());
        assertTrue(report.toString().contains("; failed: 1 × status: " + status), report::toString);
    }

    static Stream<Arguments> brokenAnswers() {
        var head = "HTTP/1.1 200 OK\r\n";
        var chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
        return Stream.of(
                Arguments.of(
                        "D05 reset before the status line", new Fault.ResetAt(0), List.of(Kind.RESET, Kind.TRUNCATED)),
                Arguments.of(
                        "D05 reset within the headers", new Fault.ResetAt(25), List.of(Kind.RESET, Kind.TRUNCATED)),
                Arguments.of("D05 reset within the body", new Fault.ResetAt(300), List.of(Kind.RESET)),
                Arguments.of("D06 truncated body", new Fault.TruncateAt(100), List.of(Kind.TRUNCATED)),
                Arguments.of(
                        "D07 truncated chunk", new Fault.Raw(chunked + "40\r\nonly this"), List.of(Kind.TRUNCATED)),
                Arguments.of(
                        "D07 chunk size that is no number",
                        new Fault.Raw(chunked + "zz\r\nabc\r\n"),
                        List.of(Kind.NOT_HTTP)),
                Arguments.of(
                        "D07 missing last chunk", new Fault.Raw(chunked + "3\r\nabc\r\n"), List.of(Kind.TRUNCATED)),
                Arguments.of("D08 garbage for a status line", new Fault.Raw("garbage\r\n\r\n"), List.of(Kind.NOT_HTTP)),
                Arguments.of("D08 status 1000", new Fault.Raw("HTTP/1.1 1000 What\r\n\r\n"), List.of(Kind.NOT_HTTP)),
                Arguments.of("D09 silence", new Fault.StallAt(0), List.of(Kind.READ_TIMEOUT)),
                Arguments.of(
                        "D11 a body that is declared to be too large",
                        new Fault.Raw(head + "Content-Length: 10000000000\r\n\r\n" + "x".repeat(2 << 20)),
                        List.of(Kind.TOO_LARGE)),
                Arguments.of("D11 a body without end", new Fault.Endless(), List.of(Kind.TOO_LARGE)),
                Arguments.of("D11 a gzip bomb", new Fault.GzipBomb(1L << 33), List.of(Kind.TOO_LARGE)),
                Arguments.of(
                        "D12 a redirect to itself",
                        new Fault.Redirect("http://www.jython.org/"),
                        List.of(Kind.TOO_MANY_REDIRECTS)));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("a broken answer is a failure of its own kind, and the pages after it are read")
    @MethodSource("brokenAnswers")
    void brokenAnswer(String name, Fault fault, List<Kind> kinds) throws InterruptedException {
        var faulty = Site.JYTHON.url();
        try (var web = web(request -> request.path().equals("/") ? Optional.of(fault) : Optional.empty())) {
            var urls = List.of(Site.DICE.url(), faulty, Site.DICE.url());
            var report = way.on().apply(web).within(IMPATIENT).download(urls);
            assertEquals(2, report.ok(), report::toString);
            var failure = report.downloads().get(1).failure().orElseThrow();
            assertTrue(kinds.contains(failure.kind()), failure::toString);
            if (fault instanceof Fault.Redirect) {
                assertEquals(2 + 1 + 20, web.statistics().requests(), "20 redirects are followed and no more");
            }
            assertTrue(
                    web.statistics().bytesSent() < IMPATIENT.bytes() + IN_FLIGHT,
                    () -> "went on to read: " + web.statistics().bytesSent());
        }
    }

    /**
     * The client speaks no TLS to the simulated web: an https request goes there as it would without, and is turned
     * away by its host like any other. A scheme that is no HTTP is not followed, and the redirect is the answer.
     */
    @ParameterizedTest
    @DisplayName(
            "D12 Security 7 a redirect that leads off this machine gets as far as the simulated web, which refuses")
    @CsvSource({
        "http://192.0.2.1/, 502",
        "https://192.0.2.1/, 502",
        "http://example.org:8080/, 502",
        "https://example.org:8080/, 502",
        "ftp://192.0.2.1/, 302"
    })
    void redirectedAway(String location, int status) throws InterruptedException {
        try (var web = web(request -> Optional.of(new Fault.Redirect(location)))) {
            var report = way.download(web, IMPATIENT, List.of(Site.DICE.url()));
            var failed = report.downloads().getFirst();
            assertEquals(Kind.STATUS, failed.problem().kind(), report::toString);
            assertEquals(status, failed.status(), report::toString);
            assertEquals(0, report.bytes());
            assertEquals(1, web.statistics().requests());
            assertEquals(
                    status == 302 ? Map.of(302, 1L) : Map.of(302, 1L, 502, 1L),
                    web.statistics().statuses());
        }
    }

    @Test
    @DisplayName("D04 nothing listens there")
    void refused() throws InterruptedException {
        var web = Web.simulated(Duration.ZERO);
        web.close();
        var report = way.on().apply(web).download(Site.urls(10));
        assertEquals(List.of(Kind.REFUSED), kinds(report));
        assertEquals(10, report.failed());
    }

    @Test
    @DisplayName("D13 a host that has no address, and a URL that cannot be one, fail alone and say why")
    void unknownHostAndMalformedUrl() throws InterruptedException {
        var report = way.on()
                .apply(Web.real())
                .download(List.of("http://no-such-host.invalid/", "htp:/typo", "", "http://host:99999/"));
        assertEquals(4, report.failed());
        assertEquals(Kind.UNKNOWN_HOST, report.downloads().getFirst().problem().kind());
        assertEquals(
                "malformed URL: \"htp:/typo\" is not a URL: write it as http://host/path",
                report.downloads().get(1).problem().toString());
    }

    @Test
    @DisplayName("a host that is not simulated is refused by a sentence that names those that are")
    void notSimulated() throws InterruptedException {
        try (var web = Web.simulated(Duration.ZERO)) {
            var report = way.on().apply(web).download(List.of("http://example.org/", Site.DICE.url()));
            assertEquals(1, report.ok());
            var message = report.downloads().getFirst().problem().message();
            assertTrue(
                    message.startsWith("502 ") && message.contains("example.org") && message.contains("www.jython.org"),
                    message);
        }
    }

    @Test
    @DisplayName("D17 interrupting the caller ends what is under way, at once")
    void interrupt() throws InterruptedException {
        try (var web = web(request -> Optional.of(new Fault.StallAt(0)))) {
            var thrown = new AtomicReference<Throwable>();
            var caller = Thread.ofPlatform().start(() -> {
                try {
                    way.on().apply(web).download(Site.urls(160));
                } catch (Throwable ending) {
                    thrown.set(ending);
                }
            });
            while (web.statistics().concurrentRequests() < 1) {
                Thread.onSpinWait();
            }
            caller.interrupt();
            caller.join();
            assertInstanceOf(InterruptedException.class, thrown.get());
            while (web.statistics().openConnections() > 0) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    @DisplayName("D17 a caller that is interrupted already downloads nothing")
    void interruptedBefore() {
        try (var web = web(request -> Optional.empty())) {
            Thread.currentThread().interrupt();
            assertThrows(InterruptedException.class, () -> way.on().apply(web).download(Site.urls(2)));
            assertEquals(0, web.statistics().requests());
        }
    }

    @Test
    @DisplayName("D20 as many requests are under way at once as the strategy says, and never more")
    void concurrency() throws InterruptedException {
        var together = new CyclicBarrier(way.concurrency());
        try (var web = web(request -> {
            meet(together);
            return Optional.empty();
        })) {
            assertEquals(160, way.on().apply(web).download(Site.urls(160)).ok());
            assertEquals(way.concurrency(), web.statistics().highWaterMark());
        }
    }

    /** No request is answered before as many have come. */
    private static void meet(CyclicBarrier together) {
        try {
            together.await();
        } catch (InterruptedException | BrokenBarrierException closing) {
            throw new IllegalStateException(closing);
        }
    }

    @Test
    @DisplayName("D25 a proxy set for the whole machine does not divert what is simulated")
    void machineProxy() throws InterruptedException {
        for (var kind : MACHINE_PROXIES) {
            System.setProperty(kind + "Host", "127.0.0.1");
            System.setProperty(kind + "Port", "1");
        }
        try (var web = Web.simulated(Duration.ZERO)) {
            assertEquals(2, way.on().apply(web).download(Site.urls(2)).ok());
        } finally {
            for (var kind : MACHINE_PROXIES) {
                System.clearProperty(kind + "Host");
                System.clearProperty(kind + "Port");
            }
        }
    }

    @Test
    @DisplayName("an empty list is refused by a sentence that says what to do")
    void nothingToDownload() {
        var refused = assertThrows(
                IllegalArgumentException.class, () -> way.on().apply(Web.real()).download(List.of()));
        assertEquals("there is nothing to download: put at least one URL into the list", refused.getMessage());
    }

    private Report assertFailures(int expected, Predicate<Long> failing, Fault.Status fault, Kind kind)
            throws InterruptedException {
        try (var web = web(request -> failing.test(request.number()) ? Optional.of(fault) : Optional.empty())) {
            var report = way.on().apply(web).within(IMPATIENT).download(Site.urls(160));
            assertEquals(expected, report.failed(), report::toString);
            assertEquals(160 - expected, report.ok());
            assertEquals(List.of(kind), kinds(report));
            assertEquals(expected, web.statistics().statuses().get(fault.code()).intValue(), "counted at the server");
            return report;
        }
    }

    private static SimulatedWeb web(Function<Request, Optional<Fault>> fault) {
        return SimulatedWeb.builder().latency(Duration.ZERO).fault(fault).start();
    }

    private static List<Kind> kinds(Report report) {
        return report.failures().stream()
                .map(download -> download.problem().kind())
                .distinct()
                .toList();
    }

    private static Site page(String url) {
        return Site.all().stream()
                .filter(site -> site.url().equals(url))
                .findFirst()
                .orElseThrow();
    }

    private static long checksum(byte[] content) {
        var checksum = new CRC32C();
        checksum.update(content);
        return checksum.getValue();
    }
}
