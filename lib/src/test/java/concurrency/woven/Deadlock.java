package concurrency.woven;

import concurrency.interleaving.Scenario;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Two locks, taken in two orders. */
public final class Deadlock implements Scenario {
    private final ReentrantLock left = new ReentrantLock();
    private final ReentrantLock right = new ReentrantLock();

    @Override
    public List<Strand> strands() {
        return List.of(new Strand("a", () -> take(left, right)), new Strand("b", () -> take(right, left)));
    }

    private static void take(ReentrantLock first, ReentrantLock second) throws InterruptedException {
        first.lockInterruptibly();
        try {
            second.lockInterruptibly();
            second.unlock();
        } finally {
            first.unlock();
        }
    }

    @Override
    public void check() {}
}
