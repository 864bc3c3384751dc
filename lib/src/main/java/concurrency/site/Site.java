package concurrency.site;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** The two sites that the course downloads again and again, with the sizes that its figures are about. */
public enum Site {
    /** {@code http://www.jython.org}, 19,210 bytes. */
    JYTHON("www.jython.org", "/", 19_210),
    /** {@code http://olympus.realpython.org/dice}, 275 bytes. */
    DICE("olympus.realpython.org", "/dice", 275);

    private final String host;
    private final String path;
    private final byte[] content;

    Site(String host, String path, int size) {
        this.host = host;
        this.path = path;
        this.content = PageText.of(url(), size);
    }

    /** The host's name, in lower case. */
    public String host() {
        return host;
    }

    /** The path on that host, {@code /} where the URL has none. */
    public String path() {
        return path;
    }

    /** The address as the course writes it, without the slash that stands for no path. */
    public String url() {
        return Request.url(host, path);
    }

    /** The size of the simulated page in bytes. */
    public int size() {
        return content.length;
    }

    /**
     * The simulated page: HTML in ASCII, the same bytes every time, and says that it is simulated. The array is a copy.
     */
    public byte[] content() {
        return content.clone();
    }

    /** Both sites, in the order in which they are downloaded. */
    public static List<Site> all() {
        return List.of(values());
    }

    /**
     * What a strategy is asked to download: the two URLs in turn, 80 of each for 160.
     *
     * @throws IllegalArgumentException if {@code n} is negative
     */
    public static List<String> urls(int n) {
        if (n < 0) {
            throw new IllegalArgumentException(
                    "cannot download " + n + " pages: give a number from 0 up, for example 160");
        }
        return IntStream.range(0, n)
                .mapToObj(i -> values()[i % values().length].url())
                .toList();
    }

    /** The site that has this page. */
    static Optional<Site> find(String host, String path) {
        return Arrays.stream(values())
                .filter(site -> site.host.equals(host) && site.path.equals(path))
                .findFirst();
    }
}
