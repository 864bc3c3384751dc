package concurrency.asyncio;

import jdk.internal.vm.Continuation;
import jdk.internal.vm.ContinuationScope;

/**
 * The stack as a continuation, which is what virtual threads are made of: suspending it copies its frames to the heap,
 * resuming it copies them back, and the body runs on the thread that resumes it. Nothing is left when nobody refers to
 * it.
 *
 * <p>The JDK keeps the class to itself; {@code --add-exports java.base/jdk.internal.vm=ALL-UNNAMED} lends it. This
 * class must not be touched where {@link Switching} found that it is not lent.
 */
final class ContinuationStack extends Continuation implements Stack {
    private static final ContinuationScope SCOPE = new ContinuationScope("generator");

    private final Frame<?> frame;

    ContinuationStack(Frame<?> frame) {
        super(SCOPE, frame);
        this.frame = frame;
    }

    /** The frame whose body is calling, or null. */
    static Frame<?> current() {
        return getCurrentContinuation(SCOPE) instanceof ContinuationStack innermost ? innermost.frame : null;
    }

    @Override
    public void resume() {
        run();
    }

    @Override
    public void suspend() {
        if (getCurrentContinuation(SCOPE) != this) {
            throw new IllegalStateException("'yield' outside of its own " + frame.noun());
        }
        Continuation.yield(SCOPE);
    }

    @Override
    protected void onPinned(Pinned reason) {
        throw new IllegalStateException("cannot suspend a " + frame.noun() + " here: "
                + switch (reason) {
                    case NATIVE -> "a frame of native code, or a class being initialised, stands on its stack";
                    case CRITICAL_SECTION -> "the virtual machine is in a critical section";
                    case MONITOR -> "it holds a monitor";
                    default -> reason.toString();
                });
    }
}
