package concurrency.site;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the requests of one connection, one after the other, and takes nothing on trust: what is too long, too much or
 * too slow, and what is not HTTP/1.0 or HTTP/1.1 to the letter (RFC 9112), is a {@link Refusal}.
 */
final class RequestReader {
    private static final int MOST_HEADERS = 100;
    private static final Set<String> OTHER_METHODS =
            Set.of("POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");
    private static final String TOKEN = "([!#$%&'*+.^_`|~0-9A-Za-z-]+)";
    private static final Pattern REQUEST_LINE = Pattern.compile(TOKEN + " ([!-~]+) (HTTP/\\d\\.\\d)");
    private static final Pattern HEADER = Pattern.compile(TOKEN + ":(.*)");

    private final Lines lines;
    private final ServerSettings settings;

    RequestReader(Lines lines, ServerSettings settings) {
        this.lines = lines;
        this.settings = settings;
    }

    /**
     * Waits for the next request and reads it; empty when the client has closed, or has had nothing to say for too
     * long.
     */
    Optional<RequestHead> read() throws IOException, Refusal {
        try {
            lines.allow(settings.idleTimeout());
            if (!lines.hasMore()) {
                return Optional.empty();
            }
        } catch (SocketTimeoutException idle) {
            return Optional.empty();
        }
        try {
            lines.allow(settings.requestTimeout());
            return Optional.of(request());
        } catch (SocketTimeoutException slow) {
            throw new Refusal(
                    408,
                    "This request took longer than " + settings.requestTimeout().toMillis() + " ms to arrive.");
        }
    }

    /** What is wrong with the first line is said at once, whatever may follow. */
    private RequestHead request() throws IOException, Refusal {
        var line = REQUEST_LINE.matcher(lines.next("the request line", 414));
        if (!line.matches()) {
            throw new Refusal(400, "The request line is not 'METHOD URL HTTP/1.1'.");
        }
        checkVersion(line.group(3));
        checkMethod(line.group(1));
        var latest = line.group(3).equals("HTTP/1.1");
        var headers = headers();
        return new RequestHead(line.group(1), line.group(2), host(headers, latest), latest && !close(headers));
    }

    private static void checkVersion(String version) throws Refusal {
        if (!version.equals("HTTP/1.1") && !version.equals("HTTP/1.0")) {
            throw new Refusal(505, "This server speaks HTTP/1.1 and HTTP/1.0, not " + version + ".");
        }
    }

    private static void checkMethod(String method) throws Refusal {
        if (OTHER_METHODS.contains(method)) {
            throw new Refusal(
                    Reply.text(405, "Pages here are read with GET and HEAD and nothing else.", "Allow: GET, HEAD"));
        } else if (!method.equals("GET") && !method.equals("HEAD")) {
            throw new Refusal(501, "There is no method " + Reply.quote(method) + " here, only GET and HEAD.");
        }
    }

    private List<Header> headers() throws IOException, Refusal {
        var headers = new ArrayList<Header>();
        for (var line = lines.next("a header", 431); !line.isEmpty(); line = lines.next("a header", 431)) {
            if (headers.size() == MOST_HEADERS) {
                throw new Refusal(431, "A request has at most " + MOST_HEADERS + " headers.");
            }
            var parts = HEADER.matcher(line);
            if (!parts.matches()) {
                throw new Refusal(400, "A header is not 'Name: value'.");
            }
            headers.add(new Header(parts.group(1), parts.group(2).strip()));
        }
        if (headers.stream().anyMatch(Header::announcesBody)) {
            throw new Refusal(413, "A request here has no body.");
        }
        return headers;
    }

    private static String host(List<Header> headers, boolean needed) throws Refusal {
        var hosts = headers.stream()
                .filter(header -> header.is("Host"))
                .map(Header::value)
                .toList();
        if (hosts.size() > 1 || needed && hosts.isEmpty()) {
            throw new Refusal(400, "A request has one Host header, not " + hosts.size() + ".");
        }
        return hosts.isEmpty() ? "" : hosts.getFirst();
    }

    private static boolean close(List<Header> headers) {
        return headers.stream()
                .filter(header -> header.is("Connection"))
                .flatMap(header -> Arrays.stream(header.value().split(",")))
                .anyMatch(option -> option.strip().equalsIgnoreCase("close"));
    }

    private record Header(String name, String value) {
        boolean is(String other) {
            return name.equalsIgnoreCase(other);
        }

        boolean announcesBody() {
            return is("Transfer-Encoding") || is("Content-Length") && !value.equals("0");
        }
    }
}
