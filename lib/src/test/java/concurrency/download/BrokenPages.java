package concurrency.download;

import concurrency.site.Fault;
import concurrency.site.Request;
import concurrency.site.SimulatedWeb;
import concurrency.site.Site;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A page for every way in which an answer can go wrong once its connection is there. */
final class BrokenPages {
    private static final String URL = Site.JYTHON.url() + "/?";

    /** Soon reached, and yet long enough for a process that has just been started. */
    static final Limits LIMITS = Limits.DEFAULT.read(Duration.ofMillis(1_500)).bytes(1 << 16);

    private static final List<Fault> FAULTS = List.of(
            new Fault.Status(500),
            new Fault.Raw("HTTP/1.1 500 Large\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(1_000_000)), // unread
            new Fault.ResetAt(0),
            new Fault.ResetAt(300),
            new Fault.TruncateAt(100),
            new Fault.Raw("garbage\r\n\r\n"),
            new Fault.Raw("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n"),
            new Fault.Endless(),
            new Fault.Redirect("ftp://host/"),
            new Fault.Redirect(URL + 9),
            new Fault.StallAt(1_000));

    private BrokenPages() {}

    static List<String> urls() {
        return IntStream.range(0, FAULTS.size()).mapToObj(i -> URL + i).toList();
    }

    /** Those of which nobody waits for a timeout. */
    static List<String> quick() {
        return urls().subList(0, FAULTS.size() - 1);
    }

    static boolean is(String url) {
        return url.startsWith(URL);
    }

    static Optional<Fault> fault(Request request) {
        return request.path().startsWith("/?")
                ? Optional.of(FAULTS.get(Integer.parseInt(request.path().substring(2))))
                : Optional.empty();
    }

    static SimulatedWeb web() {
        return SimulatedWeb.builder()
                .latency(Duration.ZERO)
                .fault(BrokenPages::fault)
                .start();
    }
}
