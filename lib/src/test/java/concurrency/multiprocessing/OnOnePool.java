package concurrency.multiprocessing;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Tests on one pool of two workers, which all tests of a class share; each has a gate of its own. */
abstract class OnOnePool {
    static ProcessPool pool;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws InterruptedException {
        pool = Pools.of(2).start();
        pool.awaitReady();
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    Gate gate() {
        return Gate.in(folder);
    }
}
