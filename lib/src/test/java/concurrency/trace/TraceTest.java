package concurrency.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
    private static final Trace TRACE = new Trace(
            "asyncio",
            Map.of("urls", "160", "latency", "20 ms"),
            List.of(
                    new Span("http://www.jython.org", "MainThread", Activity.WAITING, 0, 20_000_000, Outcome.OK),
                    new Span(
                            "http://olympus.realpython.org/dice",
                            "Worker-1 \"ü\"",
                            Activity.STARTING,
                            5,
                            7,
                            Outcome.FAILED)),
            List.of(
                    new TraceEvent(1, 10, 11, "loop", 1, Phase.READY, new Move.Created("B", "work", "A", 3)),
                    new TraceEvent(2, 12, 12, "loop", 0, Phase.BETWEEN, new Move.Printed("Read 275\tbytes"))));

    @TempDir
    Path folder;

    @Test
    void workersComeInTheOrderOfTheirNumbers() {
        var spans = Stream.of("virtual-10", "virtual-9", "Worker-2", "virtual-9", "virtual-1", "main")
                .map(worker -> new Span("page", worker, Activity.WORKING, 0, 1, Outcome.OK))
                .toList();
        assertEquals(
                List.of("Worker-2", "main", "virtual-1", "virtual-9", "virtual-10"),
                new Trace("run", Map.of(), spans, List.of()).workers());
    }

    @Test
    void aSpanOnTheClockOfAnEarlierRecordIsLaterByTheTimeBetween() {
        var span = new Span("start", "W", Activity.STARTING, 5, 7, Outcome.FAILED);
        assertEquals(new Span("start", "W", Activity.STARTING, 105, 107, Outcome.FAILED), span.later(100));
    }

    @Test
    void whatIsSavedIsReadBackTheSame() throws IOException {
        var file = folder.resolve("runs/asyncio.json");
        TRACE.save(file);
        assertEquals(TRACE, Trace.load(file));
    }

    @Test
    void savingAgainReplacesTheFileAndLeavesNothingBeside() throws IOException {
        var file = folder.resolve("run.json");
        TRACE.save(file);
        var empty = new Trace("empty", Map.of(), List.of(), List.of());
        empty.save(file);
        assertEquals(empty, Trace.load(file));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @ParameterizedTest
    @MethodSource("everyMove")
    void everyMoveIsReadBackTheSame(Move move) throws IOException {
        var file = folder.resolve("run.json");
        var trace =
                new Trace("run", Map.of(), List.of(), List.of(new TraceEvent(1, 2, 3, "loop", 4, Phase.READY, move)));
        trace.save(file);
        assertEquals(trace, Trace.load(file));
    }

    /** One of each kind, found by its record; a kind that is added is in here by itself. */
    static Stream<Move> everyMove() {
        return Stream.concat(
                Stream.of(new Move.Queued(Move.Entry.callback("callback"), true), new Move.Idle(Long.MAX_VALUE)),
                Stream.of(Move.class.getDeclaredClasses())
                        .filter(kind -> kind.isRecord() && Move.class.isAssignableFrom(kind))
                        .map(kind -> (Move) made(kind)));
    }

    /** A record of that type with some value for each of its components. */
    private static Object made(Class<?> type) {
        try {
            var components = type.getRecordComponents();
            var types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            var values = Stream.of(components)
                    .map(component -> value(component.getName(), component.getType()))
                    .toArray();
            var constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static Object value(String name, Class<?> type) {
        return switch (type.getSimpleName()) {
            case "String" -> "the " + name;
            case "int" -> -1;
            case "long" -> 1L << 40;
            case "boolean" -> true;
            default -> type.isEnum() ? type.getEnumConstants()[1] : made(type);
        };
    }

    @Test
    void whatIsZeroTakesNoRoomInTheFile() throws IOException {
        var file = folder.resolve("run.json");
        TRACE.save(file);
        var json = Files.readString(file);
        assertTrue(json.startsWith("{\"format\":2,\"trace\":{\"name\":\"asyncio\""), json);
        assertTrue(
                json.endsWith(
                        "{\"number\":2,\"time\":12,\"clock\":12,\"worker\":\"loop\",\"phase\":\"BETWEEN\",\"move\":"
                                + "{\"kind\":\"Printed\",\"line\":\"Read 275\\tbytes\"}}]}}"),
                json);
    }

    @Test
    void aMissingFileSaysWhatToDo() {
        var missing = folder.resolve("none.json");
        var error = assertThrows(IOException.class, () -> Trace.load(missing));
        assertEquals("there is no trace at " + missing + ": run the notebook that saves it first", error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "[]",
                "{}",
                "null",
                "{\"format\":3,\"trace\":{\"name\":\"later\",\"about\":{},\"spans\":[],\"events\":[]}}",
                "{\"format\":2}",
                "{\"format\":2,\"trace\":{\"name\":\"x\",\"spans\":[{\"name\":\"s\",\"worker\":\"w\",\"activity\":\"WORKING\",\"start\":2,\"end\":1,\"outcome\":\"OK\"}]}}",
            })
    void aFileThatIsNoTraceSaysWhatToDo(String text) throws IOException {
        var file = folder.resolve("bad.json");
        Files.writeString(file, text);
        var error = assertThrows(IOException.class, () -> Trace.load(file));
        assertTrue(error.getMessage().startsWith(file + " is not a trace that this version reads"), error.getMessage());
        assertTrue(
                error.getMessage().endsWith("delete it and run the notebook that saves it again"), error.getMessage());
    }
}
