package concurrency.multiprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.time.Duration;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many items at once, on one pool of two workers. */
@Timeout(60)
class MapTest extends OnOnePool {
    @ParameterizedTest(name = "chunks of {0}")
    @DisplayName("P25 map keeps the order of the items, whatever the chunks and whoever is done first")
    @ValueSource(ints = {1, 3, 100, 1000})
    void order(int chunkSize) throws Exception {
        var items = IntStream.range(0, 100).boxed().toList();
        assertEquals(
                items.stream().map(x -> x * 2).toList(),
                pool.map(
                        x -> {
                            Thread.yield();
                            return x * 2;
                        },
                        items,
                        chunkSize));
    }

    @Test
    @DisplayName("P25 no items, null items, null results; chunks of 0 and -1 are refused; a list that throws is heard")
    void edges() throws Exception {
        assertEquals(List.of(), pool.map(x -> x, List.of()));
        assertEquals(Arrays.asList(null, "b"), pool.map(x -> x, Arrays.asList(null, "b"), 2));
        assertThrows(IllegalArgumentException.class, () -> pool.map(x -> x, List.of(1), 0));
        assertThrows(IllegalArgumentException.class, () -> pool.map(x -> x, List.of(1), -1));
        var throwing = new AbstractList<Integer>() {
            @Override
            public Integer get(int index) {
                throw new IllegalStateException("no item " + index);
            }

            @Override
            public int size() {
                return 3;
            }
        };
        assertThrows(IllegalStateException.class, () -> pool.map(x -> x, throwing));
        assertEquals(List.of(1), pool.map(x -> x, List.of(1)));
    }

    @Test
    @DisplayName("P25 the first failure ends a map, interrupts what still runs for it, and begins nothing more")
    void failure() throws Exception {
        var gate = gate();
        var failed = assertThrows(
                ExecutionException.class,
                () -> pool.map(
                        x -> {
                            gate.mark("ran");
                            if (x == 1) {
                                throw new IllegalStateException("item " + x);
                            }
                            try {
                                gate.await("never");
                            } catch (InterruptedException cancelled) {
                                gate.mark("interrupted");
                            }
                            return x;
                        },
                        List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9)));
        assertInstanceOf(IllegalStateException.class, failed.getCause());
        gate.awaitMarks("interrupted", 1);
        assertTrue(
                gate.marks("ran") <= 3, () -> gate.marks("ran") + " ran"); // the third in place of the one that failed
        assertEquals(List.of(1, 2), pool.map(x -> x, List.of(1, 2)));
    }

    @Test
    @DisplayName("P24 10,000 tiny tasks, given at once and as a map; a list of 64 arrays of 1 MB")
    void many() throws Exception {
        var futures = new ArrayList<Future<Integer>>();
        for (var i = 0; i < 10_000; i++) {
            var number = i;
            futures.add(pool.submit(() -> number));
        }
        for (var i = 0; i < 10_000; i++) {
            assertEquals(i, futures.get(i).get());
        }
        var items = IntStream.range(0, 10_000).boxed().toList();
        assertEquals(items, pool.map(x -> x, items));
        var large = IntStream.range(0, 64).mapToObj(_ -> new byte[1 << 20]).toList();
        assertEquals(
                64 << 20,
                pool.map(bytes -> bytes.length, large).stream().mapToInt(x -> x).sum());
    }

    /** Counts how many of them were turned into bytes. */
    private static final class Counted implements Serializable {
        private static final AtomicInteger WRITTEN = new AtomicInteger();

        private void writeObject(ObjectOutputStream out) throws IOException {
            WRITTEN.incrementAndGet();
            out.defaultWriteObject();
        }
    }

    @Test
    @DisplayName("P24 a long map is turned into bytes as fast as the workers work, no faster: at most 1,024 items wait")
    void backPressure() throws Exception {
        var gate = gate();
        var items = Collections.nCopies(3000, new Counted());
        var results = new FutureTask<>(() -> pool.map(
                item -> {
                    gate.await("go");
                    return 1;
                },
                items));
        var caller = Thread.ofPlatform().start(results);
        Pools.eventually(
                Duration.ofSeconds(20),
                () -> caller.getState() == Thread.State.WAITING && Counted.WRITTEN.get() >= 1024);
        assertEquals(1024, Counted.WRITTEN.get());
        gate.open("go");
        assertEquals(Collections.nCopies(3000, 1), results.get());
        assertEquals(3000, Counted.WRITTEN.get());
    }

    @Test
    @DisplayName("a map's function travels once to each worker, however much it captured")
    void functionOnce() throws Exception {
        var table = new int[1 << 20];
        Arrays.setAll(table, i -> i);
        var start = System.nanoTime();
        assertEquals(
                IntStream.range(0, 500).boxed().toList(),
                pool.map(i -> table[i], IntStream.range(0, 500).boxed().toList()));
        var again = pool.map(
                i -> System.identityHashCode(table),
                IntStream.range(0, 50).boxed().toList());
        assertTrue(
                again.stream().distinct().count() <= 2, () -> again + " after " + (System.nanoTime() - start) + " ns");
    }
}
