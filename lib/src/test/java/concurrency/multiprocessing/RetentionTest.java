package concurrency.multiprocessing;

import static concurrency.multiprocessing.Pools.eventually;
import static concurrency.multiprocessing.Pools.failureOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a task was given and what it returned is let go of, in the pool's process and in the worker, however it ended.
 */
@Tag("thorough")
@Timeout(60)
class RetentionTest {
    /** In bytes, a little less than 8 MiB, since some collectors keep whole regions for such an array. */
    private static final int SIZE = (8 << 20) - 4096;

    /** In a worker: what its tasks had. */
    private static final List<WeakReference<Object>> SEEN = new ArrayList<>();

    @TempDir
    private Path folder;

    private static final class Load implements Serializable {
        private final byte[] bytes = new byte[SIZE];
    }

    private static final class LoadedException extends RuntimeException {
        @SuppressWarnings("unused") // travels with it
        private final Load load = new Load();
    }

    private static <T> T seen(T object) {
        SEEN.add(new WeakReference<>(object));
        return object;
    }

    private enum End {
        RESULT,
        FAILURE,
        CANCELLED_RUNNING,
        CANCELLED_WAITING,
        DIED,
        STOPPED
    }

    /** A task that has a load, and returns another or throws it. */
    private static SerializableCallable<Load> task(End end, Gate gate, Load argument) {
        return () -> {
            seen(argument);
            gate.mark("begun");
            switch (end) {
                case RESULT -> {
                    return seen(new Load());
                }
                case FAILURE -> throw seen(new LoadedException());
                case DIED -> Runtime.getRuntime().halt(9);
                default -> gate.await("never");
            }
            return argument;
        };
    }

    /** Has such a task end so; what is to be let go of is added to the references. */
    private static PoolFuture<?> use(ProcessPool pool, End end, Gate gate, List<WeakReference<?>> references)
            throws Exception {
        var argument = new Load();
        var task = task(end, gate, argument);
        references.add(new WeakReference<>(argument));
        references.add(new WeakReference<>(task));
        PoolFuture<?> before = null;
        var begun = gate.marks("begun");
        if (end == End.CANCELLED_WAITING || end == End.STOPPED) {
            before = pool.submit(() -> {
                gate.await("never");
                return 1;
            });
        }
        var future = pool.submit(task);
        switch (end) {
            case RESULT -> references.add(new WeakReference<>(future.get(10, TimeUnit.SECONDS)));
            case FAILURE -> references.add(new WeakReference<>(failureOf(LoadedException.class, future)));
            case DIED -> failureOf(WorkerDiedException.class, future);
            case STOPPED -> assertTrue(pool.shutdownNow().contains(future));
            default -> {
                if (before == null) {
                    gate.awaitMarks("begun", begun + 1);
                }
                assertTrue(future.cancel(true));
            }
        }
        if (before != null) {
            before.cancel(true);
        }
        return future;
    }

    @ParameterizedTest
    @DisplayName(
            "P30 the pool's process lets go of a task, its argument and its result, and keeps no bytes of an argument "
                    + "for a future that is done")
    @EnumSource
    void inThePool(End end) throws Exception {
        var gate = Gate.in(folder);
        try (var pool = Pools.of(1).start()) {
            pool.awaitReady();
            var argumentsOfHeld = new ArrayList<WeakReference<?>>();
            var held = new ArrayList<PoolFuture<?>>();
            var references = new ArrayList<WeakReference<?>>();
            var before = usedMemory();
            for (var i = 0; i < (end == End.STOPPED ? 1 : 3); i++) {
                held.add(use(pool, end, gate, argumentsOfHeld));
            }
            // What is still held is the futures, and the result or exception of each.
            var results = end == End.RESULT || end == End.FAILURE ? held.size() * (long) SIZE : 0;
            eventually(Duration.ofSeconds(10), () -> usedMemory() - before < results + SIZE / 2);
            assertTrue(argumentsOfHeld.get(0).refersTo(null)
                    && argumentsOfHeld.get(1).refersTo(null));
            assertTrue(held.stream().allMatch(PoolFuture::isDone));
            held.clear();
            references.addAll(argumentsOfHeld);
            eventually(Duration.ofSeconds(10), () -> {
                System.gc();
                return references.stream().allMatch(reference -> reference.refersTo(null));
            });
        }
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @ParameterizedTest
    @DisplayName("P30 a worker lets go of a task's argument, its result and its exception when the task has ended")
    @EnumSource(
            value = End.class,
            names = {"RESULT", "FAILURE", "CANCELLED_RUNNING"})
    void inTheWorker(End end) throws Exception {
        try (var pool = Pools.of(1).start()) {
            use(pool, end, Gate.in(folder), new ArrayList<>());
            assertLetGo(pool);
        }
    }

    @Test
    @DisplayName("P30 a map's function, items and results are let go of on both sides when it has ended")
    void map() throws Exception {
        try (var pool = Pools.of(1).start()) {
            var references = new ArrayList<WeakReference<?>>();
            mapOnce(pool, references);
            eventually(Duration.ofSeconds(10), () -> {
                System.gc();
                return references.stream().allMatch(reference -> reference.refersTo(null));
            });
            assertLetGo(pool);
        }
    }

    private static void mapOnce(ProcessPool pool, List<WeakReference<?>> references) throws Exception {
        var captured = new Load();
        var item = new Load();
        var results = pool.map(
                each -> {
                    seen(captured);
                    seen(each);
                    return seen(new Load());
                },
                List.of(item));
        references.add(new WeakReference<>(captured));
        references.add(new WeakReference<>(item));
        references.add(new WeakReference<>(results.getFirst()));
    }

    private static void assertLetGo(ProcessPool pool) throws Exception {
        assertTrue(pool.submit(() -> SEEN.size()).get() > 0);
        eventually(Duration.ofSeconds(10), () -> {
            try {
                return pool.submit(() -> {
                            System.gc();
                            return SEEN.stream().allMatch(reference -> reference.refersTo(null));
                        })
                        .get();
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        });
        assertEquals(1, pool.workers().size());
    }

    @Test
    @DisplayName("P30 P13 a pool that breaks keeps no bytes of the tasks that waited, though their futures are held")
    void broken() throws Exception {
        var gate = Gate.in(folder);
        try (var pool = Pools.of(1)
                .initializer(() -> {
                    try {
                        gate.await("break");
                    } catch (InterruptedException neverHappens) {
                        throw new AssertionError(neverHappens);
                    }
                    throw new IllegalStateException("on purpose");
                })
                .start()) {
            var before = usedMemory();
            var held = new ArrayList<PoolFuture<?>>();
            for (var i = 0; i < 3; i++) {
                held.add(submitLoad(pool));
            }
            gate.open("break");
            for (var future : held) {
                failureOf(BrokenPoolException.class, future);
            }
            eventually(Duration.ofSeconds(10), () -> usedMemory() - before < SIZE / 2);
            assertTrue(held.stream().allMatch(PoolFuture::isDone));
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
    @DisplayName(
            "P30 P09 a task that is cancelled when it is half sent, to a worker that dies then, leaves no bytes behind")
    void cancelledHalfSent() throws Exception {
        try (var pool = Pools.of(1).heap(256).start()) {
            pool.awaitReady();
            var frozen = pool.workers().getFirst();
            var memory = usedMemory();
            var read = Traffic.of(frozen.pid()).read();
            var held = submitMuch(pool);
            assertTrue(Traffic.freezeHalfWay(
                    frozen.pid(), 8 * SIZE, () -> Traffic.of(frozen.pid()).read() - read));
            assertTrue(held.cancel(false));
            Deaths.kill(frozen);
            eventually(Duration.ofSeconds(10), () -> !pool.workers().contains(frozen));
            eventually(Duration.ofSeconds(10), () -> usedMemory() - memory < SIZE / 2);
            assertTrue(held.isDone());
            assertEquals(1, pool.submit(() -> 1).get());
        }
    }

    private static PoolFuture<Integer> submitMuch(ProcessPool pool) {
        var loads = Stream.generate(Load::new).limit(8).toArray(Load[]::new);
        return pool.submit(() -> loads.length);
    }

    private static PoolFuture<Integer> submitLoad(ProcessPool pool) {
        var load = new Load();
        return pool.submit(() -> load.bytes.length);
    }
}
