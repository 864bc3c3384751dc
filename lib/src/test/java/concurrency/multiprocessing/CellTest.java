package concurrency.multiprocessing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import jdk.jshell.execution.LocalExecutionControlProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Functions, records and exceptions that were defined in cells, in workers: a real JShell runs the cells in this
 * process.
 */
@Timeout(60)
class CellTest {

    /** The value of the last snippet, as JShell shows it. */
    static String run(String... snippets) {
        try (var shell = JShell.builder()
                .executionEngine(new LocalExecutionControlProvider(), Map.of())
                .build()) {
            shell.addToClasspath(System.getProperty("java.class.path"));
            for (var type : List.of("concurrency.multiprocessing.*", "java.util.*", "java.util.concurrent.*")) {
                run(shell, "import " + type + ";");
            }
            var value = "";
            for (var snippet : snippets) {
                value = run(shell, snippet);
            }
            return value;
        }
    }

    private static String run(JShell shell, String snippet) {
        var event = shell.eval(snippet).getFirst(); // the others are of snippets that this one replaces
        assertTrue(event.status().isActive(), () -> snippet + "\n" + problems(shell, event));
        assertNull(event.exception(), () -> snippet + "\n" + event.exception().getMessage());
        return event.value();
    }

    private static String problems(JShell shell, SnippetEvent event) {
        return shell.diagnostics(event.snippet())
                .map(problem -> problem.getMessage(null))
                .collect(Collectors.joining("\n"));
    }

    private static final String POOL = "var pool = ProcessPool.builder().workers(2).heap(64).start();";

    @Test
    @DisplayName("P32 a function defined two cells above runs in the workers, with a record for its result")
    void function() {
        assertEquals(
                "[Page[url=a, size=1], Page[url=bb, size=2]]",
                run(
                        "record Page(String url, int size) implements java.io.Serializable {}",
                        "Page downloadSite(String url) { return new Page(url, url.length()); }",
                        "List<String> sites = List.of(\"a\", \"bb\");",
                        POOL,
                        "List<Page> pages = pool.map(url -> downloadSite(url), sites);",
                        "pool.close();",
                        "pages"));
    }

    @Test
    @DisplayName("P32 all that takes a lambda takes one from a cell without a cast, captured values included")
    void lambdas() {
        assertEquals(
                "\"[3, null, 6, [2, 4], 7, 8, 9]\"",
                run(
                        POOL,
                        "void nothing() {}",
                        "String all() throws Exception {"
                                + " int two = 2;"
                                + " int three = pool.submit(() -> 3).get();"
                                + " Object none = pool.submit(() -> nothing()).get();"
                                + " int six = pool.submit(() -> three * two).get();"
                                + " var mapped = pool.map(x -> x * two, List.of(1, 2));"
                                + " int seven = pool.submit(() -> { if (two > 3) throw new Exception(); return 7; }).get();"
                                + " int eight = pool.invokeAny(List.of(SerializableCallable.of(() -> 8)));"
                                + " int nine = pool.submit(() -> nothing(), 9).get();"
                                + " pool.forEach(x -> nothing(), List.of(1));"
                                + " pool.execute(() -> nothing());"
                                + " return List.of(three, String.valueOf(none), six, mapped, seven, eight, nine).toString(); }",
                        "String result = all();",
                        "pool.close();",
                        "result"));
    }

    @Test
    @DisplayName("static state of a cell is each worker's own and starts empty; the initializer fills it")
    void state() {
        assertEquals(
                "[true, true, true, true]",
                run(
                        "int latency = 20;",
                        "String session = \"of the kernel\";",
                        "void openSession() { session = \"of \" + Worker.current().name(); }",
                        "boolean isOwn(int x) { return latency == 0 && session.equals(\"of \" + Worker.current().name()); }",
                        "var pool = ProcessPool.builder().workers(2).heap(64).initializer(() -> openSession()).start();",
                        "var own = pool.map(x -> isOwn(x), List.of(1, 2, 3, 4));",
                        "pool.close();",
                        "own"));
    }

    @Test
    @DisplayName("a function that is defined anew in a later cell is the new one in the same workers")
    void redefined() {
        assertEquals(
                "[10]",
                run(
                        POOL,
                        "int f(int x) { return x; }",
                        "var first = pool.map(x -> f(x), List.of(1));",
                        "int f(int x) { return 10 * x; }",
                        "var second = pool.map(x -> f(x), List.of(1));",
                        "pool.close();",
                        "second"));
    }

    @Test
    @DisplayName(
            "a pool's threads are not of the group of the cell that made it, which JShell waits for and interrupts")
    void threadGroup() throws Exception {
        var group = new ThreadGroup("a cell");
        var made = new ProcessPool[1];
        var cell = new Thread(group, () -> made[0] = Pools.of(1).start());
        cell.start();
        cell.join();
        try (var pool = made[0]) {
            assertEquals(1, pool.submit(() -> 1).get());
            assertEquals(0, group.activeCount());
        }
    }

    @Test
    @DisplayName("P02 an exception class of a cell comes back as itself")
    void exception() {
        assertEquals(
                "\"true loud\"",
                run(
                        "class Bang extends RuntimeException { Bang(String m) { super(m); } }",
                        "int bang() { throw new Bang(\"loud\"); }",
                        POOL,
                        "String name;",
                        "try { pool.submit(() -> bang()).get(); } catch (ExecutionException e) "
                                + "{ name = (e.getCause() instanceof Bang) + \" \" + e.getCause().getMessage(); }",
                        "pool.close();",
                        "name"));
    }

    @Test
    @DisplayName("P16 what a cell's lambda captures and cannot be sent is named")
    void notSerializable() {
        var message = run(
                POOL,
                "String message;",
                "{ var thread = new Thread(); try { pool.submit(() -> thread.isAlive()).get(); }"
                        + " catch (ExecutionException e) { message = e.getMessage(); } }",
                "pool.close();",
                "message");
        assertTrue(
                message.contains("java.lang.Thread is not serializable") && message.contains("captured value 1"),
                message);
    }
}
