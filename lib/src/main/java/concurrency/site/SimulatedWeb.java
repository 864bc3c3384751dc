package concurrency.site;

import java.lang.ref.Cleaner;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Optional;

/**
 * The two sites of the course on this machine, started and listening on loopback.
 * {@snippet class="concurrency.site.ExamplesTest" region="web"}
 *
 * <p>One that is dropped without being closed is closed when the garbage collector finds it.
 */
public final class SimulatedWeb implements Web {
    private static final Cleaner CLEANER =
            Cleaner.create(Thread.ofPlatform().daemon().name("site-cleaner").factory());

    private final Server server;
    private final Cleaner.Cleanable dropped;

    SimulatedWeb(Server server) {
        this.server = server;
        this.dropped = CLEANER.register(this, server::close);
    }

    /** What there is to choose before the start; everything has a default. */
    public static SimulatedWebBuilder builder() {
        return new SimulatedWebBuilder();
    }

    @Override
    public Optional<Proxy> proxy() {
        return Optional.of(new Way(this));
    }

    /** Where it listens: on loopback, and nowhere else. */
    public InetSocketAddress address() {
        return server.address();
    }

    /** The port on which it listens. */
    public int port() {
        return address().getPort();
    }

    /** What it has seen since its start, or since the last reset. */
    public Statistics statistics() {
        return server.counters().snapshot();
    }

    /** Counts anew from now on, the requests' numbers too: the next run meets the same jitter and the same faults. */
    public void resetStatistics() {
        server.counters().reset();
    }

    /**
     * Stops listening and cuts every connection: a client that waits gets an error. When this returns, within 2 s and
     * usually at once, all threads have ended. A second call does nothing.
     */
    @Override
    public void close() {
        server.close();
        dropped.clean();
    }

    /** Whether all threads have ended. */
    boolean hasEnded() {
        return server.hasEnded();
    }

    /** Whoever holds the proxy holds the web: a client that uses it keeps it from being collected. */
    private static final class Way extends Proxy {
        private final SimulatedWeb web;

        Way(SimulatedWeb web) {
            super(Type.HTTP, web.address());
            this.web = web;
        }

        @Override
        public String toString() {
            return "simulated web at " + web.address();
        }
    }
}
