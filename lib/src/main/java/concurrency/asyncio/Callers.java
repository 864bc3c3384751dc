package concurrency.asyncio;

import java.lang.StackWalker.StackFrame;
import java.util.Optional;

/** Who outside of this library is calling. */
final class Callers {
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private Callers() {}

    /** The innermost frame of the user's code, if there is any on the stack. */
    static Optional<StackFrame> innermost() {
        return STACK.walk(frames ->
                frames.filter(frame -> isUsers(frame.getDeclaringClass())).findFirst());
    }

    /** Not ours and not the JDK's; asked by place and not by package, so that a test of this package is a user too. */
    private static boolean isUsers(Class<?> type) {
        return type.getClassLoader() != null && !type.getProtectionDomain().equals(Callers.class.getProtectionDomain());
    }
}
