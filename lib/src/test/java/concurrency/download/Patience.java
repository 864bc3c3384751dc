package concurrency.download;

import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.sleep;

import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/** How tests wait for what happens elsewhere. */
final class Patience {
    private Patience() {}

    /** Inside a coroutine, while others run. */
    static void until(BooleanSupplier condition) throws Exception {
        while (!condition.getAsBoolean()) {
            await(sleep(0.001));
        }
    }

    /** Where no interrupt may be thrown: on the threads of a server. */
    static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException closing) {
            throw new IllegalStateException(closing);
        }
    }
}
