package concurrency.site;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** What there is to choose before a {@link SimulatedWeb} starts; everything has a default. */
public final class SimulatedWebBuilder {
    private Function<Request, Duration> latency = _ -> Duration.ofMillis(20);
    private Duration jitter = Duration.ZERO;
    private long seed;
    private Function<Request, Optional<Fault>> fault = _ -> Optional.empty();
    private Duration requestTimeout = Duration.ofSeconds(10);
    private Duration idleTimeout = Duration.ofMinutes(5);
    private int port;

    SimulatedWebBuilder() {}

    /**
     * From a request's last byte to its answer's first, for all requests; 20 ms if not set.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public SimulatedWebBuilder latency(Duration latency) {
        checkNotNegative(latency, "latency");
        return latency(_ -> latency);
    }

    /**
     * The same in milliseconds, as a notebook's parameter has it.
     *
     * @throws IllegalArgumentException if it is negative or not a number
     */
    public SimulatedWebBuilder latencyMillis(double millis) {
        if (!(millis >= 0) || Double.isInfinite(millis)) {
            throw new IllegalArgumentException(
                    "the latency cannot be " + millis + " ms: give one from 0 up, for example 20");
        }
        return latency(Duration.ofNanos(Math.round(millis * 1e6)));
    }

    /**
     * A latency for each request, asked on the thread of its connection when the request has been read. The function
     * may block; the request waits meanwhile, and the time counts. A negative latency is none.
     */
    public SimulatedWebBuilder latency(Function<Request, Duration> latency) {
        this.latency = Objects.requireNonNull(latency, "latency");
        return this;
    }

    /**
     * Adds a random time to each latency, evenly spread from 0 to {@code max}. It depends on the seed and the request's
     * number alone, so that a run can be repeated; no jitter if not set.
     *
     * @throws IllegalArgumentException if {@code max} is negative
     */
    public SimulatedWebBuilder jitter(Duration max, long seed) {
        checkNotNegative(max, "jitter");
        this.jitter = max;
        this.seed = seed;
        return this;
    }

    /**
     * What goes wrong with which request; nothing if not set. Asked on the thread of the request's connection when the
     * request has been read. The function may block; the request waits meanwhile, and the time counts towards the
     * latency.
     */
    public SimulatedWebBuilder fault(Function<Request, Optional<Fault>> fault) {
        this.fault = Objects.requireNonNull(fault, "fault");
        return this;
    }

    /**
     * How long a client may take over one request, from its first byte to its last, before it gets a 408; 10 s if not
     * set.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public SimulatedWebBuilder requestTimeout(Duration timeout) {
        this.requestTimeout = positive(timeout, "request timeout");
        return this;
    }

    /**
     * How long a connection may be open without a request before it is closed; 5 minutes if not set.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public SimulatedWebBuilder idleTimeout(Duration timeout) {
        this.idleTimeout = positive(timeout, "idle timeout");
        return this;
    }

    /**
     * The port to listen on; 0, which is any free one, if not set.
     *
     * @throws IllegalArgumentException if there is no such port
     */
    public SimulatedWebBuilder port(int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(
                    "there is no port " + port + ": give one from 1 to 65535, or 0 for any free one");
        }
        this.port = port;
        return this;
    }

    /**
     * Starts it. A builder can start several, each with its own port and statistics.
     *
     * @throws java.io.UncheckedIOException if the port is taken; the message says what to do
     */
    public SimulatedWeb start() {
        return new SimulatedWeb(
                Server.start(port, new ServerSettings(latency, jitter, seed, fault, requestTimeout, idleTimeout)));
    }

    private static void checkNotNegative(Duration time, String what) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("the " + what + " cannot be " + time.toNanos() / 1e6
                    + " ms: give a duration from 0 up, for example Duration.ofMillis(20)");
        }
    }

    private static Duration positive(Duration time, String what) {
        if (!time.isPositive()) {
            throw new IllegalArgumentException("the " + what + " cannot be " + time.toNanos() / 1e6
                    + " ms: give a duration above 0, for example Duration.ofSeconds(10)");
        }
        return time;
    }
}
