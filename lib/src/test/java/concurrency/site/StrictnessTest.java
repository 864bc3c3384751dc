package concurrency.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not asked for as it should be is turned away in one line, and the server lives on. */
@Timeout(30)
class StrictnessTest {
    private SimulatedWeb web;

    @BeforeEach
    void start() {
        web = Web.simulated(Duration.ZERO);
    }

    @AfterEach
    void theServerStillServes() throws IOException {
        try (var closed = web;
                var client = new RawClient(closed)) {
            client.send(RawClient.get(Site.DICE));
            assertEquals(200, client.response(true).status());
        }
        assertEquals(0, web.statistics().openConnections());
        assertTrue(web.hasEnded());
    }

    @ParameterizedTest
    @DisplayName("S04 no path leads anywhere but to the page")
    @ValueSource(
            strings = {
                "/../etc/passwd",
                "/%2e%2e/etc/passwd",
                "/dice/..",
                "//",
                "//dice",
                "/\\..\\dice",
                "/dice%00",
                "/Dice",
                "/dice/",
                "/./dice",
                "/%64ice",
                "/dice;x",
                "/dice#x",
                "/@dice",
                "/dice%2F.."
            })
    void pathsThatAreNone(String path) throws IOException {
        for (var target : new String[] {path, "http://olympus.realpython.org" + path}) {
            var seen = RawClient.exchange(web, RawClient.closing(RawClient.request("GET", target, Site.DICE.host())));
            assertEquals(404, seen.status(), target);
            assertFalse(seen.text().contains("Location"), "leads elsewhere");
        }
    }

    @Test
    @DisplayName("S04 NUL, control characters and spaces in a path are no request")
    void controlCharactersInAPath() throws IOException {
        for (var path : new String[] {"/dice\0", "/di\tce", "/di ce", "/dice\u007f", "/dice\u00e9", "/dice\u000b"}) {
            assertRefused(400, RawClient.request("GET", path, Site.DICE.host()));
        }
    }

    @Test
    @DisplayName("S05 a request line that is too long, also without end: 414")
    void longRequestLine() throws IOException {
        assertRefused(414, RawClient.request("GET", "/" + "a".repeat(9_000), Site.DICE.host()));
        assertRefused(414, "a".repeat(100_000));
    }

    @Test
    @DisplayName("S05 too many headers, or one that is too long: 431")
    void headers() throws IOException {
        var ninetyEight = "A: b" + "\r\nA: b".repeat(97);
        assertEquals(
                200,
                RawClient.exchange(web, RawClient.closing(RawClient.with(RawClient.get(Site.DICE), ninetyEight)))
                        .status(),
                "100 headers are not too many");
        web.resetStatistics();
        assertRefused(431, RawClient.with(RawClient.get(Site.DICE), ninetyEight + "\r\nA: b\r\nA: b"));
        assertRefused(431, RawClient.with(RawClient.get(Site.DICE), "A: " + "b".repeat(9_000)));
    }

    @ParameterizedTest
    @DisplayName("S05 a version that is none, or not spoken: 505")
    @ValueSource(
            strings = {
                "GET / HTTP/2.0\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET / HTTP/1.2\r\n\r\n",
                "GET / HTTP/0.9\r\n\r\n"
            })
    void versions(String request) throws IOException {
        assertRefused(505, request);
    }

    @ParameterizedTest
    @DisplayName("S05 what is no HTTP request, or could be read in two ways: 400")
    @ValueSource(
            strings = {
                "GET /\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/11.1\r\n\r\n",
                "GET / http/1.1\r\n\r\n",
                "GET  / HTTP/1.1\r\n\r\n",
                " / HTTP/1.1\r\n\r\n",
                "\r\n\r\n",
                "\u0016\u0003\u0001\u0002\r\n\r\n",
                "G\"T / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\nHost: www.jython.org\n\n",
                "GET / HTTP/1.1\r\nHost: www.jython.org\rX: y\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: www.jython.org\r\nHost: www.jython.org\r\n\r\n",
                "GET / HTTP/1.1\r\nHost : www.jython.org\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: www.jython.org\r\n folded: x\r\n\r\n",
                "GET / HTTP/1.1\r\nnothing\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: www.jython.org\r\nX: a\0b\r\n\r\n",
                "GET https://www.jython.org/ HTTP/1.1\r\nHost: www.jython.org\r\n\r\n",
                "GET * HTTP/1.1\r\nHost: www.jython.org\r\n\r\n",
                "GET www.jython.org HTTP/1.1\r\nHost: www.jython.org\r\n\r\n"
            })
    void noRequests(String request) throws IOException {
        assertRefused(400, request);
    }

    @Test
    @DisplayName("S05 other methods: 405; methods that there are not: 501")
    void methods() throws IOException {
        assertRefused(405, "CONNECT www.jython.org:443 HTTP/1.1\r\nHost: www.jython.org:443\r\n\r\n");
        var post = assertRefused(
                405, RawClient.with(RawClient.request("POST", "/", Site.JYTHON.host()), "Content-Length: 3") + "abc");
        assertTrue(post.text().contains("\r\nAllow: GET, HEAD\r\n"), post.text());
        assertRefused(501, RawClient.request("BREW", "/", Site.JYTHON.host()));
        assertRefused(501, RawClient.request("get", "/", Site.JYTHON.host()));
    }

    @Test
    @DisplayName("S05 a request with a body is refused and its answer arrives, however long the body is")
    void bodies() throws IOException {
        assertRefused(413, RawClient.with(RawClient.get(Site.DICE), "Content-Length: 50000") + "x".repeat(50_000));
        assertRefused(413, RawClient.with(RawClient.get(Site.DICE), "Transfer-Encoding: chunked") + "0\r\n\r\n");
        assertRefused(413, RawClient.with(RawClient.get(Site.DICE), "Content-Length: -1"));
    }

    @Test
    @DisplayName("S06 a client that is too slow for one request gets a 408, even if a byte comes now and then")
    void slowClient() throws IOException {
        try (var impatient = SimulatedWeb.builder()
                        .requestTimeout(Duration.ofMillis(200))
                        .start();
                var client = new RawClient(impatient)) {
            client.timeout(20);
            var answer = new StringBuilder();
            client.send("GET /");
            while (answer.isEmpty()) {
                client.send("a");
                try {
                    answer.append(client.read(1));
                } catch (SocketTimeoutException nothingYet) {
                    // the next byte, then
                }
            }
            assertTrue((answer + client.rest().text()).startsWith("HTTP/1.1 408 "));
        }
    }

    @Test
    @DisplayName("S06 a connection that is idle for too long is closed without a word")
    void idleClient() throws IOException {
        try (var impatient =
                SimulatedWeb.builder().idleTimeout(Duration.ofMillis(50)).start()) {
            assertEquals(new RawClient.Seen("", "FIN"), RawClient.exchange(impatient, ""));
        }
    }

    @Test
    @DisplayName("S06 200 clients that never finish their request do not keep the 201st from its answer")
    void slowClientsAndAGoodOne() throws IOException {
        var slow = new ArrayList<RawClient>();
        try {
            for (var i = 0; i < 200; i++) {
                slow.add(new RawClient(web));
                slow.getLast().send("GET http://www.jy");
            }
            assertEquals(
                    200,
                    RawClient.exchange(web, RawClient.closing(RawClient.get(Site.DICE)))
                            .status());
            assertEquals(201, web.statistics().connections());
            assertEquals(1, web.statistics().requests());
        } finally {
            for (var client : slow) {
                client.close();
            }
        }
    }

    @Test
    @DisplayName("S06 200 connections on which nothing comes do not keep the 201st from its answer")
    void idleClientsAndAGoodOne() throws IOException {
        var idle = new ArrayList<RawClient>();
        try {
            for (var i = 0; i < 200; i++) {
                idle.add(new RawClient(web));
            }
            assertEquals(
                    200,
                    RawClient.exchange(web, RawClient.closing(RawClient.get(Site.DICE)))
                            .status());
            assertEquals(201, web.statistics().connections());
            assertTrue(web.statistics().openConnections() >= 200, "they were closed to make room");
            assertEquals(1, web.statistics().requests());
            idle.getFirst().send(RawClient.get(Site.DICE));
            assertEquals(200, idle.getFirst().response(true).status());
        } finally {
            for (var client : idle) {
                client.close();
            }
        }
    }

    @ParameterizedTest
    @DisplayName("S08 nothing that a client wrote comes back as markup or as a control character")
    @ValueSource(
            strings = {
                "http://<script>alert(1)</script>/",
                "http://evil.example'\"&`/",
                "http://olympus.realpython.org/<b>",
                "javascript:alert('x')",
                "http://\\evil/"
            })
    void nothingIsReflected(String target) throws IOException {
        var seen = RawClient.exchange(web, RawClient.closing(RawClient.request("GET", target, "x")));
        assertTrue(seen.status() >= 400);
        assertTrue(seen.body().matches("[ !#-%(-;=?-_a-~]*\n"), seen.body());
        assertTrue(seen.text().contains("\r\nContent-Type: text/plain; charset=us-ascii\r\n"), seen.text());
        assertTrue(seen.text().contains("\r\nX-Content-Type-Options: nosniff\r\n"), seen.text());
    }

    @Test
    @DisplayName("S08 a Host of control characters and other alphabets comes back as numbers, and cut")
    void aStrangeHost() throws IOException {
        var seen = assertRefused(502, RawClient.request("GET", "/", "\u00e9<\t>" + "x".repeat(500)));
        assertTrue(seen.body().startsWith("The host \\xe9\\x3c\\x09\\x3exxx"), seen.body());
        assertTrue(seen.body().length() < 400, seen.body());
    }

    @ParameterizedTest
    @DisplayName("the host check: what is neither simulated nor loopback is named, with the way to the real internet")
    @ValueSource(
            strings = {
                "evil.example",
                "www.jython.org.evil.example",
                "www.jython.org:8080",
                "jython.org",
                "www.jython.org.",
                "user@www.jython.org",
                "127.0.0.1.evil.example",
                "10.0.0.1",
                "[::2]",
                "0.0.0.0"
            })
    void hostCheck(String host) throws IOException {
        for (var target : new String[] {"/", "http://" + host + "/"}) {
            var seen = assertRefused(502, RawClient.request("GET", target, host));
            assertEquals(
                    "The host " + host + " is not simulated, only http://www.jython.org and"
                            + " http://olympus.realpython.org/dice are: use Web.real() to reach the real internet.\n",
                    seen.body());
        }
    }

    @ParameterizedTest
    @DisplayName("the host check: both hosts are known in every spelling that is theirs")
    @ValueSource(strings = {"www.jython.org", "WWW.Jython.ORG", "www.jython.org:80", "www.jython.org:"})
    void hostsInTheirSpellings(String host) throws IOException {
        for (var target : new String[] {"/", "http://" + host, "HTTP://" + host + "/", "http://" + host + "?query"}) {
            var request = RawClient.closing(RawClient.request("GET", target, host));
            assertEquals(200, RawClient.exchange(web, request).status(), target);
        }
    }

    @ParameterizedTest
    @DisplayName("the host check: who asks the server itself is told what it is")
    @ValueSource(strings = {"localhost", "127.0.0.1:4711", "[::1]:4711", "LOCALHOST:1", ""})
    void theServerItself(String host) throws IOException {
        var seen = assertRefused(404, RawClient.request("GET", "/", host));
        assertEquals(
                "This is the course's simulated web. Use it as an HTTP proxy for http://www.jython.org"
                        + " and http://olympus.realpython.org/dice.\n",
                seen.body());
    }

    @Test
    void aClientThatLeavesInTheMiddleOfARequestIsNoRequest() throws IOException {
        try (var client = new RawClient(web)) {
            client.send("GET http://www.jython.org/ HT");
            client.fin();
            assertEquals("", client.rest().text());
        }
        assertEquals(0, web.statistics().requests());
    }

    private RawClient.Seen assertRefused(int status, String request) throws IOException {
        var seen = RawClient.exchange(web, request);
        assertEquals(status, seen.status(), seen.text());
        assertEquals("FIN", seen.end());
        assertEquals(0, web.statistics().requests(), "counted as a request");
        assertTrue(
                web.statistics().statuses().containsKey(status),
                "not counted: " + Map.copyOf(web.statistics().statuses()));
        assertEquals(1, seen.body().lines().count());
        assertTrue(seen.text().contains("\r\nContent-Length: " + seen.body().length() + "\r\n"), seen.text());
        web.resetStatistics();
        return seen;
    }
}
