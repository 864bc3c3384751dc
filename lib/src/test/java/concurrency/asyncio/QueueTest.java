package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.gather;
import static concurrency.asyncio.Asyncio.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** What is Java's own in a queue; that it keeps CPython's rules is held by {@link RecordedToolsTest}. */
@BothWays
class QueueTest extends Loops {
    @Test
    @DisplayName("F61 a queue keeps the order of the java.util.Queue that it is given")
    void orders() throws Exception {
        run(() -> {
            var smallest = new Queue<>(0, new PriorityQueue<Integer>());
            var last = new Queue<>(0, Collections.asLifoQueue(new ArrayDeque<Integer>()));
            for (var number : List.of(2, 3, 1)) {
                smallest.putNowait(number);
                last.putNowait(number);
            }
            assertEquals(
                    List.of(1, 2, 3), List.of(await(smallest.get()), await(smallest.get()), await(smallest.get())));
            assertEquals(List.of(1, 3, 2), List.of(await(last.get()), await(last.get()), await(last.get())));
        });
    }

    @Test
    @DisplayName("F61 null is an item like any other, for those who send it as a sign of the end")
    void nothing() throws Exception {
        run(() -> {
            var queue = new Queue<String>(1);
            queue.putNowait(null);
            assertTrue(queue.full());
            assertNull(await(queue.get()));
            assertThrows(QueueEmpty.class, queue::getNowait);
        });
    }

    @RepeatedTest(20)
    @DisplayName("F61 whoever is cancelled, nothing is lost, nothing comes twice, and everybody comes to an end")
    void nothingIsLost(RepetitionInfo repetition) throws Exception {
        var random = new Random(repetition.getCurrentRepetition());
        var put = new TreeSet<Integer>();
        var got = new ArrayList<Integer>();
        run(() -> {
            var queue = new Queue<Integer>(random.nextInt(4));
            var tasks = new ArrayList<Task<Void>>();
            for (var i = 0; i < 40; i++) {
                var number = i;
                tasks.add(createTask(async(() -> {
                    for (var item = number * 10; item < number * 10 + 10; item++) {
                        await(queue.put(item));
                        put.add(item);
                    }
                })));
                tasks.add(createTask(async(() -> {
                    for (var count = 0; count < 10; count++) {
                        got.add(await(queue.get()));
                    }
                })));
            }
            for (var turn = 0; turn < 100; turn++) {
                await(sleep(0));
                tasks.get(random.nextInt(tasks.size())).cancel();
            }
            await(sleep(1)); // whoever can has ended
            while (!queue.empty()) {
                got.add(await(queue.get()));
                await(sleep(0));
            }
            tasks.forEach(Task::cancel);
            await(Asyncio.wait(tasks));
        });
        assertEquals(new ArrayList<>(put), got.stream().sorted().toList());
        assertTrue(put.size() > 100, "too few to say anything: " + put.size());
    }

    @Test
    @DisplayName("F61 a queue in which others have waited in another loop is refused")
    void anotherLoop() throws Exception {
        var queue = new Queue<Integer>();
        run(() -> await(gather(queue.get(), queue.put(1))));
        try (var other = new EventLoop(clock)) {
            var refused = assertThrows(IllegalStateException.class, () -> other.runUntilComplete(queue.get()));
            assertEquals("<Queue maxsize=0 tasks=1> is bound to a different event loop", refused.getMessage());
        }
    }

    @Test
    @DisplayName("F61 those who wait when the loop is closed end like any task, woken or not")
    void closed() {
        var queue = new Queue<Integer>();
        loop.callLater(1, () -> {
            queue.putNowait(1); // wakes the first, who does not get to run
            loop.stop();
        });
        assertThrows(IllegalStateException.class, () -> run(() -> await(gather(queue.get(), queue.get()))));
        loop.close();
        assertEquals(Collections.nCopies(3, "Task was destroyed but it is pending!"), troubled.messages());
    }

    @Test
    @DisplayName("F61 a queue that is shut down gives what is in it, and lets join wait for it")
    void shutdown() throws Exception {
        run(() -> {
            var queue = new Queue<String>(3);
            assertEquals(3, queue.maxsize());
            queue.putNowait("last");
            queue.shutdown();
            assertThrows(QueueShutDown.class, () -> await(queue.put("late")));
            var join = createTask(queue.join());
            assertEquals("last", await(queue.get()));
            await(sleep(1));
            assertFalse(join.done());
            queue.taskDone();
            await(join);
            assertThrows(QueueShutDown.class, queue::getNowait);
        });
    }
}
