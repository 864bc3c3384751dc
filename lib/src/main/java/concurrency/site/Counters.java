package concurrency.site;

import java.util.HashMap;
import java.util.Map;

/** Counts for all connections of a server. One lock, held for nanoseconds, so that every snapshot is of one moment. */
final class Counters {
    private final Map<Integer, Long> statuses = new HashMap<>();
    private long requests;
    private long connections;
    private int openConnections;
    private int concurrentRequests;
    private int highWaterMark;
    private long bytesSent;

    synchronized void connectionOpened() {
        connections++;
        openConnections++;
    }

    synchronized void connectionClosed() {
        openConnections--;
    }

    /** A request was read in full, and waits from now on. */
    synchronized Exchange requestRead() {
        highWaterMark = Math.max(highWaterMark, ++concurrentRequests);
        return new Exchange(this, ++requests);
    }

    synchronized void requestOver() {
        concurrentRequests--;
    }

    synchronized void status(int status) {
        statuses.merge(status, 1L, Long::sum);
    }

    synchronized void bytes(long sent) {
        bytesSent += sent;
    }

    synchronized Statistics snapshot() {
        return new Statistics(
                requests, connections, openConnections, concurrentRequests, highWaterMark, bytesSent, statuses);
    }

    /** Starts to count anew. What is open or waits now goes on being so. */
    synchronized void reset() {
        statuses.clear();
        requests = 0;
        connections = 0;
        bytesSent = 0;
        highWaterMark = concurrentRequests;
    }
}
