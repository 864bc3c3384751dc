package concurrency.woven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import concurrency.interleaving.Scenario;
import java.util.List;

/** The same under a lock, twice. */
public final class NoLostUpdate implements Scenario {
    private int count;

    private synchronized void add() {
        count++;
    }

    private void addTwo() {
        add();
        synchronized (this) {
            count++;
        }
    }

    @Override
    public List<Strand> strands() {
        return List.of(new Strand("a", this::addTwo), new Strand("b", this::addTwo));
    }

    @Override
    public void check() {
        assertEquals(4, count);
    }
}
