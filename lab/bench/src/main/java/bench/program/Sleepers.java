package bench.program;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.gather;
import static concurrency.asyncio.Asyncio.sleep;

import concurrency.asyncio.Asyncio;
import concurrency.asyncio.Task;
import java.util.ArrayList;

/**
 * {@code Sleepers count seconds}: so many tasks, all asleep at once. Prints how long they took, and how much more
 * memory.
 */
final class Sleepers {
    private Sleepers() {}

    public static void main(String... arguments) throws Exception {
        var count = Integer.parseInt(arguments[0]);
        var time = Double.parseDouble(arguments[1]);
        var before = Memory.now();
        var start = System.nanoTime();
        Asyncio.run(async(() -> {
            var tasks = new ArrayList<Task<Void>>();
            for (int i = 0; i < count; i++) {
                tasks.add(createTask(sleep(time)));
            }
            return await(gather(tasks));
        }));
        Measured.say("seconds", Measured.since(start), "megabytes", Memory.peak() - before);
    }
}
