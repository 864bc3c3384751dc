package concurrency.site;

/**
 * What a client asked one of the two hosts for; faults and latencies are chosen by it.
 *
 * @param number 1 for the first request since the start, or since the statistics were last reset, and so on
 * @param method {@code GET} or {@code HEAD}
 * @param host the host's name in lower case
 * @param path the path, and the query if there is one, as the client sent it
 */
public record Request(long number, String method, String host, String path) {

    /**
     * The address as the course writes it: {@code http://www.jython.org}, without the slash that stands for no path.
     */
    public String url() {
        return url(host, path);
    }

    static String url(String host, String path) {
        return "http://" + host + (path.equals("/") ? "" : path);
    }

    /** The page that it asks for: the simulated sites look at the path alone. */
    String pathWithoutQuery() {
        var query = path.indexOf('?');
        return query < 0 ? path : path.substring(0, query);
    }
}
