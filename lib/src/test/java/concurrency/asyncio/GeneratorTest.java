package concurrency.asyncio;

import static concurrency.asyncio.Generator.State.CLOSED;
import static concurrency.asyncio.Generator.State.CREATED;
import static concurrency.asyncio.Generator.State.RUNNING;
import static concurrency.asyncio.Generator.State.SUSPENDED;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a generator alone promises. */
@BothWays
@SuppressWarnings("try") // closing early, and twice, is what some of these test
class GeneratorTest extends BothWays.Tests {
    private final List<Object> seen = new ArrayList<>();

    private static StopIteration assertEnds(Generator<?> gen) {
        return assertThrows(StopIteration.class, gen::next);
    }

    private static void assertSays(String message, Throwable thrown) {
        assertEquals(message, thrown.getMessage());
    }

    @Test
    @DisplayName("G01 a value cannot be sent to a generator that has not started, which is none the worse for it")
    void sendToFresh() {
        var gen = Generator.of(self -> {
            self.yield(1);
        });
        var refused = assertThrows(IllegalArgumentException.class, () -> gen.send(7));
        assertSays("can't send non-None value to a just-started generator", refused);
        assertEquals(CREATED, gen.state());
        assertEquals(1, gen.next());
        gen.close();
    }

    @Test
    @DisplayName("G02 sending null starts a generator")
    void sendNullToFresh() {
        var gen = Generator.of(self -> self.yield(1));
        assertEquals(1, gen.send(null));
        assertEquals(
                "sent",
                assertThrows(StopIteration.class, () -> gen.send("sent")).value());
    }

    @Test
    @DisplayName("G03 what is raised in a generator that has not started comes straight back, and it has ended")
    void raiseInFresh() {
        var gen = Generator.of(self -> {
            seen.add("ran");
        });
        var bad = new IOException("bad");
        assertSame(bad, assertThrows(IOException.class, () -> gen.raise(bad)));
        assertEquals(List.of(), seen);
        assertEquals(CLOSED, gen.state());
        assertEnds(gen);
    }

    @Test
    @DisplayName("G04 what is raised in a generator that has ended comes straight back")
    void raiseInEnded() {
        var gen = Generator.of(self -> {});
        assertEnds(gen);
        var bad = new IOException("bad");
        assertSame(bad, assertThrows(IOException.class, () -> gen.raise(bad)));
        gen.close();
        assertSame(bad, assertThrows(IOException.class, () -> gen.raise(bad)));
    }

    @Test
    @DisplayName("G05 raise returns what is yielded after the exception was caught")
    void raiseIsCaught() {
        var gen = Generator.of(self -> {
            try {
                self.yield(1);
            } catch (Exception caught) {
                self.yield(caught.getMessage());
            }
        });
        gen.next();
        assertEquals("bad", gen.raise(new IllegalStateException("bad")));
        gen.close();
    }

    @Test
    @DisplayName("G06 a body that catches and returns ends with the value")
    void raiseIsCaughtAndReturns() {
        var gen = Generator.of(self -> {
            try {
                self.yield(1);
                return "went on";
            } catch (Exception caught) {
                return "caught";
            }
        });
        gen.next();
        assertEquals(
                "caught",
                assertThrows(StopIteration.class, () -> gen.raise(new Exception()))
                        .value());
    }

    @Test
    @DisplayName("G07 nothing cannot be raised, and trying it changes nothing")
    void raiseNull() {
        var gen = Generator.of(self -> {
            self.yield(1);
            self.yield(2);
        });
        gen.next();
        var refused = assertThrows(IllegalArgumentException.class, () -> gen.raise((RuntimeException) null));
        assertSays("exceptions must be instances of Throwable, not null", refused);
        assertEquals(2, gen.next());
        gen.close();
    }

    @Test
    @DisplayName("G08 an exception comes out as it is, through three levels, with the stack it was made with")
    void exceptionIsUntouched() {
        var bad = new IOException("bad");
        var stack = bad.getStackTrace();
        var inner = Generator.of(self -> self.yield(1));
        var middle = Generator.of(self -> self.yieldFrom(inner));
        var outer = Generator.of(self -> self.yieldFrom(middle));
        outer.next();
        assertSame(bad, assertThrows(IOException.class, () -> outer.raise(bad)));
        assertArrayEquals(stack, bad.getStackTrace());
        assertNull(bad.getCause());
        assertEquals(0, bad.getSuppressed().length);
    }

    @Test
    @DisplayName("G09 closing what has not started never starts it")
    void closeFresh() {
        var gen = Generator.of(self -> {
            seen.add("ran");
        });
        assertNull(gen.closeAndGet());
        assertEquals(List.of(), seen);
        assertEnds(gen);
    }

    @Test
    @DisplayName("G10 closing twice, or at the end, does nothing")
    void closeTwice() {
        var gen = Generator.of(self -> self.yield(1));
        gen.next();
        gen.close();
        assertNull(gen.closeAndGet());
        var ended = Generator.of(self -> "abc");
        assertEnds(ended);
        assertNull(ended.closeAndGet());
    }

    @Test
    @DisplayName("G11 a body that catches the exit and returns a value gives it to closeAndGet")
    void closeReturns() {
        var gen = Generator.of(self -> {
            try {
                self.yield(1);
                return "went on";
            } catch (GeneratorExit exit) {
                return "closed";
            }
        });
        gen.next();
        assertEquals("closed", gen.closeAndGet());
        assertNull(gen.closeAndGet());
    }

    @Test
    @DisplayName("G12 closing runs finally once and returns null")
    void closeRunsFinally() {
        var gen = Generator.of(self -> {
            try {
                self.yield(1);
            } finally {
                seen.add("finally");
            }
        });
        gen.next();
        assertNull(gen.closeAndGet());
        gen.close();
        assertEquals(List.of("finally"), seen);
    }

    @Test
    @DisplayName("G13 a body that yields on being closed is refused, and still alive")
    void closeIsIgnored() {
        var gen = Generator.of(self -> {
            try {
                self.yield(1);
            } catch (GeneratorExit ignored) {
                self.yield(2);
                return "end";
            }
            return "never";
        });
        gen.next();
        assertSays("generator ignored GeneratorExit", assertThrows(IllegalStateException.class, gen::close));
        assertEquals(SUSPENDED, gen.state());
        assertEquals("end", assertEnds(gen).value());
    }

    @Test
    @DisplayName("G14 what a body throws on being closed comes out, and remembers the exit")
    void closeRaises() {
        var gen = Generator.of(self -> {
            try {
                self.yield(1);
            } finally {
                failing();
            }
        });
        gen.next();
        var failed = assertThrows(UnsupportedOperationException.class, gen::close);
        assertTrue(failed.getSuppressed()[0] instanceof GeneratorExit);
    }

    private static void failing() {
        throw new UnsupportedOperationException("failing");
    }

    @Test
    @DisplayName("G15 a body that catches every Exception does not catch the exit")
    void exitIsNoException() {
        var gen = Generator.of(self -> {
            try {
                self.yield(1);
            } catch (Exception caught) {
                seen.add("caught");
            }
        });
        gen.next();
        gen.close();
        assertEquals(List.of(), seen);
        assertEquals(CLOSED, gen.state());
    }

    @Test
    @DisplayName("G16 closing lets go of the body's variables")
    void closeForgetsVariables() throws InterruptedException {
        var gen = Generator.<WeakReference<Object>>of(self -> {
            var big = new Object();
            self.yield(new WeakReference<>(big));
            self.yield(new WeakReference<>(big));
        });
        var variable = gen.next();
        gen.close();
        Garbage.awaitCollected(variable);
    }

    @Test
    @DisplayName("G17 a StopIteration that escapes the body is an error")
    void stopIterationEscapes() {
        var stop = new StopIteration("mine");
        var gen = Generator.of(self -> {
            self.yield(1);
            throw stop;
        });
        gen.next();
        var failed = assertThrows(IllegalStateException.class, gen::next);
        assertSays("generator raised StopIteration", failed);
        assertSame(stop, failed.getCause());
    }

    @Test
    @DisplayName("G18 so is one from a call, or through yieldFrom")
    void stopIterationEscapesACall() {
        var empty = Generator.of(self -> {});
        var calling = Generator.of(self -> empty.next());
        assertSays("generator raised StopIteration", assertThrows(IllegalStateException.class, calling::next));
        var inner = Generator.of(self -> empty.next());
        var outer = Generator.of(self -> self.yieldFrom(inner));
        assertSays("generator raised StopIteration", assertThrows(IllegalStateException.class, outer::next));
    }

    @Test
    @DisplayName("G19 any value can be returned, a StopIteration too")
    void returnsAnyValue() {
        assertEquals(
                List.of(1, 2), assertEnds(Generator.of(self -> List.of(1, 2))).value());
        var stop = new StopIteration(3);
        assertSame(stop, assertEnds(Generator.of(self -> stop)).value());
        assertNull(assertEnds(Generator.of(self -> {})).value());
    }

    @Test
    @DisplayName("G20 a generator that resumes itself is refused, and goes on")
    void reentry() {
        var me = new Generator<?>[1];
        me[0] = Generator.of(self -> {
            var refused = assertThrows(IllegalStateException.class, () -> me[0].next());
            self.yield(refused.getMessage());
            self.yield("alive");
        });
        assertEquals("generator already executing", me[0].next());
        assertEquals("alive", me[0].next());
        me[0].close();
    }

    @Test
    @DisplayName("G21 every way in is refused while it runs")
    void everyWayInIsRefused() {
        var me = new Generator<?>[1];
        me[0] = Generator.of(self -> {
            for (var way : waysInto(me[0])) {
                assertSays("generator already executing", assertThrows(IllegalStateException.class, way::run));
            }
            self.yield("alive");
        });
        assertEquals("alive", me[0].next());
        me[0].close();
    }

    private static List<Runnable> waysInto(Generator<?> gen) {
        return List.of(gen::next, () -> gen.send(1), () -> gen.raise(new IllegalStateException("raised")), gen::close);
    }

    @Test
    @DisplayName("G21 also from another thread, at once")
    void otherThreadsAreRefused() throws InterruptedException {
        var running = new CountDownLatch(1);
        var tried = new CountDownLatch(1);
        var gen = Generator.of(self -> {
            running.countDown();
            tried.await();
            self.yield("alive");
        });
        var other = Thread.ofVirtual().start(() -> {
            try {
                running.await();
                for (var way : waysInto(gen)) {
                    seen.add(assertThrows(IllegalStateException.class, way::run).getMessage());
                }
            } catch (InterruptedException impossible) {
                seen.add(impossible);
            } finally {
                tried.countDown();
            }
        });
        assertEquals("alive", gen.next());
        other.join();
        var refusal = "generator already executing";
        assertEquals(List.of(refusal, refusal, refusal, refusal), seen);
        gen.close();
    }

    @Test
    @DisplayName("G23 an exception ends a generator for ever")
    void exceptionEnds() {
        var gen = Generator.of(self -> {
            self.yield(1);
            throw new IOException("bad");
        });
        gen.next();
        assertThrows(IOException.class, gen::next);
        assertNull(assertEnds(gen).value());
        assertNull(assertEnds(gen).value());
    }

    @Test
    @DisplayName("G24 what finally throws replaces what was raised, and remembers it")
    void finallyReplaces() {
        for (var bad : List.of(new IOException("a"), new RuntimeException("b"), new Error("c"), new GeneratorExit())) {
            var gen = Generator.of(self -> {
                try {
                    self.yield(1);
                } finally {
                    failing();
                }
            });
            gen.next();
            var failed = assertThrows(UnsupportedOperationException.class, () -> gen.raise(bad));
            assertSame(bad, failed.getSuppressed()[0]);
        }
    }

    @Test
    @DisplayName("G24 but not what it names as its cause already")
    void causeIsNotRepeated() {
        var gen = Generator.of(self -> {
            try {
                self.yield(1);
            } catch (IllegalStateException caught) {
                throw new IOException("wrapped", caught);
            }
        });
        gen.next();
        var failed = assertThrows(IOException.class, () -> gen.raise(new IllegalStateException()));
        assertEquals(0, failed.getSuppressed().length);
    }

    @Test
    @DisplayName("G25 an exception that the consumer handles meanwhile is not touched, and touches nothing")
    void consumersException() {
        var own = new IOException("the consumer's own");
        var gen = Generator.of(self -> {
            self.yield(1);
            throw new IllegalStateException("the generator's");
        });
        try {
            throw own;
        } catch (IOException handled) {
            gen.next();
            var failed = assertThrows(IllegalStateException.class, gen::next);
            assertEquals(0, failed.getSuppressed().length);
            assertNull(failed.getCause());
            assertEquals(0, handled.getSuppressed().length);
        }
    }

    @Test
    @DisplayName("G26 the state is exact at every step")
    void states() {
        var me = new Generator<?>[1];
        me[0] = Generator.of(self -> {
            seen.add(me[0].state());
            self.yield(1);
            seen.add(me[0].state());
        });
        seen.add(me[0].state());
        me[0].next();
        seen.add(me[0].state());
        assertEnds(me[0]);
        seen.add(me[0].state());
        assertEquals(List.of(CREATED, RUNNING, SUSPENDED, RUNNING, CLOSED), seen);
    }

    @Test
    @DisplayName("only the body itself can yield")
    void yieldFromElsewhere() {
        var leaked = new ArrayList<Generator.Self<Object>>();
        var gen = Generator.of(self -> {
            leaked.add(self);
            self.yield(1);
        });
        gen.next();
        var other = Generator.of(self -> leaked.getFirst().yield(2));
        assertSays("'yield' outside of its own generator", assertThrows(IllegalStateException.class, other::next));
        assertThrows(IllegalStateException.class, () -> leaked.getFirst().yield(2));
        assertEnds(gen);
        assertFalse(gen.hasNext());
    }

    @Test
    @DisplayName("G26 its text says its state")
    void text() {
        var gen = Generator.of(self -> self.yield(1));
        assertEquals("generator (CREATED)", gen.toString());
        gen.next();
        assertEquals("generator (SUSPENDED)", gen.toString());
        gen.close();
        assertEquals("generator (CLOSED)", gen.toString());
    }
}
