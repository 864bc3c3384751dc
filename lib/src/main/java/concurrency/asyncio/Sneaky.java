package concurrency.asyncio;

import java.util.Collections;
import java.util.IdentityHashMap;

/** Exceptions that pass through generators as they are, checked or not. */
final class Sneaky {
    private Sneaky() {}

    /** Throws it; the declared result only lets the caller say {@code throw}, so that the compiler knows. */
    static RuntimeException raise(Throwable any) {
        throw Sneaky.<RuntimeException>as(any);
    }

    /** Whether {@code from} is {@code to} or was caused by it. */
    static boolean leadsTo(Throwable from, Throwable to) {
        var seen = Collections.newSetFromMap(new IdentityHashMap<Throwable, Boolean>());
        for (var at = from; at != null && seen.add(at); at = at.getCause()) {
            if (at == to) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("unchecked") // the cast is to Throwable, which it is
    private static <X extends Throwable> X as(Throwable any) throws X {
        throw (X) any;
    }
}
