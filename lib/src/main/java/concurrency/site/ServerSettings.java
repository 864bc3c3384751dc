package concurrency.site;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * How a server behaves, fixed from its start.
 *
 * @param latency from a request's last byte to its answer's first
 * @param jitter the most that is added to the latency
 * @param seed which jitter
 * @param fault what goes wrong with which request
 * @param requestTimeout how long a client may take over one request, from its first byte to its last
 * @param idleTimeout how long a connection may be open without a request
 */
record ServerSettings(
        Function<Request, Duration> latency,
        Duration jitter,
        long seed,
        Function<Request, Optional<Fault>> fault,
        Duration requestTimeout,
        Duration idleTimeout) {

    /**
     * How long to keep this request waiting. The jitter depends on the seed and the request's number and on nothing
     * else: every strategy, however its threads are scheduled, meets the same delays in all.
     */
    Duration delay(Request request) {
        // SplittableRandom takes this step from number to number: this is the seed's sequence, entered at the
        // request's.
        var random = new SplittableRandom(seed + request.number() * 0x9E37_79B9_7F4A_7C15L);
        return latency.apply(request).plusNanos(random.nextLong(jitter.toNanos() + 1));
    }
}
