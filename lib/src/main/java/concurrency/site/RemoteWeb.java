package concurrency.site;

import java.io.Serializable;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Optional;

/**
 * A simulated web that somebody else has started, perhaps another process. It can be serialized, and so be sent to the
 * processes that are to use it.
 *
 * @param address where it listens
 */
record RemoteWeb(InetSocketAddress address) implements Web, Serializable {

    @Override
    public Optional<Proxy> proxy() {
        return Optional.of(new Proxy(Proxy.Type.HTTP, address));
    }

    /** Does nothing: whoever has started it closes it. */
    @Override
    public void close() {}
}
