package concurrency.site;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the server saw, at one moment. It is written down before a client can know of it: a client that has read an
 * answer finds it counted.
 *
 * @param requests requests for one of the two hosts that were read in full; retries show here
 * @param connections connections accepted
 * @param openConnections connections that are open now
 * @param concurrentRequests requests that wait now: read in full, and the last of their answer not yet sent
 * @param highWaterMark the most requests that ever waited at the same time
 * @param bytesSent bytes of the answers' bodies, without their headers
 * @param statuses how many answers had which status, sorted; answers to what was no request are among them
 */
public record Statistics(
        long requests,
        long connections,
        int openConnections,
        int concurrentRequests,
        int highWaterMark,
        long bytesSent,
        Map<Integer, Long> statuses) {

    public Statistics {
        statuses = Collections.unmodifiableMap(new TreeMap<>(statuses));
    }
}
