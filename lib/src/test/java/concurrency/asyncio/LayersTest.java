package concurrency.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The package can be read from below: each layer knows only itself and those below it. */
class LayersTest {
    private static final Path CLASSES = Path.of("target/classes/concurrency/asyncio");
    private static final List<Set<String>> LOWEST_FIRST = List.of(
            Set.of( // generators, and how their bodies are suspended
                    "Abandoned",
                    "Ambient",
                    "ContinuationStack",
                    "Frame",
                    "Generator",
                    "GeneratorExit",
                    "Sneaky",
                    "Stack",
                    "StopIteration",
                    "Switching",
                    "ThreadStack"),
            Set.of( // the queues of a loop, and its turn
                    "Channels",
                    "Clock",
                    "Fatal",
                    "Handle",
                    "LoopListener",
                    "Scheduler",
                    "Seconds",
                    "SocketHandle",
                    "Sockets",
                    "TimerHandle",
                    "Timers",
                    "Trouble",
                    "Troubles",
                    "VirtualClock"),
            Set.of( // coroutines, futures, tasks and their loop, which know each other
                    "Awaitable",
                    "Brief",
                    "Callers",
                    "Coroutine",
                    "CoroutineFrame",
                    "EventLoop",
                    "Future",
                    "Gathering",
                    "LoopRecorder",
                    "Names",
                    "SocketCalls",
                    "Task",
                    "TaskListener"));

    /** Everything else is above these layers. */
    private static int layer(String type) {
        for (var i = 0; i < LOWEST_FIRST.size(); i++) {
            if (LOWEST_FIRST.get(i).contains(type)) {
                return i;
            }
        }
        return LOWEST_FIRST.size();
    }

    @Test
    @DisplayName("a class knows only those of its own layer and of the layers below")
    void arrowsPointDownwards() throws IOException {
        var upwards = new TreeSet<String>();
        for (var file : classFiles()) {
            var from = outer(file.getFileName().toString().replace(".class", ""));
            used(file).stream()
                    .filter(name -> name.startsWith("concurrency/asyncio/"))
                    .map(name -> outer(name.substring("concurrency/asyncio/".length())))
                    .filter(to -> layer(to) > layer(from))
                    .forEach(to -> upwards.add(from + " uses " + to));
        }
        assertEquals(Set.of(), upwards);
    }

    @Test
    @DisplayName("generators know nothing else of the library, not even that anything is recorded")
    void theLowestLayerIsClosed() throws IOException {
        for (var file : classFiles()) {
            if (layer(outer(file.getFileName().toString().replace(".class", ""))) == 0) {
                var others = used(file).stream()
                        .filter(name -> name.startsWith("concurrency/") && !name.startsWith("concurrency/asyncio/"))
                        .toList();
                assertEquals(List.of(), others, file.toString());
            }
        }
    }

    @Test
    @DisplayName("no layer names a class that is no more")
    void everyNameIsAClass() {
        for (var layer : LOWEST_FIRST) {
            for (var type : layer) {
                assertEquals(true, Files.exists(CLASSES.resolve(type + ".class")), type);
            }
        }
    }

    private static List<Path> classFiles() throws IOException {
        try (var files = Files.list(CLASSES)) {
            return files.filter(file -> !file.endsWith("package-info.class")).toList();
        }
    }

    /** The names of all classes that this one mentions. */
    private static List<String> used(Path file) throws IOException {
        var pool = ClassFile.of().parse(file).constantPool();
        return StreamSupport.stream(pool.spliterator(), false)
                .filter(ClassEntry.class::isInstance)
                .map(entry -> ((ClassEntry) entry).asInternalName())
                .toList();
    }

    private static String outer(String type) {
        return type.replaceAll("\\$.*", "");
    }
}
