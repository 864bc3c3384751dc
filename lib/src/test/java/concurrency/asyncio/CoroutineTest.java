package concurrency.asyncio;

import static concurrency.asyncio.Asyncio.async;
import static concurrency.asyncio.Asyncio.await;
import static concurrency.asyncio.Asyncio.createTask;
import static concurrency.asyncio.Asyncio.sleep;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import concurrency.CapturedLog;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What coroutines promise, without a task or in one. */
@BothWays
class CoroutineTest extends Loops {

    private static void assertSays(String message, Throwable thrown) {
        assertEquals(message, thrown.getMessage());
    }

    private Coroutine<Object> sleeper() {
        return async(() -> {
            try {
                await(sleep(10));
                return "slept";
            } finally {
                seen.add("finally");
            }
        });
    }

    @Test
    @DisplayName("F15 nothing cannot be awaited, and nobody can await outside of a coroutine")
    void badAwait() {
        assertSays(
                "object null can't be used in 'await' expression",
                assertThrows(IllegalArgumentException.class, () -> run(() -> await(null))));
        assertSays(
                "'await' outside async function",
                assertThrows(IllegalStateException.class, () -> await(loop.createFuture())));
        var gen = Generator.of(_ -> await(loop.createFuture()));
        assertSays("'await' outside async function", assertThrows(IllegalStateException.class, gen::next));
    }

    @Test
    @DisplayName("F15 a generator cannot yield from a coroutine")
    void yieldFromCoroutine() {
        var coroutine = sleeper();
        var gen = Generator.of(self -> self.yieldFrom(coroutine));
        assertSays(
                "cannot 'yield from' a coroutine object in a non-coroutine generator",
                assertThrows(IllegalArgumentException.class, gen::next));
        coroutine.close();
    }

    @Test
    @DisplayName("F16 a coroutine can be awaited once")
    void awaitTwice() throws Exception {
        var coroutine = async(() -> "r");
        run(() -> {
            assertEquals("r", await(coroutine));
            assertSays(
                    "cannot reuse already awaited coroutine",
                    assertThrows(IllegalStateException.class, () -> await(coroutine)));
        });
        assertThrows(IllegalStateException.class, () -> coroutine.send(null));
        assertThrows(IllegalStateException.class, () -> coroutine.raise(new IOException()));
        coroutine.close();
    }

    @Test
    @DisplayName("F16 not while another one awaits it, and not by itself")
    void awaitMeanwhile() throws Exception {
        var me = new Coroutine<?>[1];
        var coroutine = async(() -> {
            assertSays("coroutine already executing", assertThrows(IllegalStateException.class, () -> await(me[0])));
            return await(sleep(1, "r"));
        });
        me[0] = coroutine;
        run(() -> {
            var task = createTask(coroutine);
            await(sleep(0));
            assertSays(
                    "coroutine is being awaited already",
                    assertThrows(IllegalStateException.class, () -> await(coroutine)));
            assertEquals("r", await(task));
        });
    }

    @Test
    @DisplayName("F16 a coroutine can be driven by hand, as a task does")
    void byHand() {
        Future<String> future = loop.createFuture();
        var inner = async(() -> await(future) + "!");
        var outer = async(() -> "<" + await(inner) + ">");
        assertEquals(Generator.State.CREATED, outer.state());
        assertSame(future, outer.send(null));
        assertEquals(Generator.State.SUSPENDED, outer.state());
        assertEquals(Generator.State.SUSPENDED, inner.state());
        future.setResult("r");
        assertEquals(
                "<r!>",
                assertThrows(StopIteration.class, () -> outer.send(null)).value());
        assertEquals(Generator.State.CLOSED, outer.state());
        assertEquals(Generator.State.CLOSED, inner.state());
    }

    @Test
    @DisplayName("F16 closing one runs its finally blocks, the innermost first")
    void closeCoroutine() {
        var outer = async(() -> {
            try {
                return await(sleeper());
            } finally {
                seen.add("outer finally");
            }
        });
        loop.callSoon(() -> {
            outer.send(null);
            outer.close();
        });
        assertThrows(IllegalStateException.class, () -> {
            loop.callSoon(loop::stop);
            loop.runUntilComplete(loop.createFuture());
        });
        assertEquals(List.of("finally", "outer finally"), seen);
    }

    @Test
    @DisplayName("F17 a coroutine that nobody awaits is reported by its name")
    void neverAwaited() throws Exception {
        loop.callSoon(this::forgetCoroutine);
        loop.step();
        Garbage.awaitAfterCollection(() -> !troubled.all().isEmpty());
        assertEquals(
                "coroutine 'forgetCoroutine' was never awaited",
                troubled.all().getFirst().message());
    }

    private void forgetCoroutine() {
        async(() -> "never");
    }

    @Test
    @DisplayName("F17 where no loop runs, to the log")
    void neverAwaitedWithoutLoop() {
        try (var log = new CapturedLog(EventLoop.class)) {
            forgetCoroutine();
            Garbage.awaitAfterCollection(() -> !log.messages().isEmpty());
            assertEquals(List.of("coroutine 'forgetCoroutine' was never awaited: forgetCoroutine"), log.messages());
        }
    }

    @Test
    @DisplayName("all coroutines of a loop run on the loop's thread; with threads, each task has its own")
    void oneThread() throws Exception {
        run(() -> {
            for (var i = 0; i < 3; i++) {
                await(createTask(async(() -> {
                    seen.add(Thread.currentThread());
                    await(sleep(1));
                    seen.add(Thread.currentThread());
                })));
            }
        });
        var threads = seen.stream().distinct().toList();
        if (way == Switching.CONTINUATION) {
            assertEquals(List.of(Thread.currentThread()), threads);
        } else {
            assertEquals(3, threads.size(), "each has its own");
        }
        assertEquals(6, seen.size());
    }

    @Test
    @DisplayName("a method that is no coroutine may wait in the middle of one")
    void helperAwaits() throws Exception {
        assertEquals(
                List.of(1, 2, 3),
                run(() -> List.of(1, 2, 3).stream().map(CoroutineTest::sleptOn).toList()));
    }

    private static int sleptOn(int value) {
        try {
            return await(sleep(1, value));
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    @DisplayName("F16 raising by hand: what is caught gives the next future, nothing cannot be raised")
    void raiseByHand() throws IOException {
        var first = loop.createFuture();
        var second = loop.createFuture();
        var coroutine = async(() -> {
            try {
                return await(first);
            } catch (IOException caught) {
                return await(second);
            }
        });
        assertSame(first, coroutine.send(null));
        assertThrows(IllegalArgumentException.class, () -> coroutine.raise((RuntimeException) null));
        assertSame(second, coroutine.raise(new IOException("by hand")));
        assertEquals("<coroutine raiseByHand SUSPENDED>", coroutine.toString());
        coroutine.close();
        assertEquals("<coroutine raiseByHand CLOSED>", coroutine.toString());
    }

    @Test
    @DisplayName("F16 while it is awaited nobody else drives or closes it, nor through it the one that awaits it")
    void awaitedElsewhere() throws Exception {
        for (var depth : new int[] {1, 60}) { // on the stack of the one that awaits it, and on one of its own
            Future<String> future = loop.createFuture();
            var inner = async(() -> await(future));
            var outer = nested(depth, inner);
            assertSame(future, outer.send(null));
            for (Executable call : List.<Executable>of(
                    inner::close, () -> inner.send(null), () -> inner.raise(new IOException("by hand")))) {
                assertSays("coroutine is being awaited already", assertThrows(IllegalStateException.class, call));
            }
            assertEquals(Generator.State.SUSPENDED, outer.state());
            assertEquals(Generator.State.SUSPENDED, inner.state());
            var task = loop.createTask(inner);
            assertSays(
                    "coroutine is being awaited already",
                    assertThrows(IllegalStateException.class, () -> loop.runUntilComplete(task)));
            future.setResult("r");
            assertEquals(
                    "r",
                    assertThrows(StopIteration.class, () -> outer.send(null)).value());
        }
    }

    private static Coroutine<String> nested(int depth, Coroutine<String> innermost) {
        return depth == 0 ? innermost : async(() -> await(nested(depth - 1, innermost)));
    }

    @Test
    @DisplayName("F16 nor while it runs")
    void closedWhileRunning() throws Exception {
        var me = new Coroutine<?>[1];
        var inner = async(() -> {
            assertSays("coroutine already executing", assertThrows(IllegalStateException.class, me[0]::close));
            return "r";
        });
        me[0] = inner;
        assertEquals("r", run(() -> await(inner)));
    }
}
