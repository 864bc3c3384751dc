package concurrency.multiprocessing;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * Signals between processes, as files in a folder: what a latch is between threads. A wait ends with the test's own
 * timeout, or by an interrupt.
 */
record Gate(String folder) implements Serializable {

    static Gate in(Path folder) {
        return new Gate(folder.toString());
    }

    void open(String name) {
        try {
            Files.createFile(Path.of(folder, name));
        } catch (FileAlreadyExistsException again) {
            // It is open.
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    boolean isOpen(String name) {
        return Files.exists(Path.of(folder, name));
    }

    void await(String name) throws InterruptedException {
        while (!isOpen(name)) {
            LockSupport.parkNanos(1_000_000);
            if (Thread.interrupted()) {
                throw new InterruptedException("while waiting for " + name);
            }
        }
    }

    /** Leaves a mark of its own each time. */
    void mark(String name) {
        try {
            Files.createTempFile(Path.of(folder), name + ".", "");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void awaitMarks(String name, int count) throws InterruptedException {
        while (marks(name) < count) {
            Thread.sleep(1);
        }
    }

    int marks(String name) {
        return marks().getOrDefault(name, 0);
    }

    /** How often each name was marked. */
    Map<String, Integer> marks() {
        var counts = new HashMap<String, Integer>();
        for (var file : Objects.requireNonNull(Path.of(folder).toFile().list(), folder)) {
            if (file.indexOf('.') > 0) {
                counts.merge(file.substring(0, file.indexOf('.')), 1, Integer::sum);
            }
        }
        return counts;
    }
}
