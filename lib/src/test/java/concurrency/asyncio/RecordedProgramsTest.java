package concurrency.asyncio;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Random programs of generators do what CPython recorded: same values, same exceptions and messages, same order of
 * finally blocks. {@code record_programs.py}, beside the programs, wrote both and says how to do it again.
 */
@BothWays
class RecordedProgramsTest extends BothWays.Tests {
    private static final int PROGRAMS = 3_300;

    /**
     * How often each kind of event stands in the recorded traces, so that what is compared cannot shrink unseen when
     * the programs are recorded again. No program that was written is left out, and each trace is compared whole.
     */
    private static final Map<String, Integer> EVENTS = Map.ofEntries(
            entry("body caught", 332),
            entry("body closed", 156),
            entry("body finally", 1_333),
            entry("body got", 2_700),
            entry("body note", 332),
            entry("body result", 679),
            entry("body took", 105),
            entry("closed", 2_905),
            entry("state", 2_068),
            entry("stop", 16_233),
            entry("thrown A", 1_782),
            entry("thrown B", 936),
            entry("thrown IllegalArgumentException", 622),
            entry("thrown IllegalStateException", 1_594),
            entry("thrown UnsupportedOperationException", 66),
            entry("thrown X", 955),
            entry("thrown exit", 879),
            entry("yielded", 4_768));

    @Test
    @DisplayName("G01 G05 G13 G17 G20 G24 G27 G36 3,300 random programs, each event of each as CPython's")
    void programs() throws IOException {
        var count = 0;
        var events = new TreeMap<String, Integer>();
        for (var line : Recordings.lines("programs.jsonl.gz")) {
            var recorded = JsonMapper.shared().readTree(line);
            assertEquals(
                    recorded.get("trace").toString(),
                    new RecordedProgram(recorded).run().toString(),
                    line);
            recorded.get("trace").forEach(event -> events.merge(kind(event), 1, Integer::sum));
            count++;
        }
        assertEquals(PROGRAMS, count);
        assertEquals(new TreeMap<>(EVENTS), events);
    }

    /** What a driver's action gave, or what a body noted; of an exception, its type. */
    private static String kind(JsonNode event) {
        var first = event.get(0);
        if (first.isNumber()) {
            return "body " + event.get(1).stringValue();
        }
        return first.stringValue()
                + (first.stringValue().equals("thrown") ? " " + event.get(1).stringValue() : "");
    }
}
