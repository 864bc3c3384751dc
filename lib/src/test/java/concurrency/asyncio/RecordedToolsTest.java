package concurrency.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Programs of task groups, queues, locks and the like do what CPython recorded: scenarios with each of their tasks
 * cancelled in each turn, and random programs. {@code record_tools.py}, beside the programs, wrote both and says how to
 * do it again.
 */
@BothWays
class RecordedToolsTest extends BothWays.Tests {

    /** The numbers are of recorded programs and events: what is compared cannot shrink unseen. */
    @ParameterizedTest
    @CsvSource({
        "TaskGroup, 656, 13339",
        "Queue, 608, 8617",
        "Semaphore, 412, 6251",
        "Lock, 347, 5177",
        "Event, 298, 3878",
        "Condition, 347, 5604",
        "Barrier, 363, 5022",
        "asCompleted, 379, 6194"
    })
    @DisplayName("F60 F61 F63 F65 each event of each recorded program as CPython's")
    void programs(String subject, int programs, int events) throws Exception {
        var count = 0;
        var compared = 0;
        for (var line : Recordings.lines("tools.jsonl.gz")) {
            var recorded = JsonMapper.shared().readTree(line);
            if (recorded.get("of").stringValue().equals(subject)) {
                assertEquals(text(recorded.get("trace")), text(new RecordedTool(recorded).run()), line);
                count++;
                compared += recorded.get("trace").size();
            }
        }
        assertEquals(programs + " programs, " + events + " events", count + " programs, " + compared + " events");
    }

    /** An event a line, so that a difference is easy to find. */
    private static String text(JsonNode trace) throws IOException {
        var lines = new StringBuilder();
        for (var event : trace) {
            lines.append(event).append('\n');
        }
        return lines.toString();
    }
}
