package concurrency.multiprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;

/** Ways to end a worker, or to freeze it: from outside by its number, and from within as what a task does. */
final class Deaths {
    private Deaths() {}

    static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    static void kill(Worker worker) {
        kill(worker.pid());
    }

    /** Sends a signal by its name without SIG, and returns when it has been sent. */
    static void signal(String signal, long pid) {
        try {
            var sender = new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start();
            assertEquals(0, sender.waitFor());
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    /** For a task: its process gets this signal, and the task waits for what comes of it. */
    static void killMyself(String signal) {
        signal(signal, ProcessHandle.current().pid());
        sleepForEver();
    }

    static void sleepForEver() {
        try {
            Thread.sleep(Long.MAX_VALUE);
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt();
        }
    }

    static void fillTheHeap() {
        var all = new ArrayList<long[]>();
        while (all.size() < Integer.MAX_VALUE) {
            all.add(new long[100_000]);
        }
    }

    /** Until the stack is full. */
    static int recurse(int depth) {
        return recurse(depth + 1) + 1;
    }
}
