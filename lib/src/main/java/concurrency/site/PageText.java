package concurrency.site;

import java.nio.charset.StandardCharsets;

/** Writes a page of a given size. */
final class PageText {
    private PageText() {}

    /** A page of exactly that many bytes, the same for the same URL, which says that it is not the real one. */
    static byte[] of(String url, int size) {
        var page = new StringBuilder("""
                <!DOCTYPE html>
                <html lang="en">
                <title>Simulated: %1$s</title>
                <p>This is not %1$s but a page of its size, made up on your own machine for the course.</p>
                """.formatted(url));
        var end = "</html>\n";
        for (var number = 1; ; number++) {
            var line = "<p>Line " + number + ": nobody reads this page, everybody waits for it.</p>\n";
            if (page.length() + line.length() + end.length() > size) {
                break;
            }
            page.append(line);
        }
        page.append(" ".repeat(size - page.length() - end.length())).append(end);
        return page.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
