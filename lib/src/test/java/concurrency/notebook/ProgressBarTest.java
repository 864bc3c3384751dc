package concurrency.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final AtomicLong clock = new AtomicLong();
    private final Memory screen = new Memory();

    /** A screen that remembers all that was shown. */
    private static final class Memory implements Screen {
        private final List<String> shown = new ArrayList<>();

        @Override
        public synchronized String display(Object value) {
            shown.add(value.toString());
            return "id";
        }

        @Override
        public void markdown(String text) {
            throw new AssertionError("a bar is no Markdown");
        }

        @Override
        public void caption(String sentence) {
            throw new AssertionError("a bar has no caption");
        }

        @Override
        public synchronized void update(String id, Object value) {
            assertEquals("id", id);
            shown.add(value.toString());
        }

        @Override
        public String kernel() {
            return "test";
        }
    }

    @Test
    void itGrowsAndEndsInASentence() {
        var bar = new ProgressBar(4, screen, clock::get);
        clock.addAndGet(500_000_000);
        bar.step(true);
        bar.step(true);
        clock.addAndGet(500_000_000);
        bar.step(true);
        bar.step(true);
        clock.addAndGet(400_000_000);
        bar.close();
        assertEquals(
                List.of(
                        "░".repeat(40) + "  0 of 4 in 0.0 s",
                        "█".repeat(10) + "░".repeat(30) + "  1 of 4 in 0.5 s",
                        "█".repeat(30) + "░".repeat(10) + "  3 of 4 in 1.0 s",
                        "4 of 4 in 1.4 s"),
                screen.shown);
    }

    @Test
    void itIsDrawnAtMostTenTimesASecond() {
        var bar = new ProgressBar(10_000, screen, clock::get);
        for (var i = 0; i < 10_000; i++) {
            clock.addAndGet(300_000);
            bar.step(true);
        }
        bar.close();
        assertEquals(1 + 29 + 1, screen.shown.size(), "in three seconds");
    }

    @Test
    void nothingIsDrawnAfterItIsClosed() {
        var bar = new ProgressBar(2, screen, clock::get);
        bar.close();
        bar.close();
        clock.addAndGet(1_000_000_000);
        bar.step(true);
        assertEquals(2, screen.shown.size());
        assertEquals("0 of 2 in 0.0 s", screen.shown.getLast());
    }

    @Test
    void failuresAreCounted() {
        var bar = new ProgressBar(2, screen, clock::get);
        bar.step(true);
        bar.step(false);
        bar.close();
        assertEquals("2 of 2 in 0.0 s, 1 of them failed", screen.shown.getLast());
    }

    @Test
    void stepsOfEightThreadsAreAllCounted() throws Exception {
        var together = new CyclicBarrier(8);
        var bar = new ProgressBar(80_000, screen, System::nanoTime);
        try (var pool = Executors.newFixedThreadPool(8)) {
            var tasks = IntStream.range(0, 8)
                    .mapToObj(thread -> pool.submit(() -> {
                        together.await();
                        for (var i = 0; i < 10_000; i++) {
                            bar.step(true);
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> task : tasks) {
                task.get();
            }
        }
        bar.close();
        assertTrue(screen.shown.getLast().startsWith("80000 of 80000 in "), screen.shown.getLast());
    }

    @Test
    void aBarWithoutStepsIsRefused() {
        var refused = assertThrows(IllegalArgumentException.class, () -> new ProgressBar(0));
        assertEquals("a progress bar needs at least one step, not 0", refused.getMessage());
    }
}
