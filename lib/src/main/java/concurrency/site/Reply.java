package concurrency.site;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is said to a client. There is no {@code Date} in it, so that the same request gets the same bytes.
 *
 * @param fields header lines, without those that say how long the body is and whether the connection lives on
 */
record Reply(int status, List<String> fields, byte[] body) {

    static Reply page(Site site) {
        return new Reply(200, List.of("Content-Type: text/html; charset=us-ascii"), site.content());
    }

    /**
     * One line of plain text, which no browser may take for anything else. Whatever a client wrote is {@link #quote
     * quoted}.
     */
    static Reply text(int status, String sentence, String... fields) {
        var type = Stream.of("Content-Type: text/plain; charset=us-ascii");
        return new Reply(
                status,
                Stream.concat(type, Stream.of(fields)).toList(),
                (sentence + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** The status line and the headers, when the whole body is known. */
    byte[] head(boolean keepAlive) {
        return head(Stream.of("Content-Length: " + body.length, "Connection: " + (keepAlive ? "keep-alive" : "close")));
    }

    /** The status line and the headers, when the body comes in chunks and the connection ends with it. */
    byte[] chunkedHead(String... more) {
        return head(Stream.concat(Stream.of("Transfer-Encoding: chunked", "Connection: close"), Stream.of(more)));
    }

    private byte[] head(Stream<String> more) {
        var start = Stream.of(
                "HTTP/1.1 " + status + " " + reason(), "Server: simulated", "X-Content-Type-Options: nosniff");
        return Stream.of(start, fields.stream(), more)
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\r\n", "", "\r\n\r\n"))
                .getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * What a client wrote, fit to be shown: what could be markup or move a cursor is written as its number, and it ends
     * soon.
     */
    static String quote(String written) {
        return written.chars()
                        .limit(100)
                        .mapToObj(c -> isHarmless(c) ? String.valueOf((char) c) : String.format("\\x%02x", c))
                        .collect(Collectors.joining())
                + (written.length() > 100 ? "..." : "");
    }

    private static boolean isHarmless(int c) {
        return c >= ' ' && c < 0x7F && "<>&\"'`\\".indexOf(c) < 0;
    }

    private String reason() {
        return switch (status) {
            case 200 -> "OK";
            case 302 -> "Found";
            case 400 -> "Bad Request";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 408 -> "Request Timeout";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 500 -> "Internal Server Error";
            case 501 -> "Not Implemented";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 505 -> "HTTP Version Not Supported";
            default -> "Simulated";
        };
    }
}
