package concurrency.replay;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.gather;
import static concurrency.asyncio.Asyncio.runningLoop;
import static concurrency.asyncio.Asyncio.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.asyncio.Coroutine;
import concurrency.asyncio.EventLoop;
import concurrency.asyncio.VirtualClock;
import concurrency.trace.Activity;
import concurrency.trace.Recorder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The spans of tasks: waiting, and overdue")
class TaskSpansTest {
    private final VirtualClock clock = new VirtualClock();
    private final Recorder recorder = new Recorder();

    /** What the task did, each with its length in tenths of a second, and what took no time left out. */
    private List<String> spans(String task, Coroutine<?> main) throws Exception {
        try (var loop = new EventLoop(clock, recorder)) {
            loop.run(main);
        }
        return TaskSpans.of(recorder, true).stream()
                .filter(span -> span.worker().equals(task))
                .filter(span -> span.duration().toMillis() > 0)
                .map(span -> span.activity() + " " + Math.round(span.duration().toMillis() / 100.0))
                .toList();
    }

    private Coroutine<Void> rude(double seconds, int blocksMillis) {
        return async(() -> {
            await(sleep(seconds));
            clock.advance(Duration.ofMillis(blocksMillis));
        });
    }

    @Test
    @DisplayName("a task is overdue from when its timer was due until the busy loop came to it")
    void overdue() throws Exception {
        var spans = spans(
                "ticker",
                async(() -> await(gather(createTask(sleep(2), "ticker"), createTask(rude(1, 4000), "rude")))));
        assertEquals(List.of(Activity.WAITING + " 20", Activity.OVERDUE + " 30"), spans);
    }

    @Test
    @DisplayName("a loop that has slept until a timer is due is not late")
    void onTime() throws Exception {
        assertEquals(
                List.of(Activity.WAITING + " 20"), spans("ticker", async(() -> await(createTask(sleep(2), "ticker")))));
    }

    @Test
    @DisplayName("only who waited for the late timer is overdue, not who set it and waits for something else")
    void whose() throws Exception {
        var spans = spans(
                "setter",
                async(() -> await(gather(createTask(settingATimer(), "setter"), createTask(rude(1, 4000), "rude")))));
        assertEquals(List.of(Activity.WAITING + " 60"), spans);
    }

    private static Coroutine<Void> settingATimer() {
        return async(() -> {
            runningLoop().callLater(2, () -> {});
            await(sleep(6));
        });
    }

    @Test
    @DisplayName("a cancelled timer makes nobody overdue")
    void cancelled() throws Exception {
        var spans = spans("waiter", async(() -> {
            var waiter = createTask(sleep(2), "waiter");
            await(sleep(1));
            waiter.cancel();
            clock.advance(Duration.ofSeconds(4));
            await(sleep(0));
        }));
        assertEquals(List.of(Activity.WAITING + " 10", Activity.READY + " 40"), spans);
    }

    @Test
    @DisplayName("in real time too a wait is parted where its timer came due")
    void realTime() throws Exception {
        try (var loop = new EventLoop(recorder)) {
            loop.run(async(() -> {
                var ticker = createTask(sleep(0.005), "ticker");
                await(sleep(0));
                var end = System.nanoTime() + 20_000_000;
                while (System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
                await(ticker);
            }));
        }
        var parts = TaskSpans.of(recorder, false).stream()
                .filter(span -> span.worker().equals("ticker"))
                .toList();
        var waiting = parts.stream()
                .filter(span -> span.activity() == Activity.WAITING)
                .findFirst()
                .orElseThrow();
        var overdue = parts.stream()
                .filter(span -> span.activity() == Activity.OVERDUE)
                .findFirst()
                .orElseThrow();
        assertEquals(waiting.end(), overdue.start());
        assertTrue(overdue.end() - waiting.start() >= 20_000_000, waiting + ", " + overdue);
    }
}
