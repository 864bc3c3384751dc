package concurrency.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What becomes of a generator that nobody refers to any more. That no thread is left, the rule after every test says.
 */
@BothWays
class AbandonedGeneratorTest extends BothWays.Tests {
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
    @Timeout(30)
    @DisplayName("G41 a program ends although 1,000 generators are suspended")
    void programEnds() throws IOException, InterruptedException, URISyntaxException {
        var places = String.join(File.pathSeparator, place(Generator.class), place(AbandonedGeneratorTest.class));
        var program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-exports=java.base/jdk.internal.vm=ALL-UNNAMED",
                        "-cp",
                        places,
                        Suspended.class.getName(),
                        way.name())
                .inheritIO()
                .start();
        assertTrue(program.waitFor(20, TimeUnit.SECONDS));
        assertEquals(0, program.exitValue());
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
            });
        }
    }
}
