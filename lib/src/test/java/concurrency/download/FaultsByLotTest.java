package concurrency.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.download.Failure.Kind;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Connections that are reset and answers that are cut at random bytes, 25 times for each strategy and kind, or 250
 * times with {@code -Dfaults=full}. The report is held against what the server knows.
 */
@Tag("thorough")
@ParameterizedClass(name = "{0}")
@MethodSource("concurrency.download.Way#all")
@Timeout(300)
class FaultsByLotTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nServer: scripted\r\n";
    private static final int FAULTS = Faults.times(250);
    private static final int PAGES = 2 * FAULTS;

    private final Way way;

    FaultsByLotTest(Way way) {
        this.way = way;
    }

    enum Broken {
        RESET_AT_ACCEPT,
        RESET_AFTER_REQUEST,
        RESET_MID_HEADER,
        RESET_MID_BODY,
        TRUNCATED_LENGTH,
        TRUNCATED_CHUNKS;

        Set<Kind> kinds() {
            return switch (this) {
                case RESET_AT_ACCEPT, RESET_AFTER_REQUEST, RESET_MID_HEADER -> EnumSet.of(Kind.RESET, Kind.TRUNCATED);
                case RESET_MID_BODY -> EnumSet.of(Kind.RESET);
                case TRUNCATED_LENGTH, TRUNCATED_CHUNKS -> EnumSet.of(Kind.TRUNCATED);
            };
        }
    }

    /** The pages 0, 1, 2 …, each as large as its number says; those that were chosen are broken each time. */
    private static final class Pages implements ScriptedServer.Script {
        private final Broken broken;
        private final Set<Integer> chosen = ConcurrentHashMap.newKeySet();
        private final Map<Integer, Integer> requests = new ConcurrentHashMap<>();
        private final AtomicLong goodBytes = new AtomicLong();
        private final Random random;

        Pages(Broken broken, long seed) {
            this.broken = broken;
            this.random = new Random(seed);
            var numbers = new ArrayList<>(IntStream.range(0, PAGES).boxed().toList());
            Collections.shuffle(numbers, random);
            chosen.addAll(numbers.subList(0, FAULTS));
        }

        private static String body(int page) {
            return "x".repeat(1_000 + page);
        }

        /** A random place within a text, from after its first byte to before its last. */
        private synchronized int within(String text) {
            return 1 + random.nextInt(text.length() - 1);
        }

        @Override
        public void play(Socket socket, int number) throws IOException {
            if (broken == Broken.RESET_AT_ACCEPT && chosen.contains(number - 1)) {
                ScriptedServer.reset(socket);
                return;
            }
            for (var path = path(socket); !path.isEmpty(); path = path(socket)) {
                var page = Integer.parseInt(path.substring(1));
                requests.merge(page, 1, Integer::sum);
                var body = body(page);
                var once =
                        broken == Broken.RESET_AT_ACCEPT ? "Connection: close\r\n" : ""; // a connection for each page
                var whole = HEAD + once + "Content-Length: " + body.length() + "\r\n\r\n" + body;
                if (broken != Broken.RESET_AT_ACCEPT && chosen.contains(page)) {
                    breakOff(socket, body, whole);
                    return;
                }
                goodBytes.addAndGet(body.length()); // before the client can know of it
                ScriptedServer.send(socket, whole);
                if (broken == Broken.RESET_AT_ACCEPT) {
                    return;
                }
            }
        }

        private static String path(Socket socket) throws IOException {
            return ScriptedServer.path(socket.getInputStream());
        }

        private void breakOff(Socket socket, String body, String whole) throws IOException {
            var bodyAt = whole.length() - body.length();
            switch (broken) {
                case RESET_AT_ACCEPT, RESET_AFTER_REQUEST -> {}
                case RESET_MID_HEADER -> ScriptedServer.send(socket, whole.substring(0, within(HEAD)));
                case RESET_MID_BODY, TRUNCATED_LENGTH ->
                    ScriptedServer.send(socket, whole.substring(0, bodyAt + within(body)));
                case TRUNCATED_CHUNKS -> {
                    var chunks = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
                    ScriptedServer.send(
                            socket,
                            HEAD + "Transfer-Encoding: chunked\r\n\r\n"
                                    + chunks.substring(0, within(chunks.substring(0, chunks.length() - 4))));
                }
            }
            if (!broken.name().startsWith("TRUNCATED")) {
                ScriptedServer.reset(socket);
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName(
            "D05 D06 D07 broken at a random byte: exactly these pages fail, and requests and bytes are those of the server")
    @EnumSource
    void broken(Broken broken) throws IOException, InterruptedException {
        var pages = new Pages(broken, broken.ordinal());
        var urls = IntStream.range(0, PAGES)
                .mapToObj(page -> "http://host/" + page)
                .toList();
        try (var server = new ScriptedServer(pages)) {
            var report = way.download(server.web(), urls);
            assertEquals(PAGES - FAULTS, report.ok(), report::toString);
            assertEquals(FAULTS, report.failed());
            for (var failed : report.failures()) {
                assertTrue(broken.kinds().contains(failed.problem().kind()), failed::toString);
                assertEquals(0, failed.bytes());
            }
            assertEquals(pages.goodBytes.get(), report.bytes(), "bytes that the server sent well");
            var retries =
                    report.downloads().stream().mapToInt(Download::retries).sum();
            if (broken == Broken.RESET_AT_ACCEPT) {
                assertEquals(PAGES - FAULTS, sum(pages.requests));
                assertEquals(PAGES + retries, server.connections());
            } else {
                assertEquals(PAGES + retries, sum(pages.requests), "requests that the server saw");
                for (var page = 0; page < PAGES; page++) {
                    var download = report.downloads().get(page);
                    assertEquals(!pages.chosen.contains(page), download.ok(), download::toString);
                    assertEquals(1 + download.retries(), pages.requests.get(page), download::toString);
                }
            }
            Faults.report(
                    way + ", " + broken,
                    FAULTS,
                    "all failed, " + retries + " retries, and the other " + (PAGES - FAULTS) + " were read");
        }
    }

    private static int sum(Map<Integer, Integer> counts) {
        return counts.values().stream().mapToInt(count -> count).sum();
    }
}
