package concurrency.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LogTest {
    private final AtomicLong clock = new AtomicLong();
    private final Recorder recorder = new Recorder(clock::get);
    private final Log log = new Log(recorder);

    @Test
    void everyLineHasItsTimeAndItsWorkerInTheOrderOfWriting() throws InterruptedException {
        log.println("started");
        clock.set(12_340_000);
        runOn("Thread-5", () -> log.println("Read 275"));
        clock.set(1_000_000_000);
        runOn("W", () -> log.println(null));
        var here = Thread.currentThread().getName();
        var width = Math.max(here.length(), "Thread-5".length());
        assertEquals(
                "      0.0 ms  " + pad(here, width) + "  started\n"
                        + "     12.3 ms  " + pad("Thread-5", width) + "  Read 275\n"
                        + "   1000.0 ms  " + pad("W", width) + "  null",
                log.toString());
    }

    @Test
    void anEmptyLogIsEmpty() {
        assertEquals("", log.toString());
    }

    @Test
    void otherEventsOfTheSameRecordAreNotLines() {
        recorder.record(TraceEvent.of(new Move.TimerDue("not a line")));
        assertEquals("", log.toString());
    }

    private static void runOn(String thread, Runnable action) throws InterruptedException {
        Thread.ofPlatform().name(thread).start(action).join();
    }

    private static String pad(String name, int width) {
        return name + " ".repeat(width - name.length());
    }
}
