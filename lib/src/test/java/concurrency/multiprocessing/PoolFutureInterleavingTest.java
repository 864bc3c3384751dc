package concurrency.multiprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.interleaving.Interleavings;
import concurrency.interleaving.Scenario;
import concurrency.trace.Recorder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future.State;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A future that is completed, cancelled, awaited and interrupted at once. */
@Timeout(60)
class PoolFutureInterleavingTest {
    /** A future of a pool without a worker: here, the scenario is the worker. */
    abstract static class OneFuture implements Scenario {
        final Crew crew = new Crew(new PoolSettings(
                0,
                "worker-",
                null,
                64,
                0,
                Duration.ZERO,
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                new Recorder(),
                null,
                null));
        final PoolFuture<Integer> future = new PoolFuture<>(crew, "", null);
        final TaskRun run = new TaskRun(new Worker("worker-1", 1), 0, 1, 2);

        OneFuture() throws IOException {}
    }

    static final class CompletedAndCancelled extends OneFuture {
        private final ConcurrentLinkedQueue<String> atEnd = new ConcurrentLinkedQueue<>();
        private boolean cancelled;
        private Object got;

        CompletedAndCancelled() throws IOException {
            future.atEnd(() -> atEnd.add("first"));
        }

        @Override
        public List<Strand> strands() {
            return List.of(
                    new Strand("receiver", () -> future.succeed(7, run)),
                    new Strand("caller", () -> cancelled = future.cancel(true)),
                    new Strand("waiter", this::await));
        }

        private void await() throws Exception {
            future.atEnd(() -> atEnd.add("second"));
            try {
                got = future.get();
                assertEquals(run, future.ran().orElseThrow());
            } catch (CancellationException cancellation) {
                got = State.CANCELLED;
            }
        }

        @Override
        public void check() {
            assertEquals(cancelled ? State.CANCELLED : State.SUCCESS, future.state());
            assertEquals(cancelled ? State.CANCELLED : (Object) 7, got);
            assertEquals(List.of("first", "second"), atEnd.stream().sorted().toList());
        }
    }

    static final class TwoWaitersInterrupted extends OneFuture {
        private final Thread[] waiters = new Thread[2];
        private final boolean[] known = {true, true};
        private int answers;

        TwoWaitersInterrupted() throws IOException {}

        @Override
        public List<Strand> strands() {
            return List.of(
                    new Strand("waiter 0", () -> await(0)),
                    new Strand("waiter 1", () -> await(1)),
                    new Strand("receiver", () -> {
                        interrupt(0);
                        interrupt(1);
                        future.fail(new IOException("gone"), null);
                    }));
        }

        private void interrupt(int number) {
            synchronized (waiters) {
                if (waiters[number] != null) {
                    waiters[number].interrupt();
                }
            }
        }

        private void await(int number) {
            synchronized (waiters) {
                waiters[number] = Thread.currentThread();
            }
            try {
                future.get();
            } catch (InterruptedException interrupted) {
                known[number] = crew.wasInterruptedWaiting();
                answered();
            } catch (ExecutionException failed) {
                answered();
            }
        }

        private synchronized void answered() {
            answers++;
        }

        @Override
        public void check() {
            assertEquals(2, answers);
            assertTrue(known[0] && known[1], "the crew forgot that this thread was interrupted");
        }
    }

    @Test
    @DisplayName(
            "a future is completed or cancelled, never both; whoever waits is told, and what is to run at its end runs once")
    void completedAndCancelled() throws Exception {
        var tries = Interleavings.of(CompletedAndCancelled.class, PoolFuture.class, Crew.class)
                .tryAll();
        assertTrue(tries > 20);
    }

    @Test
    @DisplayName("an interrupted wait ends, and the pool knows of each thread that was interrupted")
    void twoWaitersInterrupted() throws Exception {
        var tries = Interleavings.of(
                        TwoWaitersInterrupted.class, PoolFuture.class, Crew.class, TwoWaitersInterrupted.class)
                .tryAll();
        assertTrue(tries > 20);
    }
}
