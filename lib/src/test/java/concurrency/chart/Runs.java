package concurrency.chart;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.gather;
import static concurrency.asyncio.Asyncio.runningLoop;
import static concurrency.asyncio.Asyncio.sleep;

import concurrency.asyncio.Coroutine;
import concurrency.asyncio.EventLoop;
import concurrency.asyncio.VirtualClock;
import concurrency.trace.Recorder;
import concurrency.trace.Trace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.concurrent.CancellationException;

/** Real runs of an event loop, recorded, whose pictures differ in all that a picture can stumble over. */
enum Runs {
    ONE_SLEEP {
        @Override
        Coroutine<?> program() {
            return work(1);
        }
    },
    NESTED {
        @Override
        Coroutine<?> program() {
            return outermost();
        }
    },
    GATHER {
        @Override
        Coroutine<?> program() {
            return async(() -> await(gather(work(1), work(0.5), work(0.75))));
        }
    },
    EIGHT_TASKS {
        @Override
        Coroutine<?> program() {
            return async(() -> {
                var all = new ArrayList<Coroutine<String>>();
                for (var i = 0; i < 8; i++) {
                    all.add(work(0.1 * (i % 4 + 1)));
                }
                await(gather(all));
            });
        }
    },
    MANY_TASKS {
        @Override
        Coroutine<?> program() {
            return async(() -> {
                var all = new ArrayList<Coroutine<String>>();
                for (var i = 0; i < 100; i++) {
                    all.add(work(1));
                }
                await(gather(all));
            });
        }
    },
    LONG_NAMES {
        @Override
        Coroutine<?> program() {
            return async(() -> {
                createTask(twice(), "a-task-with-a-really-long-name-in-process-4242-worker-1\n");
                await(createTask(twice(), "B"));
                await(aCoroutineWithAReallyLongNameThatSaysAllThatItDoesAndSomeMore());
            });
        }
    },
    CANCELLED {
        @Override
        Coroutine<?> program() {
            return async(() -> {
                var sleeper = createTask(work(9), "sleeper");
                await(sleep(1));
                sleeper.cancel();
                try {
                    await(sleeper);
                } catch (CancellationException expected) {
                    await(sleep(0));
                }
            });
        }
    },
    FAILING {
        @Override
        Coroutine<?> program() {
            return async(() -> {
                try {
                    await(createTask(failing(), "failing"));
                } catch (IOException expected) {
                    await(sleep(0));
                }
            });
        }
    },
    WOKEN_FROM_ELSEWHERE {
        @Override
        Coroutine<?> program() {
            return async(() -> {
                var loop = runningLoop();
                var future = loop.<String>createFuture();
                var other =
                        Thread.ofPlatform().start(() -> loop.callSoonThreadsafe(() -> future.setResult("from there")));
                await(future);
                other.join();
            });
        }
    },
    SOCKETS {
        @Override
        Coroutine<?> program() {
            return async(() -> {
                var loop = runningLoop();
                try (var server = ServerSocketChannel.open()) {
                    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                    try (var sender = SocketChannel.open(server.getLocalAddress());
                            var reader = server.accept()) {
                        sender.configureBlocking(false);
                        reader.configureBlocking(false);
                        var reading = createTask(received(loop, reader), "reader");
                        await(sleep(0));
                        await(loop.sockSendAll(sender, "hello world".getBytes()));
                        await(reading);
                    }
                }
            });
        }
    };

    abstract Coroutine<?> program();

    /** The run, with a main task of the name {@code main}; on a clock that takes no time. */
    Trace trace() throws Exception {
        var recorder = new Recorder();
        try (var loop = new EventLoop(new VirtualClock(), recorder)) {
            loop.setExceptionHandler(_ -> {});
            loop.runUntilComplete(loop.createTask(program(), "main"));
        }
        return recorder.trace(name().toLowerCase().replace('_', ' '));
    }

    private static Coroutine<String> work(double seconds) {
        return async(() -> await(sleep(seconds, "r")));
    }

    private static Coroutine<Integer> twice() {
        return async(() -> {
            await(sleep(0));
            await(sleep(0));
            return 1;
        });
    }

    private static Coroutine<Integer> outermost() {
        return async(() -> await(fetchAndParse()) * 2);
    }

    private static Coroutine<Integer> fetchAndParse() {
        return async(() -> await(parse()) + 1);
    }

    private static Coroutine<Integer> parse() {
        return async(() -> await(sleep(0.2, 42)));
    }

    private static Coroutine<String> aCoroutineWithAReallyLongNameThatSaysAllThatItDoesAndSomeMore() {
        return async(() ->
                await(sleep(0.2, "a result that is so long that it takes more room than the picture has at its side")));
    }

    private static Coroutine<Integer> failing() {
        return async(() -> {
            await(sleep(0.1));
            throw new IOException("connection reset by a peer that did not say why it would do such a thing to us");
        });
    }

    private static Coroutine<String> received(EventLoop loop, SocketChannel channel) {
        return async(() -> new String(await(loop.sockRecv(channel, 100))));
    }
}
