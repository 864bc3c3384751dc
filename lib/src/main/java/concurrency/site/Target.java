package concurrency.site;

import java.util.Locale;
import java.util.Set;

/**
 * The host and the path that a request is for. Here everything is turned away that is not for one of the two sites,
 * above all a request that a browser sends because a foreign page told it that its own host is at our address (DNS
 * rebinding).
 *
 * <p>A client that uses this server as its proxy sends a whole URL, and that one counts; one that takes the server for
 * the site itself sends a path, and then the {@code Host} header counts (RFC 9112, 3.2).
 */
record Target(String host, String path) {
    private static final Set<String> OURSELVES = Set.of("localhost", "127.0.0.1", "[::1]", "");

    static Target of(RequestHead head) throws Refusal {
        var target = head.target();
        if (target.startsWith("/")) {
            return checked(head.host(), target);
        } else if (!target.regionMatches(true, 0, "http://", 0, 7)) {
            throw new Refusal(400, "Only URLs that begin with http:// are simulated, not " + Reply.quote(target) + ".");
        }
        var rest = target.substring(7);
        var end = rest.split("[/?#]", 2)[0].length();
        return checked(
                rest.substring(0, end), rest.startsWith("/", end) ? rest.substring(end) : "/" + rest.substring(end));
    }

    private static Target checked(String authority, String path) throws Refusal {
        var host = authority.replaceFirst(":\\d*$", "").toLowerCase(Locale.ROOT);
        var port = authority.substring(host.length());
        if (Site.all().stream().anyMatch(site -> site.host().equals(host))
                && Set.of("", ":", ":80").contains(port)) {
            return new Target(host, path);
        } else if (OURSELVES.contains(host)) {
            throw new Refusal(404, "This is the course's simulated web. Use it as an HTTP proxy for " + sites() + ".");
        }
        throw new Refusal(
                502,
                "The host " + Reply.quote(authority) + " is not simulated, only " + sites()
                        + " are: use Web.real() to reach the real internet.");
    }

    private static String sites() {
        return Site.JYTHON.url() + " and " + Site.DICE.url();
    }
}
