package concurrency.multiprocessing;

import static concurrency.multiprocessing.Pools.eventually;
import static concurrency.multiprocessing.Pools.failureOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way in which a worker can die, once, looked at closely; {@link FaultsTest} does them often. */
@Tag("thorough")
@Timeout(60)
class WorkerDeathTest {
    @TempDir
    private Path folder;

    private Gate gate() {
        return Gate.in(folder);
    }

    static Stream<Arguments> deaths() {
        return Stream.of(
                Arguments.of("SIGKILL", 137, (SerializableRunnable) () -> Deaths.killMyself("KILL")),
                Arguments.of("SIGSEGV", 1, (SerializableRunnable) () -> Deaths.killMyself("SEGV")),
                Arguments.of("SIGTERM", 143, (SerializableRunnable) () -> Deaths.killMyself("TERM")),
                Arguments.of("exit(0)", 0, (SerializableRunnable) () -> System.exit(0)),
                Arguments.of("exit(1)", 1, (SerializableRunnable) () -> System.exit(1)),
                Arguments.of("halt(134)", 134, (SerializableRunnable)
                        () -> Runtime.getRuntime().halt(134)),
                Arguments.of("a full heap", 3, (SerializableRunnable) Deaths::fillTheHeap));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("P14 P15 a worker dies: its task says which, and how; it is replaced; the other tasks are done")
    @MethodSource("deaths")
    void dies(String name, int exitCode, SerializableRunnable death) throws Exception {
        var gate = gate();
        try (var pool = Pools.of(2).start()) {
            pool.awaitReady();
            var before = pool.workers();
            var deadly = pool.submit(() -> {
                gate.mark("ran");
                death.run();
            });
            var others = new ArrayList<PoolFuture<Integer>>();
            for (var i = 0; i < 10; i++) {
                others.add(pool.submit(() -> 1));
            }
            var died = failureOf(WorkerDiedException.class, deadly);
            assertEquals(exitCode, died.exitCode(), died::getMessage);
            assertTrue(before.contains(died.worker()), died::getMessage);
            assertTrue(died.getMessage().contains("pid " + died.worker().pid()), died::getMessage);
            assertTrue(died.getMessage().contains("exit code " + exitCode), died::getMessage);
            for (var other : others) {
                assertEquals(1, other.get(5, TimeUnit.SECONDS));
            }
            assertEquals(1, gate.marks("ran"));
            pool.awaitReady();
            assertEquals(2, pool.workers().size());
            assertTrue(pool.workers().stream().noneMatch(died.worker()::equals));
            if (name.equals("SIGSEGV")) { // Java catches it, says so, and exits by itself
                assertTrue(died.getMessage().contains("SIGSEGV"), died::getMessage);
            }
            if (exitCode == 3) {
                assertTrue(died.getMessage().contains("OutOfMemoryError"), died::getMessage);
            }
        }
    }

    @Test
    @DisplayName("P14 an idle worker is killed: no task notices, not even one that is given to it in that moment")
    void idle() throws Exception {
        try (var pool = Pools.of(1).start()) {
            for (var i = 0; i < 5; i++) {
                var pid = pool.submit(() -> Worker.current().pid()).get();
                Deaths.kill(pid);
                assertNotEquals(pid, pool.submit(() -> Worker.current().pid()).get(5, TimeUnit.SECONDS));
            }
        }
    }

    @Test
    @DisplayName("a frozen worker: get with a timeout returns, cancel(true) has it killed, the pool goes on")
    void frozen() throws Exception {
        for (var i = 0; i < Pools.times(50); i++) {
            try (var pool = Pools.of(1).grace(Duration.ofMillis(200)).start()) {
                pool.awaitReady();
                var pid = pool.workers().getFirst().pid();
                Deaths.signal("STOP", pid);
                var future = pool.submit(() -> 1);
                assertThrows(TimeoutException.class, () -> future.get(50, TimeUnit.MILLISECONDS));
                if (i % 2 == 0) {
                    future.cancel(true);
                    assertEquals(2, pool.submit(() -> 2).get(5, TimeUnit.SECONDS));
                } else {
                    Deaths.signal("CONT", pid);
                    assertEquals(1, future.get(5, TimeUnit.SECONDS));
                }
            }
        }
        Pools.report("frozen", Pools.times(50), "killed when its task was cancelled, or thawed and its task done");
    }

    @Test
    @DisplayName("a worker dies and leaves a process behind that holds its pipe open: the task fails all the same")
    void pipeHeldOpen() throws Exception {
        try (var pool = Pools.of(1).start()) {
            var child = new long[1];
            var gate = gate();
            var future = pool.submit(() -> {
                gate.mark("child-"
                        + new ProcessBuilder("sleep", "30").inheritIO().start().pid());
                Runtime.getRuntime().halt(9);
                return 0;
            });
            assertEquals(9, failureOf(WorkerDiedException.class, future).exitCode());
            child[0] = Long.parseLong(Path.of(gate.folder()).toFile().list()[0].split("[-.]")[1]);
            Deaths.kill(child[0]);
            eventually(Duration.ofSeconds(5), () -> ProcessHandle.of(child[0]).isEmpty());
        }
    }

    @Test
    @DisplayName("a map loses a worker: it fails with that worker's death, and the pool goes on")
    void map() throws Exception {
        try (var pool = Pools.of(2).start()) {
            var failed = assertThrows(
                    ExecutionException.class,
                    () -> pool.map(
                            x -> {
                                if (x == 3) {
                                    System.exit(5);
                                }
                                return x;
                            },
                            List.of(1, 2, 3, 4, 5, 6)));
            assertEquals(5, ((WorkerDiedException) failed.getCause()).exitCode());
            assertEquals(List.of(1, 2), pool.map(x -> x, List.of(1, 2)));
        }
    }
}
