package concurrency.asyncio;

/**
 * What surrounds the code that runs now, such as the loop that called it. On a {@link ThreadStack} a body runs on
 * another thread than its consumer and is surrounded by the same all the same.
 */
final class Ambient {
    private static final ThreadLocal<Object> CURRENT = new ThreadLocal<>();

    private Ambient() {}

    /** What was set last on this thread; null if nothing was. */
    static Object get() {
        return CURRENT.get();
    }

    static void set(Object surroundings) {
        if (surroundings == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(surroundings);
        }
    }
}
