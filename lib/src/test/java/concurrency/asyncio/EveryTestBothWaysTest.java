package concurrency.asyncio;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.ClassEntry;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * No test of generators or coroutines is forgotten: its class runs {@link BothWays}, or says why it does not. What a
 * class uses is read from its compiled form, and from that of the classes in it.
 */
class EveryTestBothWaysTest {
    private static final Set<String> SWITCHED = Stream.of(
                    Generator.class, Coroutine.class, Asyncio.class, Task.class, Frame.class, Loops.class)
            .map(type -> type.getName().replace('.', '/'))
            .collect(Collectors.toSet());

    @Test
    @DisplayName("each test class with generators or coroutines runs both ways, or says why not")
    void eachClass() throws Exception {
        var found = new TreeSet<String>();
        for (var name : testClasses()) {
            var type = Class.forName(name);
            var bothWays = type.isAnnotationPresent(BothWays.class);
            var oneWay = type.getAnnotation(OneWay.class);
            if (usesWhatIsSwitched(type)) {
                assertTrue(bothWays != (oneWay != null), name + ": either @BothWays, or @OneWay and the reason");
                found.add(type.getSimpleName());
            }
            if (bothWays) {
                assertTrue(BothWays.Tests.class.isAssignableFrom(type), name + " does not know its way");
            }
            if (oneWay != null) {
                assertFalse(oneWay.value().isBlank(), name);
            }
        }
        assertTrue(found.containsAll(List.of("GeneratorTest", "TaskTest", "FutureTest", "StepTest")), found.toString());
    }

    private static List<String> testClasses() throws IOException, URISyntaxException {
        try (var files = Files.list(folder())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith("Test.class"))
                    .map(file -> EveryTestBothWaysTest.class.getPackageName() + "." + file.replace(".class", ""))
                    .filter(name -> !name.equals(EveryTestBothWaysTest.class.getName()))
                    .toList();
        }
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(EveryTestBothWaysTest.class.getResource(".").toURI());
    }

    private static boolean usesWhatIsSwitched(Class<?> type) throws IOException, URISyntaxException {
        var own = type.getSimpleName();
        try (var files = Files.list(folder())) {
            for (var file : files.toList()) {
                var name = file.getFileName().toString();
                if ((name.equals(own + ".class") || name.startsWith(own + "$")) && refersToSwitched(file)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean refersToSwitched(Path file) throws IOException {
        var constants = ClassFile.of().parse(file).constantPool();
        return StreamSupport.stream(constants.spliterator(), false)
                .anyMatch(entry -> entry instanceof ClassEntry named && SWITCHED.contains(named.asInternalName()));
    }
}
