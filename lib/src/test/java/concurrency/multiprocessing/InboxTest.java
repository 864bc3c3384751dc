package concurrency.multiprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a worker has received and not yet done; this thread is the one that does it. */
@Timeout(20)
class InboxTest {
    private final Inbox inbox = new Inbox(Thread.currentThread());

    private static Message message(Op op, long id) {
        return new Message(op, id, new Payload());
    }

    @ParameterizedTest
    @DisplayName("P09 a task that runs is interrupted, one that waits is taken away, one that is over is left alone")
    @EnumSource(names = {"TASK", "CALL", "CHUNK"})
    void cancel(Op op) throws Exception {
        inbox.add(message(op, 1));
        inbox.add(message(op, 2));
        inbox.add(message(op, 3));
        assertEquals(1, inbox.take().id());
        assertTrue(inbox.cancel(2));
        assertFalse(inbox.cancel(2));
        assertFalse(Thread.currentThread().isInterrupted());
        assertFalse(inbox.cancel(1));
        assertTrue(Thread.currentThread().isInterrupted());
        inbox.ended();
        assertFalse(Thread.currentThread().isInterrupted());
        assertFalse(inbox.cancel(1));
        assertFalse(Thread.currentThread().isInterrupted());
        assertEquals(3, inbox.poll().id());
        assertFalse(inbox.remove(3));
        assertNull(inbox.poll());
        assertFalse(inbox.cancel(3)); // it is over: this thread has come back for more
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    @DisplayName("P09 what is no task is not taken away or interrupted as one, though its number is the same")
    void noTask() throws Exception {
        inbox.add(message(Op.FUNCTION, 1));
        inbox.add(message(Op.FORGET, 1));
        assertFalse(inbox.cancel(1));
        assertEquals(Op.FUNCTION, inbox.take().op());
        assertFalse(inbox.cancel(1));
        assertFalse(Thread.currentThread().isInterrupted());
        assertEquals(Op.FORGET, inbox.poll().op());
    }

    @Test
    @DisplayName("P24 a worker that waits goes on when something comes")
    void waits() throws Exception {
        var taken = new FutureTask<>(inbox::take);
        var runner = Thread.ofPlatform().start(taken);
        Pools.eventually(Duration.ofSeconds(10), () -> runner.getState() == Thread.State.WAITING);
        inbox.add(message(Op.TASK, 1));
        assertEquals(1, taken.get().id());
    }
}
