package concurrency.woven;

import static org.junit.jupiter.api.Assertions.assertEquals;

import concurrency.interleaving.Scenario;
import java.util.List;

/** The oldest race: both read, both write. */
public class LostUpdate implements Scenario {
    int count;

    void add() {
        count++;
    }

    @Override
    public List<Strand> strands() {
        return List.of(new Strand("a", this::add), new Strand("b", this::add));
    }

    @Override
    public void check() {
        assertEquals(2, count);
    }
}
