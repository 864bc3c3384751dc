package concurrency.download;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.gather;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.asyncio.Asyncio;
import concurrency.asyncio.Clock;
import concurrency.asyncio.Coroutine;
import concurrency.asyncio.EventLoop;
import concurrency.site.Site;
import java.io.IOException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * OkHttp holds no monitor while it waits for a socket. Two coroutines that waited inside of one monitor would stop
 * their loop for ever, or would both be let in, since both run on one thread; no newer version of OkHttp may begin to.
 */
@Timeout(60)
class NoMonitorTest {
    private final Set<String> held = new ConcurrentSkipListSet<>();
    private final List<Integer> depths = new ArrayList<>();

    /**
     * A clock that looks at the stack whenever it is asked: each wait of a socket with a limit asks it, in the
     * coroutine.
     */
    private final class Watching implements Clock {
        private final Clock system = Clock.system();

        @Override
        public long now() {
            if (StackWalker.getInstance()
                    .walk(frames ->
                            frames.anyMatch(frame -> frame.getClassName().endsWith("CoroutineSocket")))) {
                held.addAll(Monitors.held());
                depths.add(1);
            }
            return system.now();
        }

        @Override
        public void pass(Selector selector, long patience) throws IOException {
            system.pass(selector, patience);
        }
    }

    private void run(Coroutine<?> main) throws Exception {
        try (var loop = new EventLoop(new Watching())) {
            loop.run(main);
        }
    }

    @Test
    @DisplayName("F66 no monitor is held where a download waits, whether its page is good or broken")
    void none() throws Exception {
        try (var web = BrokenPages.web();
                var session = new ClientSession(web, BrokenPages.LIMITS)) {
            var urls = new ArrayList<>(BrokenPages.urls());
            urls.addAll(Site.urls(20));
            run(async(() -> {
                var tasks = urls.stream()
                        .map(url ->
                                createTask(async(() -> new Attempt("task", url, System::nanoTime, session).download())))
                        .toList();
                var ok = Asyncio.await(gather(tasks)).stream().filter(Download::ok);
                assertEquals(20, ok.count());
            }));
        }
        assertTrue(depths.size() > 30, depths.size() + " waits were seen");
        assertEquals(Set.of(), held);
    }

    @Test
    @DisplayName("a monitor is seen, of a block and of a method, above or below on the stack, and not after its end")
    void seen() {
        var lock = new Object();
        synchronized (lock) {
            assertEquals(List.of(NoMonitorTest.class.getName() + ".seen"), Monitors.held());
            assertEquals(
                    List.of(NoMonitorTest.class.getName() + ".inMethod", NoMonitorTest.class.getName() + ".seen"),
                    inMethod());
        }
        assertEquals(List.of(), Monitors.held());
    }

    private static synchronized List<String> inMethod() {
        return Monitors.held();
    }
}
