package concurrency.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The examples of this package's Javadoc, which shows the regions. */
class ExamplesTest {
    private final Recorder recorder = new Recorder();

    @Test
    void aSpan() {
        // @start region=span
        try (var _ = recorder.start("http://www.jython.org", Activity.WAITING)) {
            waitForTheAnswer();
        }
        // @end
        assertEquals(1, recorder.trace("a run").spans().size());
    }

    private static void waitForTheAnswer() {}
}
