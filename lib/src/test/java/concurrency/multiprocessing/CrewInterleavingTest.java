package concurrency.multiprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.interleaving.Interleavings;
import concurrency.interleaving.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Threads that use one pool, with a real worker, which goes on whenever it likes. One turn is taken away in each try,
 * and in the crew only: each try starts a worker.
 */
@Tag("thorough")
@Timeout(120)
class CrewInterleavingTest {
    /** A pool that is patient with what does not answer interrupts, so that a lost interrupt shows. */
    abstract static class OneWorker implements Scenario {
        final ProcessPool pool = Pools.of(1).grace(Duration.ofSeconds(60)).start();

        OneWorker() throws InterruptedException {
            pool.awaitReady();
        }

        /** How it ended, within 30 s, which is half of the grace. */
        static Object outcome(Future<?> future) throws Exception {
            try {
                return future.get(30, TimeUnit.SECONDS);
            } catch (ExecutionException failed) {
                return failed.getCause().getClass();
            } catch (CancellationException cancelled) {
                return CancellationException.class;
            }
        }

        @Override
        public void close() {
            pool.shutdownNow();
            pool.workers().forEach(worker -> ProcessHandle.of(worker.pid()).ifPresent(ProcessHandle::destroyForcibly));
            pool.close();
        }
    }

    static final class SubmittedWhileStopped extends OneWorker {
        private PoolFuture<String> future;
        private List<Runnable> neverBegun;

        SubmittedWhileStopped() throws InterruptedException {}

        @Override
        public List<Strand> strands() {
            return List.of(
                    new Strand("submitter", this::submit),
                    new Strand("stopper", () -> neverBegun = pool.shutdownNow()));
        }

        private void submit() {
            try {
                future = pool.submit(() -> {
                    Thread.sleep(60_000);
                    return "slept";
                });
            } catch (RejectedExecutionException tooLate) {
                future = null;
            }
        }

        @Override
        public void check() throws Exception {
            assertTrue(pool.awaitTermination(30, TimeUnit.SECONDS), "the pool did not end in time");
            if (future == null) {
                assertEquals(List.of(), neverBegun);
            } else if (neverBegun.contains(future)) {
                assertTrue(future.isCancelled());
            } else { // it was sent: the worker has begun with it, or took it away before
                assertTrue(
                        List.of(InterruptedException.class, CancellationException.class)
                                .contains(outcome(future)),
                        future::toString);
            }
        }
    }

    static final class CancelledWhileGiven extends OneWorker {
        private final List<PoolFuture<?>> futures = Collections.synchronizedList(new ArrayList<>());

        CancelledWhileGiven() throws InterruptedException {}

        @Override
        public List<Strand> strands() {
            return List.of(new Strand("a", this::submitAndCancel), new Strand("b", this::submitAndCancel));
        }

        private void submitAndCancel() {
            PoolFuture<?> future = pool.submit(() -> {
                Thread.sleep(60_000);
                return "slept";
            });
            futures.add(future);
            future.cancel(true);
        }

        @Override
        public void check() throws Exception {
            for (var future : futures) {
                assertEquals(CancellationException.class, outcome(future));
            }
            var pid = pool.workers().getFirst().pid();
            assertEquals(pid, outcome(pool.submit(() -> ProcessHandle.current().pid())));
            assertEquals(pid, pool.workers().getFirst().pid(), "the worker was not replaced");
        }
    }

    // How many orders there are depends on the pool's own threads, which run free.

    @Test
    @DisplayName("a task that is submitted while the pool is stopped is refused, cancelled, or interrupted at once")
    void submittedWhileStopped() throws Exception {
        assertTrue(Interleavings.of(SubmittedWhileStopped.class, Crew.class)
                        .preemptions(1)
                        .tryAll()
                > 1);
    }

    @Test
    @DisplayName("a task that is cancelled while it is given to a worker ends, and the worker goes on with the next")
    void cancelledWhileGiven() throws Exception {
        assertTrue(Interleavings.of(CancelledWhileGiven.class, Crew.class)
                        .preemptions(1)
                        .tryAll()
                > 1);
    }
}
