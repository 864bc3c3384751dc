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
 * Random programs of tasks do what CPython recorded: the same order of all that happens, the same times, results,
 * exceptions and messages, and the same exceptions left that nobody has looked at. {@code record_tasks.py}, beside the
 * programs, wrote both, says how to do it again, and names the few points in which Java differs.
 */
@BothWays
class RecordedTasksTest extends BothWays.Tests {
    private static final int PROGRAMS = 600;

    /** How often each kind of event stands in the traces, so that what is compared cannot shrink unseen. */
    private static final Map<String, Integer> EVENTS = Map.ofEntries(
            entry("callback", 1_129),
            entry("called", 168),
            entry("cancel", 772),
            entry("cancelling", 6),
            entry("caught", 225),
            entry("expired", 1_057),
            entry("finally", 737),
            entry("forever", 158),
            entry("got", 274),
            entry("handler", 799),
            entry("in time", 192),
            entry("is", 194),
            entry("left", 600),
            entry("note", 568),
            entry("ran", 696),
            entry("removed", 161),
            entry("slept", 1_359),
            entry("thrown", 1_256),
            entry("uncancel", 9),
            entry("waited", 482));

    @Test
    @DisplayName("F05 F07 F11 F20 F22 F23 F26 F27 F28 F29 F30 F32 F33 F34 F35 F36 F38 F41 F48 600 random programs of"
            + " tasks, each event of each as CPython's")
    void programs() throws IOException {
        var count = 0;
        var events = new TreeMap<String, Integer>();
        for (var line : Recordings.lines("tasks.jsonl.gz")) {
            var recorded = JsonMapper.shared().readTree(line);
            assertEquals(
                    recorded.get("trace").toString(),
                    new RecordedTasks(recorded).run().toString(),
                    line);
            recorded.get("trace").forEach(event -> events.merge(kind(event), 1, Integer::sum));
            count++;
        }
        assertEquals(PROGRAMS, count);
        assertEquals(new TreeMap<>(EVENTS), events);
    }

    /** What the driver or the loop noted, or what a body or a callback did. */
    private static String kind(JsonNode event) {
        var first = event.get(0);
        var what = first.isNumber() || first.stringValue().equals("driver") ? event.get(1) : first;
        return what.stringValue();
    }
}
