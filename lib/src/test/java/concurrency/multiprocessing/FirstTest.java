package concurrency.multiprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(40)
class FirstTest {
    @Test
    void worksElsewhere() throws Exception {
        try (var pool = ProcessPool.builder().workers(2).initializer(() -> System.out.println("init")).start()) {
            int six = pool.submit(() -> 6).get();
            assertEquals(List.of(7, 14, 21), pool.map(x -> (six + 1) * x, List.of(1, 2, 3)));
        }
    }
}
