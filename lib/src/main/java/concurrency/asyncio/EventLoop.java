package concurrency.asyncio;

/** Stub. */
final class EventLoop {
    private static final ThreadLocal<EventLoop> RUNNING = new ThreadLocal<>();

    private EventLoop() { }

    static EventLoop runningOrNull() {
        return RUNNING.get();
    }

    static void running(EventLoop loop) {
        RUNNING.set(loop);
    }
}
