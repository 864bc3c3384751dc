package concurrency.download;

import concurrency.asyncio.CoroutineSockets;
import concurrency.trace.WaitListener;
import java.time.Duration;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;

/** One connection of a {@link Connector} and the client that calls through it, for one call at a time. */
final class Lane implements WaitListener, AutoCloseable {
    private final OkHttpClient client;
    private WaitListener listener = WaitListener.NONE; // of the call that is under way

    /** @param common shares with this client all that is large */
    Lane(OkHttpClient common, ConnectionPool pool, Duration patience) {
        this.client = common.newBuilder()
                .dispatcher(new Dispatcher()) // the common one goes through all calls to find the one that has ended
                .connectionPool(pool)
                .socketFactory(new SocketMaker(new CoroutineSockets(patience, this)::createSocket))
                .build();
    }

    OkHttpClient client() {
        return client;
    }

    void listener(WaitListener listener) {
        this.listener = listener;
    }

    boolean isOpen() {
        return client.connectionPool().connectionCount() > 0;
    }

    /** Closes the connection. */
    @Override
    public void close() {
        client.connectionPool().evictAll();
    }

    @Override
    public void suspended() {
        listener.suspended();
    }

    @Override
    public void ready() {
        listener.ready();
    }

    @Override
    public void resumed() {
        listener.resumed();
    }
}
