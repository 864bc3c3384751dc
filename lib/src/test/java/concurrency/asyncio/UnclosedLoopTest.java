package concurrency.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.channels.Pipe;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of a loop that nobody closed and nobody refers to, and what one that was closed still holds. */
@BothWays
class UnclosedLoopTest extends BothWays.Tests {
    private final ConcurrentLinkedQueue<String> reports = new ConcurrentLinkedQueue<>();
    private Pipe pipe;

    @BeforeEach
    void openPipe() throws IOException {
        pipe = Pipe.open();
        pipe.source().configureBlocking(false);
    }

    @AfterEach
    void closePipe() throws IOException {
        pipe.source().close();
        pipe.sink().close();
    }

    private WeakReference<EventLoop> forgotten(boolean close) throws Exception {
        var loop = new EventLoop(new VirtualClock());
        loop.setExceptionHandler(trouble -> reports.add(trouble.message()));
        loop.addReader(pipe.source(), loop::stop); // which refers to the loop, as readers do
        loop.callLater(9, loop::stop);
        loop.callSoon(loop::stop);
        loop.step();
        if (close) {
            loop.close();
        }
        return new WeakReference<>(loop);
    }

    @Test
    @DisplayName("F40 a loop that was never closed is reported when it is collected, and its selector is closed")
    void unclosed() throws Exception {
        Garbage.awaitCollected(forgotten(false));
        Garbage.awaitAfterCollection(() -> reports.contains("unclosed event loop"));
        Garbage.awaitAfterCollection(() -> !pipe.source().isRegistered());
    }

    @Test
    @DisplayName("F40 one that was closed is not")
    void closed() throws Exception {
        Garbage.awaitCollected(forgotten(true));
        Garbage.awaitCollected(forgotten(false));
        Garbage.awaitAfterCollection(() -> reports.contains("unclosed event loop"));
        assertEquals(List.of("unclosed event loop"), List.copyOf(reports));
    }

    @Test
    @DisplayName("F40 a closed loop lets go of what other threads had handed in")
    void letsGoOfCallbacks() {
        var loop = new EventLoop(new VirtualClock());
        var callback = handedIn(loop);
        loop.close();
        Garbage.awaitCollected(callback);
        assertFalse(loop.isRunning());
    }

    private static WeakReference<Runnable> handedIn(EventLoop loop) {
        var many = new Object[1];
        Runnable callback = () -> many[0] = loop;
        loop.callSoonThreadsafe(callback);
        return new WeakReference<>(callback);
    }
}
