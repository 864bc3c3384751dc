package concurrency.asyncio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * Random programs of generators do what CPython recorded: same values, same exceptions and messages, same order of
 * finally blocks. {@code record_programs.py}, beside the programs, wrote both and says how to do it again.
 */
@BothWays
class RecordedProgramsTest extends BothWays.Tests {
    private static final int AT_LEAST = 1_000;

    @Test
    @DisplayName("G01 to G37: 2,000 random programs, without a difference")
    void programs() throws IOException {
        var count = 0;
        try (var lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(RecordedProgramsTest.class.getResourceAsStream("programs.jsonl.gz")),
                StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var recorded = JsonMapper.shared().readTree(line);
                assertEquals(
                        recorded.get("trace").toString(),
                        new RecordedProgram(recorded).run().toString(),
                        line);
                count++;
            }
        }
        assertTrue(count >= AT_LEAST, count + " programs");
    }
}
