package concurrency.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.interleaving.Interleavings;
import concurrency.interleaving.Scenario;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A coroutine that another thread hands in, at every moment of a loop that starts, ends or is closed. */
@Timeout(60)
@OneWay("an interleaving binds no scoped values, and what meets here are threads, not generators")
class BridgeInterleavingTest {
    private static final Class<?>[] WOVEN = {Bridge.class, EventLoop.class, Scheduler.class};

    /** A coroutine that ends at once, of a loop that one thread closes while another hands the coroutine in. */
    static final class HandedInAndClosed implements Scenario {
        private final EventLoop loop = new EventLoop();
        private final Coroutine<Integer> coroutine = new Coroutine<>("coroutine", () -> 7);
        private CompletableFuture<Integer> future;
        private boolean refused;

        @Override
        public List<Strand> strands() {
            return List.of(new Strand("caller", this::call), new Strand("closer", loop::close));
        }

        private void call() {
            try {
                future = Asyncio.runCoroutineThreadsafe(coroutine, loop);
            } catch (IllegalStateException closed) {
                refused = true;
            }
        }

        @Override
        public void check() {
            assertTrue(refused || future.isCompletedExceptionally(), "whoever waits for it waits for ever");
            assertEquals(Generator.State.CLOSED, coroutine.state());
        }
    }

    /** A coroutine that waits for ever, and is cancelled by the one who has handed it in. */
    static final class HandedInAndCancelled implements Scenario {
        private final EventLoop loop = new EventLoop();
        private final Coroutine<Integer> coroutine = new Coroutine<>("coroutine", () -> {
            Asyncio.await(loop.createFuture());
            return 7;
        });
        private CompletableFuture<Integer> future;

        @Override
        public List<Strand> strands() {
            return List.of(new Strand("caller", this::call), new Strand("loop", this::run));
        }

        private void call() {
            future = Asyncio.runCoroutineThreadsafe(coroutine, loop);
            future.cancel(true);
        }

        /** As many turns as it takes, and none that would wait. */
        private void run() throws InterruptedException {
            for (var turn = 0; turn < 4; turn++) {
                loop.callSoon(() -> {});
                loop.step();
            }
        }

        @Override
        public void check() throws InterruptedException {
            run();
            assertTrue(future.isCancelled());
            assertEquals(List.of(), loop.allTasks());
            assertEquals(Generator.State.CLOSED, coroutine.state());
        }

        @Override
        public void close() {
            loop.close();
        }
    }

    /** A stage that is completed by one thread, and cancelled by the loop that awaits it. */
    static final class StageCompletedAndCancelled implements Scenario {
        private final EventLoop loop = new EventLoop();
        private final CompletableFuture<Integer> stage = new CompletableFuture<>();
        private final Future<Integer> future = Bridge.fromStage(loop, stage);

        @Override
        public List<Strand> strands() {
            return List.of(new Strand("completer", () -> stage.complete(7)), new Strand("loop", this::run));
        }

        private void run() throws InterruptedException {
            loop.callSoon(future::cancel);
            for (var turn = 0; turn < 3; turn++) {
                loop.callSoon(() -> {});
                loop.step();
            }
        }

        @Override
        public void check() throws Exception {
            run();
            try {
                assertEquals(7, future.result());
            } catch (CancellationException cancelled) {
                assertTrue(stage.isDone());
            }
        }

        @Override
        public void close() {
            loop.close();
        }
    }

    @Test
    @DisplayName(
            "F64 a loop that is closed while a coroutine is handed in: whoever handed it in is told, whenever it is")
    void handedInAndClosed() throws Exception {
        assertTrue(
                Interleavings.of(HandedInAndClosed.class, WOVEN).preemptions(2).tryAll() > 20);
    }

    @Test
    @DisplayName("F64 a coroutine that is cancelled while it is handed in is cancelled, whenever that is")
    void handedInAndCancelled() throws Exception {
        assertTrue(Interleavings.of(HandedInAndCancelled.class, WOVEN)
                        .preemptions(2)
                        .tryAll()
                > 20);
    }

    @Test
    @DisplayName("F64 a stage is completed or cancelled, and the future that awaits it knows which")
    void stage() throws Exception {
        assertTrue(Interleavings.of(StageCompletedAndCancelled.class, WOVEN)
                        .preemptions(2)
                        .tryAll()
                > 20);
    }
}
