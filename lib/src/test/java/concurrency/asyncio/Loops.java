package concurrency.asyncio;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A loop whose time takes none, and what its tasks wrote down: what a test class of tasks extends. */
abstract class Loops extends BothWays.Tests {
    final VirtualClock clock = new VirtualClock();
    final EventLoop loop = new EventLoop(clock);
    final Troubled troubled = new Troubled(loop);
    final List<Object> seen = new ArrayList<>();

    @AfterEach
    void closeLoop() {
        loop.close();
    }

    <T> T run(Coroutine.Body<T> main) throws Exception {
        return loop.runUntilComplete(new Coroutine<>("main", main));
    }

    void run(Coroutine.Procedure main) throws Exception {
        run(() -> {
            main.runs();
            return null;
        });
    }
}
