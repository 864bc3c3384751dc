package concurrency.site;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the course's pages come from: two sites simulated on this machine, or the internet. A notebook holds one in a
 * variable and closes it at its end, whichever it is.
 */
public sealed interface Web extends AutoCloseable permits RealWeb, RemoteWeb, SimulatedWeb {

    /** The HTTP proxy that leads to it; empty where a client is to connect to the hosts themselves. */
    Optional<Proxy> proxy();

    /** Gives back what it holds. A second call does nothing. */
    @Override
    void close();

    /** The internet, as it is today. */
    static Web real() {
        return new RealWeb();
    }

    /**
     * Starts the two sites on any free port of loopback; {@link SimulatedWeb#builder()} has more to choose.
     *
     * @param latency from a request's last byte to its answer's first
     * @throws IllegalArgumentException if the latency is negative
     */
    static SimulatedWeb simulated(Duration latency) {
        return SimulatedWeb.builder().latency(latency).start();
    }

    /**
     * The simulated web that listens there, started by somebody else: the value can be serialized and sent to another
     * process, as {@link SimulatedWeb} cannot.
     *
     * @param address see {@link SimulatedWeb#address()}
     */
    static Web at(InetSocketAddress address) {
        return new RemoteWeb(Objects.requireNonNull(address, "address"));
    }
}
