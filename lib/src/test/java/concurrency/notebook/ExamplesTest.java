package concurrency.notebook;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** The examples of this package's Javadoc, which shows the regions. */
class ExamplesTest {
    @Test
    void aTable() {
        // @start region=table
        var table = Table.of("strategy", "seconds").row("synchronous", 3.4).row("threading", 0.7);
        // @end
        assertTrue(table.toString().contains("threading"));
    }
}
