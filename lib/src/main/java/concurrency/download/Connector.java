package concurrency.download;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.internal.concurrent.TaskRunner;
import okhttp3.internal.connection.ConnectionListener;

/**
 * The connections of a {@link ClientSession} that wait for their next call, by host. It is what
 * {@code aiohttp.TCPConnector} is in Python, and its numbers are those of that one.
 *
 * <p>OkHttp's own pool would serve, but each call goes through all of it, which for 10,000 calls at once takes more
 * time than all else; and a thread of its own closes what has been idle. So each call that is under way has a client
 * with a pool of its own, for the one connection that it needs, and what is kept here is the client. They share all
 * that is large.
 */
final class Connector implements AutoCloseable {
    /** How many connections are kept at most. */
    private static final int KEPT = 100;
    /** For how long each is kept, in ns; what is older is closed when the session is used next. */
    private static final long KEPT_FOR = TimeUnit.SECONDS.toNanos(15);

    private final OkHttpClient common;
    private final Map<String, ArrayDeque<Kept>> idle = new HashMap<>(); // the latest last
    private int count;
    private boolean closed;

    private record Kept(OkHttpClient client, long since) {}

    Connector(OkHttpClient common) {
        this.common = common;
    }

    /** A client for one call to that host: with a connection that is open, if there is one. */
    OkHttpClient take(HttpUrl url) {
        var kept = takeKept(key(url));
        return kept != null ? kept.client : another();
    }

    private OkHttpClient another() {
        var runner = new TaskRunner(NO_THREADS, Logger.getLogger(TaskRunner.class.getName()));
        return common.newBuilder()
                .dispatcher(new Dispatcher()) // the common one goes through all calls, too
                .connectionPool(new ConnectionPool(
                        1, KEPT_FOR, TimeUnit.NANOSECONDS, runner, ConnectionListener.Companion.getNONE()))
                .build();
    }

    /** Takes back a client whose call has ended, well or not. */
    void give(HttpUrl url, OkHttpClient client) {
        if (client.connectionPool().connectionCount() > 0 && !keep(key(url), client)) {
            client.connectionPool().evictAll();
        }
    }

    private synchronized boolean keep(String host, OkHttpClient client) {
        if (closed || count == KEPT) {
            return false;
        }
        idle.computeIfAbsent(host, _ -> new ArrayDeque<>()).addLast(new Kept(client, System.nanoTime()));
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
        old.forEach(kept -> kept.client.connectionPool().evictAll());
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
