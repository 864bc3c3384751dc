package concurrency.multiprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Scanner;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What workers print and read. */
@Timeout(40)
class OutputTest {

    @Test
    @DisplayName("P22 what a task prints is there before its result, line by line, with the worker's name")
    void lines() throws Exception {
        try (var pool = Pools.of(1).start()) {
            pool.submit(() -> {
                        System.out.println("Read 19210 from http://www.jython.org");
                        System.err.println("grün und 猫");
                        System.out.print("no end");
                    })
                    .get();
            assertEquals("""
                    Worker-1: Read 19210 from http://www.jython.org
                    Worker-1: grün und 猫
                    Worker-1: no end""", pool.output().toString());
            assertEquals(
                    List.of(false, true, false),
                    pool.output().lines().stream().map(Line::error).toList());
            assertEquals(3, pool.output().drain().size());
            assertEquals("", pool.output().toString());
            pool.execute(() -> {
                throw new IllegalStateException("nobody asks for this result");
            });
            pool.submit(() -> 1).get();
            assertTrue(pool.output().toString().contains("Worker-1: java.lang.IllegalStateException: nobody asks"));
        }
    }

    @Test
    @DisplayName(
            "P22 10 MB on each of both outputs neither block nor lose a line, and a listener gets them one at a time")
    void flood() throws Exception {
        var heard = new ArrayList<Line>();
        try (var pool = Pools.of(2).output(heard::add).start()) {
            var line = "x".repeat(99);
            pool.forEach(
                    start -> {
                        for (var i = 0; i < 50_000; i++) {
                            System.out.println(line);
                            System.err.println(line);
                        }
                    },
                    List.of(1, 2));
            assertEquals(200_000, heard.size());
            assertTrue(heard.stream().allMatch(each -> each.text().equals(line)));
            assertTrue(pool.output().lines().isEmpty());
        }
    }

    @Test
    @DisplayName("P22 output without end is kept up to a limit, and says what is missing")
    void limit() {
        var output = new Output(null);
        var line = new Line(new Worker("W", 1), false, "x".repeat(1 << 20));
        for (var i = 0; i < 20; i++) {
            output.add(line);
        }
        assertEquals(16, output.lines().size());
        assertTrue(output.toString().startsWith("(4 earlier lines are not kept)\nW: xx"));
        assertEquals(16, output.drain().size());
    }

    @Test
    @DisplayName("P22 a listener that throws loses no line: it is kept")
    void listenerThrows() throws Exception {
        try (var pool = Pools.of(1)
                .output(_ -> {
                    throw new IllegalStateException();
                })
                .start()) {
            pool.submit(() -> System.out.println("kept")).get();
            assertEquals("Worker-1: kept", pool.output().toString());
        }
    }

    @Test
    @DisplayName("P23 a task that reads the standard input finds its end")
    void standardInput() throws Exception {
        try (var pool = Pools.of(1).start()) {
            assertEquals(-1, pool.submit(() -> System.in.read()).get());
            assertEquals(
                    false, pool.submit(() -> new Scanner(System.in).hasNext()).get());
        }
    }

    @Test
    @DisplayName("P22 a task that closes the outputs harms nobody, and one that writes into the very pipe only itself")
    void abuse() throws Exception {
        try (var pool = Pools.of(1).start()) {
            assertEquals(
                    1,
                    pool.submit(() -> {
                                System.out.close();
                                System.setErr(null);
                                return 1;
                            })
                            .get());
            assertEquals(2, pool.submit(() -> 2).get());
            var future = pool.submit(() -> {
                new FileOutputStream(FileDescriptor.out)
                        .write("native code printed this".repeat(10).getBytes());
                Thread.sleep(20_000);
                return 3;
            });
            var died = Pools.failureOf(WorkerDiedException.class, future);
            assertTrue(died.getMessage().contains("what is no message"), died::getMessage);
            assertEquals(4, pool.submit(() -> 4).get());
            assertEquals(Collections.emptyList(), pool.output().lines());
        }
    }
}
