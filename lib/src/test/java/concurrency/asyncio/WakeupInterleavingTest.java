package concurrency.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.interleaving.Interleavings;
import concurrency.interleaving.Points;
import concurrency.interleaving.Scenario;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A callback from another thread, at every moment of a loop that is about to sleep. */
@Timeout(60)
class WakeupInterleavingTest {
    private static final Class<?>[] WOVEN = {EventLoop.class, Sockets.class};

    /** The sleep of a clock, told to the interleavings: a selector's wait looks like work. */
    private record Sleeping(Clock clock) implements Clock {
        @Override
        public long now() {
            return clock.now();
        }

        @Override
        public void pass(Selector selector, long patience) throws IOException {
            try {
                Points.asleep(() -> {
                    clock.pass(selector, patience);
                    return null;
                });
            } catch (IOException | RuntimeException failed) {
                throw failed;
            } catch (Exception other) {
                throw new IllegalStateException(other);
            }
        }
    }

    /** A loop that watches a socket to which nobody connects, and a thread that ends it by a callback. */
    static class OneSocket implements Scenario {
        final EventLoop loop;
        final ServerSocketChannel server =
                ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        boolean called;

        OneSocket() throws IOException {
            this(Clock.system());
        }

        OneSocket(Clock clock) throws IOException {
            loop = new EventLoop(new Sleeping(clock));
            server.configureBlocking(false);
            loop.addReader(server, () -> {});
        }

        @Override
        public List<Strand> strands() {
            return List.of(new Strand("loop", loop::runForever), new Strand("caller", this::call));
        }

        void call() {
            loop.callSoonThreadsafe(() -> {
                called = true;
                loop.stop();
            });
        }

        @Override
        public void check() {
            assertTrue(called);
        }

        @Override
        public void close() throws IOException {
            loop.close();
            server.close();
        }
    }

    static final class OnAClockThatJumps extends OneSocket {
        OnAClockThatJumps() throws IOException {
            super(new VirtualClock());
        }
    }

    static final class NoSocket extends OneSocket {
        NoSocket() throws IOException {
            loop.removeReader(server);
            server.close();
        }
    }

    static final class Stop extends OneSocket {
        Stop() throws IOException {}

        @Override
        void call() {
            called = true;
            loop.callSoonThreadsafe(() -> {}); // so that stop may come in the second sleep too
            loop.stop();
        }
    }

    /** Two threads add callbacks, each of its own in order. */
    static final class TwoCallers extends OneSocket {
        private final List<String> calls = new ArrayList<>();

        TwoCallers() throws IOException {}

        @Override
        public List<Strand> strands() {
            return List.of(
                    new Strand("loop", loop::runForever),
                    new Strand("a", () -> add("a")),
                    new Strand("b", () -> add("b")));
        }

        private void add(String name) {
            for (var number : List.of(1, 2)) {
                loop.callSoonThreadsafe(() -> {
                    calls.add(name + number);
                    if (calls.size() == 4) {
                        loop.stop();
                    }
                });
            }
        }

        @Override
        public void check() {
            assertEquals(Set.of("a1", "a2", "b1", "b2"), Set.copyOf(calls));
            assertTrue(calls.indexOf("a1") < calls.indexOf("a2") && calls.indexOf("b1") < calls.indexOf("b2"));
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {NoSocket.class, OneSocket.class, OnAClockThatJumps.class})
    @DisplayName("F42 a callback from another thread wakes the loop, whenever it comes")
    void aCallbackWakesTheLoop(Class<? extends Scenario> scenario) throws Exception {
        assertTrue(Interleavings.of(scenario, WOVEN).preemptions(3).tryAll() > 20);
    }

    @Test
    @DisplayName("F42 callbacks from two threads are all called, those of one thread in their order")
    void twoCallers() throws Exception {
        assertTrue(Interleavings.of(TwoCallers.class, WOVEN).preemptions(1).tryAll() > 20);
    }

    @Test
    @DisplayName("F42 stop from another thread wakes the loop, whenever it comes")
    void stopWakesTheLoop() throws Exception {
        assertTrue(Interleavings.of(Stop.class, WOVEN).tryAll() > 20);
    }
}
