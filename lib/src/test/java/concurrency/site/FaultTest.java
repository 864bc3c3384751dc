package concurrency.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sees of each fault, byte by byte. */
@Timeout(30)
@SuppressWarnings("try") // to close early, and twice, is what some of these test
class FaultTest {
    private static final String GOOD = good();

    @ParameterizedTest
    @DisplayName("D02 a status that is an error, on a connection that lives on")
    @ValueSource(ints = {404, 429, 500, 503, 599})
    void status(int code) throws IOException {
        try (var web = with(new Fault.Status(code));
                var client = new RawClient(web)) {
            client.send(RawClient.get(Site.DICE));
            assertEquals(code, client.response(true).status());
            client.send(RawClient.get(Site.DICE));
            assertEquals(
                    "This is the simulated error " + code + ".\n",
                    client.response(true).body());
            assertEquals(Map.of(code, 2L), web.statistics().statuses());
        }
    }

    @Test
    @DisplayName("D12 a redirect that leads to itself")
    void redirect() throws IOException {
        try (var web = with(new Fault.Redirect(Site.DICE.url()));
                var client = new RawClient(web)) {
            client.send(RawClient.get(Site.DICE));
            var seen = client.response(true);
            assertEquals(302, seen.status());
            assertTrue(seen.text().contains("\r\nLocation: http://olympus.realpython.org/dice\r\n"), seen.text());
        }
    }

    @ParameterizedTest
    @DisplayName("D05 a reset before the status line, in the headers, in the body, at the end")
    @ValueSource(longs = {0, 1, 40, 300, Long.MAX_VALUE})
    void reset(long at) throws IOException {
        try (var web = with(new Fault.ResetAt(at))) {
            var seen = RawClient.exchange(web, RawClient.get(Site.DICE));
            assertEquals(GOOD.substring(0, (int) Math.min(at, GOOD.length())), seen.text());
            assertEquals("Connection reset", seen.end());
            assertEquals(
                    Math.max(0, seen.text().length() - (GOOD.length() - 275)),
                    web.statistics().bytesSent());
            assertEquals(at == 0 ? Map.of() : Map.of(200, 1L), web.statistics().statuses());
        }
    }

    @ParameterizedTest
    @DisplayName("D06 a body that ends before its declared length")
    @ValueSource(longs = {0, 1, 274})
    void truncated(long at) throws IOException {
        try (var web = with(new Fault.TruncateAt(at))) {
            var seen = RawClient.exchange(web, RawClient.get(Site.DICE));
            assertEquals(GOOD.substring(0, GOOD.length() - 275 + (int) at), seen.text());
            assertEquals("FIN", seen.end());
            assertTrue(seen.text().contains("\r\nContent-Length: 275\r\n"), seen.text());
            assertEquals(at, web.statistics().bytesSent());
        }
    }

    @ParameterizedTest
    @DisplayName("D07 D08 garbage arrives as it is, and then the end")
    @ValueSource(
            strings = {
                "",
                "ICY 200 OK\r\n\r\n",
                "HTTP/1.1 1000 OK\r\n\r\n",
                "\0\u00ff\u0080\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\nbody\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n"
            })
    void raw(String response) throws IOException {
        try (var web = with(new Fault.Raw(response))) {
            assertEquals(new RawClient.Seen(response, "FIN"), RawClient.exchange(web, RawClient.get(Site.DICE)));
        }
    }

    @Test
    @DisplayName("D10 a response in drops of 7 bytes, each after its pause, and whole in the end")
    void trickle() throws IOException {
        try (var web = with(new Fault.Trickle(7, Duration.ofMillis(2)));
                var client = new RawClient(web)) {
            var start = System.nanoTime();
            client.send(RawClient.get(Site.DICE));
            assertEquals(GOOD, client.response(true).text());
            assertTrue(System.nanoTime() - start >= (GOOD.length() / 7) * 2_000_000L);
            client.send(RawClient.get(Site.DICE));
            assertEquals(GOOD, client.response(true).text());
            assertEquals(550, web.statistics().bytesSent());
            assertEquals(0, web.statistics().concurrentRequests());
        }
    }

    @Test
    @DisplayName("D10 a drop that the client does not wait for")
    void trickleForEver() throws IOException {
        try (var web = with(new Fault.Trickle(1, Duration.ofHours(1)));
                var client = new RawClient(web)) {
            client.send(RawClient.get(Site.DICE));
            assertEquals("H", client.read(1));
            assertEquals(1, web.statistics().concurrentRequests());
        }
    }

    @ParameterizedTest
    @DisplayName("D09 silence from a byte on, until the client gives up or the server closes")
    @ValueSource(ints = {0, 20, 300})
    void stall(int at) throws IOException {
        try (var web = with(new Fault.StallAt(at));
                var client = new RawClient(web)) {
            client.send(RawClient.get(Site.DICE));
            assertEquals(GOOD.substring(0, at), client.read(at));
            client.timeout(100);
            assertThrows(SocketTimeoutException.class, () -> client.read(1));
            assertEquals(1, web.statistics().concurrentRequests());
            web.close();
            assertEquals("", client.rest().text());
            assertEquals(0, web.statistics().concurrentRequests());
        }
    }

    @Test
    @DisplayName("D11 a body without end, which only the client can end")
    void endless() throws IOException {
        try (var web = with(new Fault.Endless());
                var client = new RawClient(web)) {
            client.send(RawClient.get(Site.DICE));
            var start = client.read(8 * 1024 * 1024);
            assertTrue(start.startsWith("HTTP/1.1 200 OK\r\n"));
            assertTrue(start.contains("\r\nTransfer-Encoding: chunked\r\n"));
            assertTrue(start.contains("\r\n\r\n2000\r\n"));
            assertTrue(web.statistics().bytesSent() > 7 * 1024 * 1024);
        }
    }

    @Test
    @DisplayName("D11 a gzip bomb is small on the wire and large when unpacked")
    void gzipBomb() throws IOException {
        try (var web = with(new Fault.GzipBomb(20_000_001))) {
            var seen = RawClient.exchange(web, RawClient.get(Site.DICE));
            assertTrue(seen.text().contains("\r\nContent-Encoding: gzip\r\n"));
            var packed = unchunked(seen.body());
            assertTrue(packed.length < 30_000, packed.length + " bytes");
            assertEquals(packed.length, web.statistics().bytesSent());
            try (var zeros = new GZIPInputStream(new ByteArrayInputStream(packed))) {
                zeros.skipNBytes(20_000_001);
                assertEquals(-1, zeros.read());
            }
        }
    }

    @Test
    void headHasNoBodyWhateverTheFault() throws IOException {
        for (var fault :
                new Fault[] {new Fault.Endless(), new Fault.GzipBomb(1), new Fault.Status(500), new Fault.TruncateAt(1)
                }) {
            try (var web = with(fault);
                    var client = new RawClient(web)) {
                client.send(RawClient.request("HEAD", Site.DICE.url(), Site.DICE.host()));
                assertTrue(client.response(false).text().endsWith("\r\n\r\n"));
                client.fin();
                assertEquals("", client.rest().text());
            }
        }
    }

    @Test
    @DisplayName("a fault is chosen by URL or by number, and the next request is well served")
    void chosen() throws IOException {
        try (var web = SimulatedWeb.builder()
                        .latency(Duration.ZERO)
                        .fault(request -> Optional.<Fault>of(new Fault.Status(503))
                                .filter(_ ->
                                        request.number() == 2 || request.url().equals("http://www.jython.org")))
                        .start();
                var client = new RawClient(web)) {
            var expected = new int[] {200, 503, 200};
            for (var status : expected) {
                client.send(RawClient.get(Site.DICE));
                assertEquals(status, client.response(true).status());
            }
            client.send(RawClient.get(Site.JYTHON));
            assertEquals(503, client.response(true).status());
            assertEquals(Map.of(200, 2L, 503, 2L), web.statistics().statuses());
        }
    }

    @Test
    @DisplayName("closing ends every fault that has no end")
    void closing() throws IOException {
        for (var fault : new Fault[] {
            new Fault.Endless(),
            new Fault.StallAt(5),
            new Fault.Trickle(1, Duration.ofHours(1)),
            new Fault.GzipBomb(Long.MAX_VALUE)
        }) {
            try (var web = with(fault);
                    var client = new RawClient(web)) {
                client.send(RawClient.get(Site.DICE));
                client.read(1);
                web.close();
                assertTrue(web.hasEnded(), fault.toString());
                assertEquals(0, web.statistics().openConnections());
            }
        }
    }

    @Test
    void faultsThatCannotBeAreRefusedWithASentence() {
        assertSentence("status 200 is no error", () -> new Fault.Status(200));
        assertSentence("status 600 is no error", () -> new Fault.Status(600));
        assertSentence("a redirect needs a URL", () -> new Fault.Redirect("http://x/\r\nSet-Cookie: a=b"));
        assertSentence("a redirect needs a URL", () -> new Fault.Redirect(""));
        assertSentence("cannot reset at byte -1", () -> new Fault.ResetAt(-1));
        assertSentence("cannot truncate at byte -1", () -> new Fault.TruncateAt(-1));
        assertSentence("cannot stall at byte -1", () -> new Fault.StallAt(-1));
        assertSentence("cannot trickle 0 bytes", () -> new Fault.Trickle(0, Duration.ZERO));
        assertSentence("cannot wait for -5 ms", () -> new Fault.Trickle(1, Duration.ofMillis(-5)));
        assertSentence("a raw response is made of bytes", () -> new Fault.Raw("\u20ac"));
        assertSentence("a gzip bomb of -1 bytes", () -> new Fault.GzipBomb(-1));
    }

    private static void assertSentence(String start, Runnable wrong) {
        var message = assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
        assertTrue(message.startsWith(start), message);
        assertTrue(message.matches(".*(for example|give|use) .*"), message);
    }

    private static SimulatedWeb with(Fault fault) {
        return SimulatedWeb.builder()
                .latency(Duration.ZERO)
                .fault(_ -> Optional.of(fault))
                .start();
    }

    private static String good() {
        return new String(Reply.page(Site.DICE).head(true), StandardCharsets.US_ASCII)
                + new String(Site.DICE.content(), StandardCharsets.US_ASCII);
    }

    private static byte[] unchunked(String chunks) {
        var bytes = new StringBuilder();
        for (var at = 0; ; ) {
            var end = chunks.indexOf("\r\n", at);
            var size = Integer.parseInt(chunks.substring(at, end), 16);
            if (size == 0) {
                return bytes.toString().getBytes(StandardCharsets.ISO_8859_1);
            }
            bytes.append(chunks, end + 2, end + 2 + size);
            at = end + 2 + size + 2;
        }
    }
}
