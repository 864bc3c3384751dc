package concurrency.download;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.run;
import static concurrency.asyncio.Asyncio.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;

import concurrency.asyncio.Future;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How many calls of a client session may begin in one turn of the loop. */
class TurnstileTest {
    private final Turnstile turnstile = new Turnstile();

    private List<Future<Void>> enter(int count) {
        return Stream.generate(turnstile::enter).limit(count).toList();
    }

    private static long begun(List<Future<Void>> turns) {
        return turns.stream().filter(Future::done).count();
    }

    @Test
    @DisplayName("100 begin at once, and 100 in each turn after it, in the order of their coming")
    void inOrder() throws Exception {
        run(async(() -> {
            var turns = enter(250);
            for (var expected : List.of(100, 200, 250)) {
                assertEquals(expected, (int) begun(turns));
                assertEquals(expected, (int) begun(turns.subList(0, expected)));
                await(sleep(0));
            }
            assertEquals(100, begun(enter(100)), "nobody is in line any more");
        }));
    }

    @Test
    @DisplayName("whoever comes later stands behind the others, and a cancelled one keeps no place")
    void cancelled() throws Exception {
        run(async(() -> {
            var turns = enter(300);
            turns.subList(100, 150).forEach(Future::cancel);
            await(sleep(0));
            var late = turnstile.enter();
            assertEquals(250, begun(turns));
            assertEquals(false, late.done());
            await(sleep(0));
            assertEquals(300, begun(turns));
            assertEquals(true, late.done());
        }));
    }

    @Test
    @DisplayName("what was left in line on one loop keeps nobody waiting on the next")
    void anotherLoop() throws Exception {
        run(async(() -> {
            assertEquals(100, begun(enter(250)));
        }));
        run(async(() -> {
            assertEquals(100, begun(enter(100)));
        }));
    }
}
