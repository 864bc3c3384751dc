package concurrency.asyncio;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The troubles of a loop, collected. */
final class Troubled {
    private final ConcurrentLinkedQueue<Trouble> troubles = new ConcurrentLinkedQueue<>();

    Troubled(EventLoop loop) {
        loop.setExceptionHandler(troubles::add);
    }

    List<String> messages() {
        return troubles.stream().map(Trouble::message).toList();
    }

    List<Trouble> all() {
        return List.copyOf(troubles);
    }
}
