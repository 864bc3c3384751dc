package concurrency.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.trace.Activity;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TimekeeperTest {
    private final AtomicLong clock = new AtomicLong();

    @Test
    @DisplayName("a worker that hears when it is ready has the thread until it waits again: all of that is its work")
    void onALoop() {
        var time = new Timekeeper(clock::get, true);
        clock.addAndGet(100);
        time.suspended();
        clock.addAndGet(10);
        time.ready();
        clock.addAndGet(5);
        time.resumed();
        clock.addAndGet(50);
        assertEquals(
                List.of(
                        new Part(Activity.WORKING, 0, 100, 100),
                        new Part(Activity.WAITING, 100, 110, 0),
                        new Part(Activity.READY, 110, 115, 0),
                        new Part(Activity.WORKING, 115, 165, 50)),
                time.end());
    }

    @Test
    @DisplayName("elsewhere no more is work than the thread had of a processor")
    void onAThread() {
        var time = new Timekeeper(clock::get, false);
        time.suspended();
        time.resumed();
        clock.addAndGet(Duration.ofHours(1).toNanos());
        var work = time.end().getLast().work();
        assertTrue(work < Duration.ofHours(1).toNanos(), work + " ns of work, and the test has not worked for an hour");
    }

    @Test
    @DisplayName("where no clock knows what the thread had of a processor, all of it can have been work")
    void onAVirtualThread() throws InterruptedException {
        var work = new AtomicLong();
        Thread.ofVirtual()
                .start(() -> {
                    var virtual = new Timekeeper(clock::get, false);
                    clock.addAndGet(1000);
                    work.set(virtual.end().getLast().work());
                })
                .join();
        assertEquals(1000, work.get());
    }
}
