package concurrency.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
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
                    new Event(1, 10, 11, "loop", 1, Phase.READY, new Move.Created("B", "work", "A", 3)),
                    new Event(2, 12, 12, "loop", 0, Phase.BETWEEN, new Move.Printed("Read 275\tbytes"))));

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

    @Test
    void whatIsEmptyOrZeroTakesNoRoomInTheFile() throws IOException {
        var file = folder.resolve("run.json");
        TRACE.save(file);
        var json = Files.readString(file);
        assertTrue(json.startsWith("{\"format\":1,\"trace\":{\"name\":\"asyncio\""), json);
        assertFalse(json.contains("\"subject\""), json);
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
                "{\"format\":2,\"trace\":{\"name\":\"later\",\"about\":{},\"spans\":[],\"events\":[]}}",
                "{\"format\":1}",
                "{\"format\":1,\"trace\":{\"name\":\"x\",\"spans\":[{\"name\":\"s\",\"worker\":\"w\",\"activity\":\"WORKING\",\"start\":2,\"end\":1,\"outcome\":\"OK\"}]}}",
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
