package concurrency.multiprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.interleaving.Interleavings;
import concurrency.interleaving.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In a worker: tasks come and are cancelled while others run. */
@Timeout(60)
class InboxInterleavingTest {
    static final class CancelledWhileItBegins implements Scenario {
        private final CompletableFuture<Inbox> inbox = new CompletableFuture<>();
        private final List<Long> ran = new ArrayList<>();
        private boolean takenAway;
        private boolean nextInterrupted;

        @Override
        public List<Strand> strands() {
            return List.of(new Strand("runner", this::run), new Strand("receiver", this::receive));
        }

        private void run() throws InterruptedException {
            var own = new Inbox(Thread.currentThread());
            inbox.complete(own);
            for (var message = own.take(); message.op() != Op.BYE; message = own.take()) {
                ran.add(message.id());
                nextInterrupted |= message.id() == 2 && Thread.interrupted();
                own.ended();
            }
        }

        private void receive() {
            var other = inbox.join();
            other.add(new Message(Op.TASK, 1, new Payload()));
            takenAway = other.cancel(1);
            other.add(new Message(Op.TASK, 2, new Payload()));
            other.add(new Message(Op.BYE, 0, new Payload()));
        }

        @Override
        public void check() {
            assertEquals(takenAway ? List.of(2L) : List.of(1L, 2L), ran);
            assertFalse(nextInterrupted, "the interrupt of the first task hit the second");
        }
    }

    @Test
    @DisplayName("a task that is cancelled has been taken away or runs, and no other is interrupted for it")
    void cancelledWhileItBegins() throws Exception {
        var tries = Interleavings.of(CancelledWhileItBegins.class, Inbox.class, CancelledWhileItBegins.class)
                .preemptions(3)
                .tryAll();
        assertTrue(tries > 20);
    }
}
