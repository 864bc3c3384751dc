package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.gather;
import static concurrency.asyncio.Asyncio.run;
import static concurrency.asyncio.Asyncio.runCoroutineThreadsafe;
import static concurrency.asyncio.Asyncio.sleep;
import static concurrency.asyncio.Asyncio.timeout;
import static concurrency.asyncio.Asyncio.toThread;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The examples of this package's Javadoc, which shows the regions. */
@OneWay("the examples are of the methods, which are tested both ways elsewhere")
class ExamplesTest {
    private final String first = "http://www.jython.org";
    private final String second = "http://olympus.realpython.org/dice";

    private static Coroutine<String> get(String url) {
        return async(() -> {
            await(sleep(0.001));
            return "the page of " + url;
        });
    }

    // @start region=gather
    Coroutine<Integer> download(String url) {
        return async(() -> {
            var page = await(get(url));
            return page.length();
        });
    }
    // @end

    @Test
    void twoDownloadsAtOnce() throws Exception {
        // @start region=gather-run
        var sizes = run(async(() -> await(gather(download(first), download(second)))));
        // @end
        assertEquals(List.of(33, 46), sizes);
    }

    @Test
    void aTimeLimit() throws Exception {
        var url = first;
        run(async(() -> {
            // @start region=timeout
            var page = timeout(1.5).run(() -> await(get(url)));
            // @end
            assertEquals("the page of " + url, page);
            return null;
        }));
    }

    @Test
    void aSocketThatLooksAsIfItBlocked() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var answering = Thread.ofVirtual().start(() -> {
                try (var peer = server.accept()) {
                    peer.getOutputStream().write("hello".getBytes());
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
            var port = server.getLocalPort();
            // @start region=socket
            Coroutine<String> greeting = async(() -> {
                try (var socket = new CoroutineSockets().createSocket("127.0.0.1", port)) {
                    return new String(socket.getInputStream().readAllBytes()); // awaits
                }
            });
            // @end
            assertEquals("hello", run(greeting));
            answering.join();
        }
    }

    @Test
    void aGeneratorIsResumedThreeTimes() {
        // @start region=generator
        var gen = Generator.of(self -> {
            var val = self.yield(1);
            IO.println(val);
            self.yield(2);
            return "abc";
        });
        gen.next(); // 1: runs the body to its first yield
        gen.send("hello"); // 2: the body goes on there, its yield returns "hello", which it prints
        var stop = assertThrows(StopIteration.class, gen::next); // its value() is "abc"
        // @end
        assertEquals("abc", stop.value());
    }

    @Test
    void aTaskGroup() throws Exception {
        var sizes = run(async(() -> {
            // @start region=task-group
            var group = new TaskGroup();
            var tasks = group.run(_ -> List.of(
                    group.createTask(download(first)), // cancelled, should the other one fail
                    group.createTask(download(second))));
            return tasks.get(0).result() + tasks.get(1).result();
            // @end
        }));
        assertEquals(33 + 46, sizes);
    }

    @Test
    void aLock() throws Exception {
        run(async(() -> {
            var url = first;
            var pages = new HashMap<String, String>();
            // @start region=lock
            var lock = new Lock();
            var page = lock.run(() -> {
                if (!pages.containsKey(url)) {
                    pages.put(url, await(get(url))); // once, however many tasks come here meanwhile
                }
                return pages.get(url);
            });
            // @end
            assertEquals("the page of " + url, page);
            return null;
        }));
    }

    @Test
    void aSemaphore() throws Exception {
        run(async(() -> {
            var url = first;
            // @start region=semaphore
            var fewAtOnce = new Semaphore(10);
            var page = fewAtOnce.run(() -> await(get(url)));
            // @end
            assertEquals("the page of " + url, page);
            return null;
        }));
    }

    @Test
    void aQueue() throws Exception {
        var pages = new ArrayList<String>();
        run(async(() -> {
            // @start region=queue
            var urls = new Queue<String>(10);
            var worker = createTask(async(() -> {
                while (true) {
                    pages.add(await(get(await(urls.get()))));
                    urls.taskDone();
                }
            }));
            await(urls.put(first));
            await(urls.put(second));
            await(urls.join()); // until both are done
            worker.cancel();
            // @end
            return null;
        }));
        assertEquals(List.of("the page of " + first, "the page of " + second), pages);
    }

    @Test
    void aBlockingCall() throws Exception {
        var file = Files.createTempFile("page", ".html");
        try {
            run(async(() -> {
                // @start region=to-thread
                var page = await(toThread(() -> Files.readString(file)));
                // @end
                assertEquals("", page);
                return null;
            }));
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void aCoroutineOfAnotherThread() throws Exception {
        var url = first;
        try (var loop = new EventLoop()) {
            var thread = Thread.ofPlatform().start(() -> {
                try {
                    loop.runForever();
                } catch (InterruptedException stopped) {
                    throw new IllegalStateException(stopped);
                }
            });
            try {
                // @start region=run-coroutine-threadsafe
                var page = runCoroutineThreadsafe(get(url), loop).get(10, TimeUnit.SECONDS);
                // @end
                assertEquals("the page of " + url, page);
            } finally {
                loop.stop();
                thread.join();
            }
        }
    }
}
