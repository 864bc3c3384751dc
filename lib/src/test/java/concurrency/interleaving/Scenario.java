package concurrency.interleaving;

import java.io.IOException;
import java.util.List;

/**
 * Threads that meet, made anew for each order in which they can take turns. A scenario is a class with a constructor
 * without parameters, which prepares what the threads share; {@link Interleavings} tries it.
 */
public interface Scenario extends AutoCloseable {
    /** What one thread does. */
    record Strand(String name, Body body) {}

    /** What a thread does; what it throws fails the scenario. */
    interface Body {
        void run() throws Exception;
    }

    /** What the threads do; they start in the order of this list if nothing else is tried. */
    List<Strand> strands() throws Exception;

    /** Throws if something is wrong when all threads have ended. */
    void check() throws Exception;

    /** Lets go of what the constructor has opened, also after a failure. */
    @Override
    default void close() throws IOException {}
}
