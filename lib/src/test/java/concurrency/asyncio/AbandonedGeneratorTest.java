package concurrency.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What becomes of a generator that nobody refers to any more. That no thread is left, the rule after every test says.
 */
@BothWays
class AbandonedGeneratorTest extends BothWays.Tests {
    private static final long ENDS_WITHIN_NS = TimeUnit.SECONDS.toNanos(2);

    private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Frame<?>> illBehaved = new ConcurrentLinkedQueue<>(); // what is left of them

    @Test
    @DisplayName("G38 its finally blocks run, and no thread stays")
    void finallyRuns() {
        abandon(100);
        Garbage.awaitAfterCollection(() -> seen.size() == 100);
    }

    private void abandon(int count) {
        for (var i = 0; i < count; i++) {
            var inner = Generator.of(self -> {
                try {
                    self.yield(1);
                } finally {
                    seen.add("finally");
                }
            });
            Generator.of(self -> self.yieldFrom(inner)).next();
        }
    }

    @Test
    @DisplayName("G38 a source is not abandoned while another generator yields from it")
    void sourceIsInUse() {
        var gen = delegating();
        gen.next();
        for (var i = 0; i < 3; i++) {
            System.gc();
        }
        assertEquals(2, gen.next());
        assertEquals(List.of(), List.copyOf(seen));
        gen.close();
    }

    private Generator<Object> delegating() {
        var inner = Generator.of(self -> {
            try {
                self.yield(1);
                self.yield(2);
            } finally {
                seen.add("finally");
            }
        });
        return Generator.of(self -> self.yieldFrom(inner));
    }

    @Test
    @DisplayName("G39 one whose own body refers to it stays, as its Javadoc says, until somebody closes it")
    void refersToItself() {
        var itself = selfReferring();
        abandon(1);
        Garbage.awaitAfterCollection(() -> seen.contains("finally"));
        assertFalse(itself.refersTo(null), "collected all the same: promise it");
        assertEquals(List.of("finally"), List.copyOf(seen));
        close(itself);
        assertEquals(List.of("finally", "finally of its own"), List.copyOf(seen));
        Garbage.awaitCollected(itself);
    }

    private WeakReference<Generator<Object>> selfReferring() {
        var me = new ArrayList<Generator<Object>>();
        me.add(Generator.of(self -> {
            try {
                self.yield(me.size());
            } finally {
                seen.add("finally of its own");
            }
        }));
        me.getFirst().next();
        return new WeakReference<>(me.getFirst());
    }

    private static void close(WeakReference<Generator<Object>> gen) {
        gen.get().close();
    }

    @Test
    @DisplayName("G40 one that will not end is reported and holds nobody up")
    void illBehaved() {
        var before = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> seen.add(thrown.getMessage()));
        try {
            abandonIllBehaved();
            Garbage.awaitAfterCollection(() -> seen.contains("generator ignored GeneratorExit"));
            abandon(1);
            Garbage.awaitAfterCollection(() -> seen.contains("finally"));
            assertEquals(Generator.State.SUSPENDED, illBehaved.element().state());
        } finally {
            illBehaved.forEach(Frame::close); // so that on threads none is left
            Thread.setDefaultUncaughtExceptionHandler(before);
        }
    }

    /** It ignores the exit once, and ends at the second one. */
    private void abandonIllBehaved() {
        var gen = Generator.of(self -> {
            illBehaved.add((Frame<?>) self);
            try {
                self.yield(1);
            } catch (GeneratorExit ignored) {
                self.yield(2);
            }
        });
        gen.next();
    }

    @Test
    @Timeout(60)
    @DisplayName("G41 a program ends within two seconds although 1,000 generators are suspended")
    void programEnds() throws IOException, InterruptedException, URISyntaxException {
        var best = Long.MAX_VALUE;
        for (var attempt = 0; attempt < 3 && best >= ENDS_WITHIN_NS; attempt++) { // the machine may be busy
            best = Math.min(best, nanosToEnd());
        }
        assertTrue(best < ENDS_WITHIN_NS, "from the last line of main to the end of the process: " + best + " ns");
    }

    /** From the last line of the program's main method to the end of its process. */
    private long nanosToEnd() throws IOException, InterruptedException, URISyntaxException {
        var places = String.join(File.pathSeparator, place(Generator.class), place(AbandonedGeneratorTest.class));
        var program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
                        "-cp",
                        places,
                        Suspended.class.getName(),
                        way.name())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var output = program.inputReader()) {
            assertEquals("suspended 1000 on " + way, output.readLine());
            var since = System.nanoTime();
            assertTrue(program.waitFor(20, TimeUnit.SECONDS), "it has not ended");
            assertEquals(0, program.exitValue());
            return System.nanoTime() - since;
        } finally {
            program.destroyForcibly();
        }
    }

    private static String place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    /** The program of G41. */
    static final class Suspended {
        private static final Generator<?>[] KEPT = new Generator<?>[1_000];

        private Suspended() {}

        public static void main(String[] way) {
            ScopedValue.where(Switching.CHOSEN, Switching.valueOf(way[0])).run(() -> {
                for (var i = 0; i < KEPT.length; i++) {
                    KEPT[i] = Generator.of(self -> {
                        self.yield(1);
                    });
                    KEPT[i].next();
                }
                var suspended = Stream.of(KEPT)
                        .filter(gen -> gen.state() == Generator.State.SUSPENDED)
                        .count();
                System.out.println("suspended " + suspended + " on " + Switching.current());
            });
        }
    }
}
