package concurrency.site;

import java.io.Serializable;
import java.net.Proxy;
import java.util.Optional;

/** The internet: nothing stands between, so there is nothing to close. */
record RealWeb() implements Web, Serializable {

    @Override
    public Optional<Proxy> proxy() {
        return Optional.empty();
    }

    @Override
    public void close() {
        // The internet stays open.
    }
}
