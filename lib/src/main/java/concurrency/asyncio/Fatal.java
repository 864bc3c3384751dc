package concurrency.asyncio;

/**
 * Which failures end a loop's run. All others stay where they happened: in a task they are its exception, in a callback
 * they go to the exception handler. CPython draws the same line at {@code SystemExit} and {@code KeyboardInterrupt}.
 *
 * <p>An {@link AssertionError} does not end the run, since in Python it is an ordinary exception. A
 * {@link StackOverflowError} does not either, as Python's {@code RecursionError}: by the time it is caught, the stack
 * is short again. What is fatal is a virtual machine that cannot go on, and somebody's wish that this thread end.
 */
final class Fatal {
    private Fatal() {}

    @SuppressWarnings("removal") // ThreadDeath: whoever still throws one means the thread and not the task
    static boolean is(Throwable thrown) {
        return switch (thrown) {
            case StackOverflowError _ -> false;
            case VirtualMachineError _, ThreadDeath _, InterruptedException _ -> true;
            case null, default -> false;
        };
    }
}
