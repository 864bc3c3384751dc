package concurrency.multiprocessing;

import static concurrency.multiprocessing.Pools.failureOf;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What can be sent and what cannot, on one pool that survives all of it with the worker that it began with. */
@Timeout(60)
class TransferTest {
    private static ProcessPool pool;
    private static List<Worker> workers;

    @BeforeAll
    static void start() throws InterruptedException {
        pool = ProcessPool.builder().workers(1).heap(768).start();
        pool.awaitReady();
        workers = pool.workers();
    }

    @AfterEach
    void sameWorker() throws Exception {
        assertEquals(workers.getFirst(), pool.submit(() -> Worker.current()).get(5, TimeUnit.SECONDS));
    }

    @AfterAll
    static void close() {
        pool.close();
    }

    private record Session(String name, Thread thread) implements Serializable {}

    @Test
    @DisplayName("P16 a task that is not serializable fails at once, and says what in it is not, and where")
    void task() throws Exception {
        var session = new Session("s", Thread.currentThread());
        Map<String, List<Session>> sessions = Map.of("all", List.of(new Session("none", null), session));
        var future = pool.submit(() -> sessions.size());
        assertTrue(future.isDone());
        assertEquals(
                "java.lang.Thread is not serializable, so that it cannot be sent to or from a worker: the lambda"
                        + " → captured value 1 → value → element 1 → element 2 → Session.thread",
                failureOf(NotSerializableException.class, future).getMessage());
        Callable<Integer> plain = () -> sessions.size();
        assertTrue(failureOf(NotSerializableException.class, pool.submit(plain))
                .getMessage()
                .contains("has to be a SerializableCallable"));
        assertThrows(RejectedExecutionException.class, () -> pool.execute((Runnable) () -> session.hashCode()));
        var mapped = assertThrows(ExecutionException.class, () -> pool.map(x -> x + session.name(), List.of(1)));
        assertTrue(mapped.getMessage().contains("captured value 1 → Session.thread"), mapped::getMessage);
        var items = assertThrows(ExecutionException.class, () -> pool.map(x -> 1, List.of(new Object())));
        assertTrue(items.getMessage().contains("java.lang.Object is not serializable"), items::getMessage);
    }

    @Test
    @DisplayName("P31 a task that captures the pool itself is refused like all that cannot be sent")
    void capturedPool() {
        var captured = pool;
        var failure = failureOf(NotSerializableException.class, pool.submit(() -> captured.isShutdown()));
        assertTrue(failure.getMessage().contains("ProcessPool is not serializable"), failure::getMessage);
    }

    @Test
    @DisplayName("P16 P17 P18 P19 a task or result whose own code fails as it is written or read fails its future")
    void ownCode() {
        var bad = new Bad(true);
        assertTrue(failureOf(pool.submit(() -> bad.whenWritten)).getMessage().contains("will not be written"));
        var worse = new Bad(false);
        assertTrue(failureOf(pool.submit(() -> worse.whenWritten)).getMessage().contains("will not be read"));
        assertTrue(failureOf(pool.submit(() -> new Bad(true))).getMessage().contains("will not be written"));
        assertTrue(failureOf(pool.submit(() -> new Bad(false))).getMessage().contains("will not be read"));
    }

    /** Whose own code for serialization fails on one side. */
    private static final class Bad implements Serializable {
        private final boolean whenWritten;

        Bad(boolean whenWritten) {
            this.whenWritten = whenWritten;
        }

        private void writeObject(ObjectOutputStream out) throws IOException {
            if (whenWritten) {
                throw new IllegalStateException("will not be written");
            }
            out.defaultWriteObject();
        }

        private void readObject(ObjectInputStream in) {
            throw new IllegalStateException("will not be read");
        }
    }

    @Test
    @DisplayName("P17 a task whose class the worker cannot load fails, and names the class")
    void classWithoutBytes() throws Exception {
        var loader = new ClassLoader(getClass().getClassLoader()) {
            Class<?> define(String name, byte[] bytes) {
                return defineClass(name, bytes, 0, bytes.length);
            }
        };
        var bytes = ClassFile.of()
                .build(
                        ClassDesc.of("made.InMemory"),
                        type -> type.withFlags(ClassFile.ACC_PUBLIC)
                                .withInterfaceSymbols(ClassDesc.of(SerializableCallable.class.getName()))
                                .withMethodBody(
                                        "<init>",
                                        MethodTypeDesc.ofDescriptor("()V"),
                                        ClassFile.ACC_PUBLIC,
                                        code -> code.aload(0)
                                                .invokespecial(
                                                        ConstantDescs.CD_Object,
                                                        "<init>",
                                                        MethodTypeDesc.ofDescriptor("()V"))
                                                .return_())
                                .withMethodBody(
                                        "call",
                                        MethodTypeDesc.ofDescriptor("()Ljava/lang/Object;"),
                                        ClassFile.ACC_PUBLIC,
                                        code -> code.aconst_null().areturn()));
        var task = (SerializableCallable<?>)
                loader.define("made.InMemory", bytes).getConstructor().newInstance();
        var failure = failureOf(IOException.class, pool.submit(task));
        assertTrue(failure.getMessage().contains("there is no class made.InMemory"), failure::getMessage);
    }

    @Test
    @DisplayName("P18 a result that is not serializable fails its future, and says what in it is not")
    void result() {
        assertEquals(
                "java.lang.Thread is not serializable, so that it cannot be sent to or from a worker:"
                        + " java.util.ImmutableCollections$List12 → element 1",
                failureOf(NotSerializableException.class, pool.submit(() -> List.of(Thread.currentThread())))
                        .getMessage());
    }

    private static final class Holding extends RuntimeException {
        @SuppressWarnings("unused") // so that it cannot be sent
        private final Thread thread = Thread.currentThread();

        Holding(String message) {
            super(message);
        }
    }

    @Test
    @DisplayName("P20 an exception that cannot be sent is told as text: its class, its message, its stack trace")
    void exception() {
        var failure = failureOf(RemoteTaskException.class, pool.submit(() -> {
            throw new Holding("held");
        }));
        assertEquals(Holding.class.getName(), failure.originalClass());
        assertTrue(failure.getMessage().contains("Holding: held"), failure::getMessage);
        assertTrue(failure.originalStackTrace().contains("TransferTest.java"), failure::originalStackTrace);
    }

    @Test
    @DisplayName("P21 arguments and results of 64 MB")
    void large() throws Exception {
        var argument = new byte[64 << 20];
        new Random(1).nextBytes(argument);
        var result = pool.submit(() -> {
                    argument[1]++;
                    return argument;
                })
                .get();
        argument[1]++;
        assertArrayEquals(argument, result);
    }

    @Test
    @DisplayName("P21 more than 256 MB is refused with the limit, on both ways")
    void tooLarge() {
        var argument = new byte[65 << 20];
        var arguments = List.of(argument, argument.clone(), argument.clone(), argument.clone());
        var refused = failureOf(PayloadTooLargeException.class, pool.submit(() -> arguments.size()));
        assertTrue(refused.getMessage().contains("256 MiB"), refused::getMessage);
        failureOf(PayloadTooLargeException.class, pool.submit(() -> {
            var one = new byte[65 << 20];
            return new Object[] {one, one.clone(), one.clone(), one.clone()};
        }));
    }

    @Test
    @DisplayName("P21 what is nested too deeply is an error, not a hang")
    void deep() {
        Object nested = null;
        for (var i = 0; i < 100_000; i++) {
            nested = new Object[] {nested};
        }
        var deep = nested;
        assertTrue(failureOf(IOException.class, pool.submit(() -> deep.hashCode()))
                .getMessage()
                .contains("nested too deeply"));
    }
}
