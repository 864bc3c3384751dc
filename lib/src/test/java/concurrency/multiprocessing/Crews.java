package concurrency.multiprocessing;

import concurrency.trace.Recorder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** What tests need that look at parts of a pool and start no process. */
final class Crews {
    private Crews() {}

    /** Without a worker: what it is given waits. */
    static Crew empty() {
        return empty(null);
    }

    static Crew empty(SerializableRunnable initializer) {
        var never = Duration.ZERO;
        var minute = Duration.ofMinutes(1);
        try {
            return new Crew(new PoolSettings(
                    0, "worker-", initializer, 64, 0, never, minute, minute, new Recorder(), null, null));
        } catch (IOException notSendable) {
            throw new UncheckedIOException(notSendable);
        }
    }

    /** A part of a map, of so many bytes. */
    static PoolFuture<Object[]> chunk(Crew crew, Shared function, int bytes) {
        var chunk = new PoolFuture<Object[]>(crew, "", null);
        chunk.id = crew.nextId();
        chunk.op = Op.CHUNK;
        chunk.function = function;
        chunk.payload = Payload.of(new byte[bytes]);
        return chunk;
    }
}
