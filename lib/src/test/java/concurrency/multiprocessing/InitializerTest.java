package concurrency.multiprocessing;

import static concurrency.multiprocessing.Pools.failureOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.trace.Activity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a worker runs first, and what comes of it if that goes wrong. */
@Timeout(40)
class InitializerTest {
    /** A process's own; this process never sets it. */
    private static String session;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("P12 the initializer runs once in each worker, before its first task, with what it captured")
    void once() throws Exception {
        var gate = Gate.in(folder);
        var name = "session of ";
        try (var pool = Pools.of(2)
                .initializer(() -> {
                    gate.mark("initialized");
                    session = name + Worker.current().name();
                })
                .start()) {
            var sessions = pool.map(
                    _ -> session + "/" + Worker.current().name(),
                    IntStream.range(0, 40).boxed().toList());
            pool.awaitReady();
            assertEquals(2, gate.marks("initialized"));
            for (var session : sessions) {
                assertTrue(session.startsWith("session of " + session.split("/")[1]), session);
            }
            assertEquals(null, session);
            var trace = pool.trace();
            for (var worker : pool.workers()) {
                var lane = trace.spans().stream()
                        .filter(span -> span.worker().equals(worker.name()))
                        .toList();
                assertEquals(
                        List.of("start of Java", "initializer"),
                        lane.stream().limit(2).map(span -> span.name()).toList());
                assertTrue(lane.stream().limit(2).allMatch(span -> span.activity() == Activity.STARTING));
                assertTrue(lane.get(0).end() <= lane.get(1).start());
            }
        }
    }

    private static void assertBroken(ProcessPool pool, PoolFuture<?> waiting, Class<? extends Throwable> cause)
            throws Exception {
        var failure = failureOf(BrokenPoolException.class, waiting);
        assertInstanceOf(cause, failure.getCause());
        var rejected = assertThrows(RejectedExecutionException.class, () -> pool.submit(() -> 1));
        assertInstanceOf(cause, rejected.getCause());
        assertThrows(BrokenPoolException.class, pool::awaitReady);
        pool.shutdown();
        assertTrue(pool.awaitTermination(5, TimeUnit.SECONDS));
    }

    @Test
    @DisplayName(
            "P13 an initializer that throws breaks the pool: what waits fails with its exception, what comes is rejected")
    void failing() throws Exception {
        try (var pool = Pools.of(2)
                .initializer(() -> {
                    throw new IllegalStateException("no session");
                })
                .start()) {
            assertBroken(pool, pool.submit(() -> 1), IllegalStateException.class);
        }
    }

    @Test
    @DisplayName("P13 an initializer that ends its process breaks the pool")
    void exiting() throws Exception {
        try (var pool = Pools.of(2).initializer(() -> System.exit(4)).start()) {
            assertBroken(pool, pool.submit(() -> 1), WorkerDiedException.class);
        }
    }

    @Test
    @DisplayName("P13 an initializer that does not end breaks the pool after the start timeout")
    void hanging() throws Exception {
        SerializableRunnable endless = () -> Deaths.sleepForEver();
        try (var pool = Pools.of(2)
                .startTimeout(Duration.ofMillis(1500))
                .initializer(endless)
                .start()) {
            assertBroken(pool, pool.submit(() -> 1), WorkerDiedException.class);
        }
    }

    @Test
    @DisplayName("P13 P16 an initializer that cannot be sent is refused when the pool is made, with what and where")
    void notSerializable() {
        var thread = Thread.currentThread();
        var builder = Pools.of(1).initializer(() -> thread.interrupt());
        var refused = assertThrows(IllegalArgumentException.class, builder::start);
        assertTrue(refused.getMessage().contains("java.lang.Thread is not serializable"), refused::getMessage);
        assertTrue(refused.getMessage().contains("the lambda → captured value 1"), refused::getMessage);
    }

    @Test
    @DisplayName("P13 workers that do not even start break the pool after three")
    void noStart() throws Exception {
        var home = System.getProperty("java.home");
        try {
            System.setProperty("java.home", folder.toString());
            var pool = Pools.of(1).start();
            var failure = failureOf(BrokenPoolException.class, pool.submit(() -> 1));
            assertTrue(failure.getMessage().contains("before it was ready"), failure::getMessage);
            pool.close();
        } finally {
            System.setProperty("java.home", home);
        }
    }
}
