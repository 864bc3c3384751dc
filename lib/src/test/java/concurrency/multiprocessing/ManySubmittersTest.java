package concurrency.multiprocessing;

import static concurrency.multiprocessing.Pools.assertNoneLostOrTwice;
import static concurrency.multiprocessing.Pools.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tasks from many threads and from callbacks. Each leaves a mark where it runs, and those are what is counted. */
@Timeout(60)
class ManySubmittersTest {
    private static final int THREADS = 8;

    @TempDir
    private Path folder;

    private static SerializableCallable<Integer> marking(Gate gate, int number) {
        return () -> {
            gate.mark(Integer.toString(number));
            return number;
        };
    }

    private static void inThreads(InThread work) throws InterruptedException {
        var together = new CyclicBarrier(THREADS);
        var failed = new ConcurrentSkipListMap<Integer, Throwable>();
        var threads = IntStream.range(0, THREADS)
                .mapToObj(thread -> Thread.ofPlatform().start(() -> {
                    try {
                        together.await();
                        work.of(thread);
                    } catch (Throwable thrown) {
                        failed.put(thread, thrown);
                    }
                }))
                .toList();
        for (var thread : threads) {
            thread.join();
        }
        assertTrue(failed.isEmpty(), failed::toString);
    }

    private interface InThread {
        void of(int thread) throws Exception;
    }

    @Test
    @DisplayName("P33 eight threads submit at once: each task runs once, and each thread gets the results of its own")
    void eightThreads() throws Exception {
        var gate = Gate.in(folder);
        var futures = new ConcurrentSkipListMap<Integer, PoolFuture<Integer>>();
        try (var pool = Pools.of(2).start()) {
            inThreads(thread -> {
                for (var i = 0; i < 25; i++) {
                    var number = 25 * thread + i;
                    futures.put(number, pool.submit(marking(gate, number)));
                }
                for (var i = 0; i < 25; i++) {
                    var number = 25 * thread + i;
                    assertEquals(number, futures.get(number).get());
                }
            });
        }
        assertEquals(THREADS * 25, futures.size());
        assertNoneLostOrTwice(List.copyOf(futures.values()), gate);
    }

    @Test
    @DisplayName("P33 a callback submits the next task, also one for a task that was done, and for one that failed")
    void fromCallback() throws Exception {
        var gate = Gate.in(folder);
        var futures = new ConcurrentSkipListMap<Integer, PoolFuture<Integer>>();
        var last = new CountDownLatch(1);
        try (var pool = Pools.of(1).start()) {
            next(pool, gate, futures, last);
            last.await();
            var failing = pool.<Integer>submit(() -> {
                throw new IllegalStateException("on purpose");
            });
            Pools.failureOf(IllegalStateException.class, failing);
            var done = new CountDownLatch(1);
            failing.whenDone(() -> {
                futures.put(30, pool.submit(marking(gate, 30)));
                done.countDown();
            });
            done.await();
            assertEquals(30, futures.get(30).get());
        }
        assertEquals(31, futures.size());
        assertNoneLostOrTwice(List.copyOf(futures.values()), gate);
    }

    /** Thirty tasks, each submitted when the one before is done. */
    private static void next(
            ProcessPool pool,
            Gate gate,
            ConcurrentSkipListMap<Integer, PoolFuture<Integer>> futures,
            CountDownLatch last) {
        var number = futures.size();
        if (number == 30) {
            last.countDown();
            return;
        }
        var future = pool.submit(marking(gate, number));
        futures.put(number, future);
        future.whenDone(() -> next(pool, gate, futures, last));
    }

    @ParameterizedTest(name = "at once: {0}")
    @DisplayName(
            "P33 P07 a pool is shut down while eight threads and callbacks submit: each task is accepted or rejected, "
                    + "and no rejected one runs")
    @ValueSource(booleans = {false, true})
    void shutdownRace(boolean now) throws Exception {
        var gate = Gate.in(folder);
        var accepted = new ConcurrentSkipListMap<Integer, PoolFuture<Integer>>();
        var rejected = new AtomicInteger();
        var callbacks = new AtomicInteger();
        var asked = new AtomicInteger();
        var pool = Pools.of(2).start();
        pool.awaitReady();
        List<Runnable> returned = new ArrayList<>();
        var ender = Thread.ofPlatform().start(() -> {
            eventually(Duration.ofSeconds(30), () -> accepted.size() >= 100);
            if (now) {
                returned.addAll(pool.shutdownNow());
            } else {
                pool.shutdown();
            }
        });
        inThreads(_ -> {
            while (!pool.isShutdown()) {
                submit(pool, gate, accepted, rejected, callbacks, asked, true);
            }
            submit(pool, gate, accepted, rejected, callbacks, asked, false);
        });
        ender.join();
        assertTrue(pool.awaitTermination(20, TimeUnit.SECONDS));
        eventually(
                Duration.ofSeconds(10), () -> callbacks.get() == 0 && accepted.size() + rejected.get() == asked.get());
        assertTrue(accepted.size() >= 100 && rejected.get() >= THREADS, accepted.size() + " and " + rejected);
        var marks = gate.marks();
        for (var number = 0; number < asked.get(); number++) {
            var ran = marks.getOrDefault(Integer.toString(number), 0);
            var future = accepted.get(number);
            if (future == null) {
                assertEquals(0, ran, "a rejected task ran");
            } else if (future.state() == Future.State.SUCCESS) {
                assertEquals(1, ran);
                assertFalse(returned.contains(future));
            } else {
                assertTrue(now && ran <= 1, () -> "state " + future.state());
                assertTrue(!returned.contains(future) || ran == 0 && future.isCancelled(), "ran and was returned");
            }
        }
    }

    private static void submit(
            ProcessPool pool,
            Gate gate,
            ConcurrentSkipListMap<Integer, PoolFuture<Integer>> accepted,
            AtomicInteger rejected,
            AtomicInteger callbacks,
            AtomicInteger asked,
            boolean again) {
        var number = asked.getAndIncrement();
        try {
            var future = pool.submit(marking(gate, number));
            accepted.put(number, future);
            if (again && number % 10 == 0) {
                callbacks.incrementAndGet();
                future.whenDone(() -> {
                    submit(pool, gate, accepted, rejected, callbacks, asked, false);
                    callbacks.decrementAndGet();
                });
            }
        } catch (RejectedExecutionException late) {
            rejected.incrementAndGet();
        }
    }
}
