package concurrency.download;

import concurrency.trace.WaitListener;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.internal.concurrent.TaskRunner;
import okhttp3.internal.connection.ConnectionListener;

/**
 * The connections of a {@link ClientSession} that wait for their next call, by host. It is what
 * {@code aiohttp.TCPConnector} is in Python, and its numbers are those of that one.
 *
 * <p>OkHttp's own pool would serve, but each call goes through all of it, which for 10,000 calls at once takes more
 * time than all else; and a thread of its own closes what has been idle. So each call that is under way has a
 * {@link Lane} of its own, for the one connection that it needs, and what is kept here is the lane.
 */
final class Connector implements AutoCloseable {
    /** How many connections are kept at most. */
    private static final int KEPT = 100;
    /** For how long each is kept, in ns; what is older is closed when the session is used next. */
    private static final long KEPT_FOR = TimeUnit.SECONDS.toNanos(15);

    private final OkHttpClient common;
    private final Duration patience;
    private final Map<String, ArrayDeque<Kept>> idle = new HashMap<>(); // the latest last
    private int count;
    private boolean closed;

    private record Kept(Lane lane, long since) {}

    /**
     * @param common what all calls share
     * @param patience how long a connection waits for the other side
     */
    Connector(OkHttpClient common, Duration patience) {
        this.common = common;
        this.patience = patience;
    }

    /**
     * A lane for one call to that host: with a connection that is open, if there is one.
     *
     * @param listener hears of the call's waits
     */
    Lane take(HttpUrl url, WaitListener listener) {
        var kept = takeKept(key(url));
        var lane = kept != null ? kept.lane : new Lane(common, pool(), patience);
        lane.listener(listener);
        return lane;
    }

    private static ConnectionPool pool() {
        var runner = new TaskRunner(NO_THREADS, Logger.getLogger(TaskRunner.class.getName()));
        return new ConnectionPool(1, KEPT_FOR, TimeUnit.NANOSECONDS, runner, ConnectionListener.Companion.getNONE());
    }

    /** Takes back a lane whose call has ended, well or not. */
    void give(HttpUrl url, Lane lane) {
        lane.listener(WaitListener.NONE);
        if (lane.isOpen() && !keep(key(url), lane)) {
            lane.close();
        }
    }

    private synchronized boolean keep(String host, Lane lane) {
        if (closed || count == KEPT) {
            return false;
        }
        idle.computeIfAbsent(host, _ -> new ArrayDeque<>()).addLast(new Kept(lane, System.nanoTime()));
        count++;
        return true;
    }

    private Kept takeKept(String host) {
        var old = new ArrayList<Kept>();
        var kept = takeKept(host, System.nanoTime() - KEPT_FOR, old);
        close(old);
        return kept;
    }

    /** The one that was used last, which the server is the least likely to have closed. */
    private synchronized Kept takeKept(String host, long oldest, List<Kept> old) {
        var waiting = idle.get(host);
        if (waiting == null) {
            return null;
        }
        while (!waiting.isEmpty() && waiting.getFirst().since - oldest < 0) {
            old.add(waiting.removeFirst());
            count--;
        }
        var latest = waiting.pollLast();
        if (latest != null) {
            count--;
        }
        if (waiting.isEmpty()) {
            idle.remove(host);
        }
        return latest;
    }

    private static String key(HttpUrl url) {
        return url.scheme() + "://" + url.host() + ":" + url.port();
    }

    /** Closes what is idle, and keeps nothing from now on. */
    @Override
    public void close() {
        var old = new ArrayList<Kept>();
        synchronized (this) {
            closed = true;
            idle.values().forEach(old::addAll);
            idle.clear();
            count = 0;
        }
        close(old);
    }

    /** Not while the monitor is held: to close a connection with TLS may have to wait. */
    private static void close(List<Kept> old) {
        old.forEach(kept -> kept.lane.close());
    }

    /** Runs none of the housekeeping for which a pool would start a thread. */
    private static final TaskRunner.Backend NO_THREADS = new TaskRunner.Backend() {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void execute(TaskRunner runner, Runnable housekeeping) {
            // What is idle is closed by the connector.
        }

        @Override
        public void coordinatorNotify(TaskRunner runner) {
            // Nobody waits for it.
        }

        @Override
        public void coordinatorWait(TaskRunner runner, long nanos) {
            throw new UnsupportedOperationException("nothing runs here");
        }

        @Override
        public <T> BlockingQueue<T> decorate(BlockingQueue<T> queue) {
            return queue;
        }
    };
}
