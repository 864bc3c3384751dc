package concurrency.asyncio;

/**
 * The frame of a coroutine: it hands out futures, and other coroutines that it awaits run on its stack, as calls. One
 * that has ended is not resumed again without a complaint, as a generator is.
 */
final class CoroutineFrame extends Frame<Object> {
    private int calls;
    private TaskListener listener = TaskListener.NOBODY;
    private String innermost;

    CoroutineFrame(Generator.Body<Object> body) {
        super("coroutine", body);
    }

    /** The frame of a coroutine that was closed before it began. */
    static CoroutineFrame closed() {
        var frame = new CoroutineFrame(self -> null);
        frame.close();
        return frame;
    }

    /** The frame of the coroutine that is calling; null outside of one. */
    static CoroutineFrame current() {
        return Switching.currentFrame() instanceof CoroutineFrame frame ? frame : null;
    }

    /** As {@link Asyncio#await}. */
    static <T> T await(Awaitable<T> awaitable) throws Exception {
        var frame = CoroutineFrame.current();
        if (frame == null) {
            throw new IllegalStateException("'await' outside async function");
        }
        return switch (awaitable) {
            case Coroutine<T> coroutine -> coroutine.awaitIn(frame);
            case Future<T> future -> future.awaitIn(frame);
            case null -> throw new IllegalArgumentException("object null can't be used in 'await' expression");
        };
    }

    /** Gives a future to whoever drives this, or null to let the others go first. */
    Object handOver(Future<?> future) {
        return this.yield(future);
    }

    @Override
    Object resumeEnded(Throwable toRaise) {
        throw new IllegalStateException("cannot reuse already awaited coroutine");
    }

    /** How many coroutines run on this one's stack, one called by the other. */
    int calls() {
        return calls;
    }

    void calls(int more) {
        calls += more;
    }

    /** Is told who is awaited by whom; {@link TaskListener#NOBODY} where no task drives this. */
    TaskListener listener() {
        return listener;
    }

    void listener(TaskListener told) {
        listener = told;
    }

    /**
     * The name of the coroutine on its stack that awaits next, followed only while somebody listens; not the coroutine
     * itself, which would never be collected then.
     */
    String innermost() {
        return innermost;
    }

    void innermost(String coroutine) {
        innermost = coroutine;
    }
}
