package concurrency.multiprocessing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The security points of the channel: nothing is believed before it is checked, and nobody else has an end of it. */
@Timeout(60)
class WireTest {
    private static final int ORPHANED = 75;
    private static final int MISUNDERSTOOD = 76;

    @TempDir
    private Path folder;

    private static byte[] sent(Op op, long id, byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        new Wire(InputStream.nullInputStream(), out).send(op, id, Payload.of(bytes));
        return out.toByteArray();
    }

    private static Wire receiving(byte[] bytes) {
        return new Wire(new ByteArrayInputStream(bytes), OutputStream.nullOutputStream());
    }

    @ParameterizedTest(name = "{0} bytes")
    @DisplayName("a message of any size arrives as it was sent")
    @ValueSource(ints = {0, 1, 511, 512, 513, 65_535, 65_536, 65_537, 1_000_000})
    void roundTrip(int size) throws IOException {
        var bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        var whole = receiving(sent(Op.TASK, 7, bytes)).receive();
        assertEquals(Op.TASK, whole.op());
        assertEquals(7, whole.id());
        assertArrayEquals(bytes, whole.bytes().readAllBytes());
        var pieces = new Payload();
        for (var i = 0; i < size; i += 1000) {
            pieces.write(bytes, i, Math.min(1000, size - i));
        }
        assertEquals(size, pieces.size());
        assertArrayEquals(bytes, pieces.read().readAllBytes());
    }

    @Test
    @DisplayName(
            "Security 4 a frame's length is checked before memory is allocated; an unknown kind, a message in a message: refused")
    void refused() throws IOException {
        var frame = sent(Op.TASK, 7, new byte[100]);
        for (var length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, Payload.PIECE + 1}) {
            var huge = frame.clone();
            ByteBuffer.wrap(huge).putInt(10, length);
            assertThrows(IOException.class, () -> receiving(huge).receive());
        }
        var unknown = frame.clone();
        unknown[0] = (byte) Op.values().length;
        assertThrows(IOException.class, () -> receiving(unknown).receive());
        var mixed = new ByteArrayOutputStream();
        var unfinished = sent(Op.TASK, 7, new byte[Payload.PIECE + 1]);
        mixed.write(unfinished, 0, Payload.PIECE + 18);
        mixed.write(sent(Op.BYE, 0, new byte[0]));
        assertThrows(IOException.class, () -> receiving(mixed.toByteArray()).receive());
        assertNull(receiving(Arrays.copyOf(frame, frame.length - 1)).receive());
        assertNull(receiving(new byte[0]).receive());
    }

    @Test
    @DisplayName("Security 3 a frame with any one byte changed is refused: 10,000 of them, and as many of random bytes")
    void fuzz() throws IOException {
        var random = new Random(4);
        var times = Pools.times(10_000);
        var frame = sent(Op.TASK, 7, canary());
        var refused = 0;
        for (var i = 0; i < times; i++) {
            var mutated = frame.clone();
            mutated[random.nextInt(mutated.length)] ^= (byte) (1 + random.nextInt(255));
            refused += isRefused(mutated) ? 1 : 0;
            var garbage = new byte[random.nextInt(200)];
            random.nextBytes(garbage);
            refused += isRefused(garbage) ? 1 : 0;
        }
        assertEquals(2 * times, refused);
        Pools.report("frames mutated or random", 2 * times, refused + " refused");
    }

    private static boolean isRefused(byte[] bytes) {
        try {
            return receiving(bytes).receive() == null;
        } catch (IOException wanted) {
            return true;
        }
    }

    /** Leaves a file where an object of it is made from bytes. */
    private static final class Canary implements SerializableCallable<Integer> {
        private final String file;

        private Canary(String file) {
            this.file = file;
        }

        @Override
        public Integer call() {
            return 1;
        }

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            Files.createFile(Path.of(file));
        }
    }

    private Path song() {
        return folder.resolve("song");
    }

    private byte[] canary() throws IOException {
        var payload = new Payload();
        new DataOutputStream(payload).writeLong(1);
        Transfer.write(new Canary(song().toString()), payload);
        return payload.read().readAllBytes();
    }

    @Test
    @DisplayName(
            "Security 3 a worker makes an object of what it is sent as a task, and of nothing else that comes: then it ends")
    void canaries() throws Exception {
        var good = sent(Op.TASK, 7, canary());
        var damaged = good.clone();
        damaged[good.length - 3] ^= 1;
        var asResult = sent(Op.RESULT, 7, canary());
        var asClass = sent(Op.CLASS, 7, canary());
        var garbage = canary();
        for (var hostile : new byte[][] {damaged, asResult, garbage}) {
            assertEquals(MISUNDERSTOOD, exitCodeAfter(hostile));
            assertFalse(Files.exists(song()));
        }
        // The answer to a question that it never asked is no harm: it waits on, and ends when its pool is gone.
        assertEquals(ORPHANED, exitCodeAfter(asClass));
        assertFalse(Files.exists(song()));
        try (var pool = Pools.of(1).start()) {
            assertEquals(1, pool.submit(new Canary(song().toString())).get());
            assertTrue(Files.exists(song()));
        }
    }

    /** How a worker ends that gets these bytes first, and then the end of its input. */
    private static int exitCodeAfter(byte[] bytes) throws Exception {
        var worker = WorkerCommand.of("W", Pools.of(1).settings())
                .redirectErrorStream(true)
                .start();
        try {
            try (var in = worker.getOutputStream()) {
                in.write(bytes);
            } catch (IOException itHasEndedAlready) {
                // The exit code says why.
            }
            assertTrue(worker.waitFor(10, TimeUnit.SECONDS));
            return worker.exitValue();
        } finally {
            worker.destroyForcibly();
        }
    }

    @Test
    @DisplayName("Security 4 a worker that is spoken to in another version ends")
    void version() throws Exception {
        var worker = WorkerCommand.of("W", Pools.of(1).settings()).start();
        try (var in = worker.getOutputStream()) {
            in.write(sent(Op.INITIALIZE, 0, new byte[] {0, 0, 0, 99}));
            in.flush();
            assertTrue(worker.waitFor(10, TimeUnit.SECONDS));
            assertEquals(77, worker.exitValue());
        }
    }

    private record Many(int[] numbers) implements Serializable {}

    @Test
    @DisplayName("Security 3 bytes that claim a huge array are refused before memory is allocated for it")
    void hugeArray() throws IOException {
        var payload = new Payload();
        Transfer.write(new Many(new int[0x1020]), payload);
        var bytes = payload.read().readAllBytes();
        var at = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("\0\0\20\40");
        ByteBuffer.wrap(bytes).putInt(at, Integer.MAX_VALUE);
        var loader = getClass().getClassLoader();
        var refused = assertThrows(IOException.class, () -> Transfer.read(new ByteArrayInputStream(bytes), loader));
        assertTrue(refused.getMessage().contains("REJECTED"), refused::getMessage);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
    @DisplayName("Security 1 2 no process of a pool listens or has a socket: the pipes are a worker's only channel")
    void noSocket() throws Exception {
        var before = sockets(ProcessHandle.current().pid());
        try (var pool = Pools.of(2).start()) {
            assertEquals(List.of(1, 2), pool.map(x -> x, List.of(1, 2)));
            pool.awaitReady();
            for (var worker : pool.workers()) {
                assertEquals(Set.of(), sockets(worker.pid()));
            }
            assertEquals(before, sockets(ProcessHandle.current().pid()));
        }
    }

    private static Set<String> sockets(long pid) throws IOException {
        var sockets = new HashSet<String>();
        for (var file :
                Objects.requireNonNull(Path.of("/proc/" + pid + "/fd").toFile().listFiles())) {
            try {
                var target = Files.readSymbolicLink(file.toPath()).toString();
                if (target.startsWith("socket:")) {
                    sockets.add(target);
                }
            } catch (NoSuchFileException closedMeanwhile) {
                // Then it is not open.
            }
        }
        return sockets;
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "reads /proc")
    @DisplayName(
            "Security 2 5 a worker's command line, which everybody may read, holds no secret of its pool and no token")
    void commandLine() throws Exception {
        System.setProperty("course.password", "swordfish");
        var captured = "swordfish";
        try (var one = Pools.of(1)
                        .initializer(() -> Objects.requireNonNull(captured))
                        .start();
                var other = Pools.of(1).start()) {
            for (var pool : List.of(one, other)) {
                assertEquals(
                        "swordfish",
                        pool.submit(() -> System.getProperty("course.password")).get());
            }
            var words = commandLine(one);
            assertTrue(words.contains("-cp") && words.contains(WorkerMain.class.getName()), words::toString);
            assertTrue(words.stream().noneMatch(word -> word.contains("swordfish")), words::toString);
            // What was made for one pool only, as a token is, would be another word for the other.
            assertEquals(words, commandLine(other));
        } finally {
            System.clearProperty("course.password");
        }
    }

    private static List<String> commandLine(ProcessPool pool) throws IOException {
        var file = Path.of("/proc", Long.toString(pool.workers().getFirst().pid()), "cmdline");
        return List.of(Files.readString(file).split("\0"));
    }
}
