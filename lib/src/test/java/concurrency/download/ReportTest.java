package concurrency.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import concurrency.download.Failure.Kind;
import concurrency.trace.Activity;
import concurrency.trace.Outcome;
import concurrency.trace.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final List<Part> PARTS = List.of(
            new Part(Activity.WORKING, 0, 100, 70),
            new Part(Activity.WAITING, 100, 800, 0),
            new Part(Activity.READY, 800, 900, 0),
            new Part(Activity.WORKING, 900, 1_000, 100));
    private static final Download GOOD =
            new Download("http://a", 200, 275, 1, 0, "main", 0, 100, 900, 1_000, PARTS, null);
    private static final Download BAD =
            Download.failed("http://b", "Worker-1", 1_000, 2_000, new Failure(Kind.WORKER_DIED, "exit code 137"));

    @Test
    void aResultThatIsMissingIsFoundAtOnce() {
        var error = assertThrows(
                IllegalStateException.class,
                () -> new Report(Strategy.THREADING, List.of("http://a", "http://b"), List.of(GOOD), List.of(), 1));
        assertEquals(
                "asked for 2 URLs, and the threading downloader answered for 1, or in another order",
                error.getMessage());
        assertThrows(
                IllegalStateException.class,
                () -> new Report(
                        Strategy.THREADING, List.of("http://a", "http://b"), List.of(BAD, GOOD), List.of(), 1));
    }

    @Test
    void itCountsAndNamesWhatFailed() {
        var report = new Report(
                Strategy.MULTIPROCESSING,
                List.of("http://a", "http://b"),
                List.of(GOOD, BAD),
                List.of(),
                2_500_000_000L);
        assertEquals(2, report.asked());
        assertEquals(1, report.ok());
        assertEquals(1, report.failed());
        assertEquals(275, report.bytes());
        assertEquals(List.of(BAD), report.failures());
        assertEquals("multiprocessing: 1 of 2 in 2.50 s; failed: 1 × worker died: exit code 137", report.toString());
        assertEquals(List.of("Read 275 from http://a", "Failed http://b: worker died: exit code 137"), report.lines());
    }

    @Test
    void itsTraceTellsWaitingFromStandingInLineAndFromWorking() {
        var trace = new Report(Strategy.SYNCHRONOUS, List.of("http://a"), List.of(GOOD), List.of(), 1_000).trace();
        assertEquals("synchronous", trace.name());
        assertEquals(
                List.of(
                        new Span("http://a", "main", Activity.READY, 0, 30, Outcome.OK),
                        new Span("http://a", "main", Activity.WORKING, 30, 100, Outcome.OK),
                        new Span("http://a", "main", Activity.WAITING, 100, 800, Outcome.OK),
                        new Span("http://a", "main", Activity.READY, 800, 900, Outcome.OK),
                        new Span("http://a", "main", Activity.WORKING, 900, 1_000, Outcome.OK)),
                trace.spans());
        assertEquals(
                0.7,
                new Report(Strategy.SYNCHRONOUS, List.of("http://a"), List.of(GOOD), List.of(), 1_000).waitingShare(),
                1e-9);
    }

    @Test
    void itsTraceAlsoHasWhatWasBesidesDownloading() {
        var start = new Span("start", "Worker-1", Activity.STARTING, 0, 50, Outcome.OK);
        var trace =
                new Report(Strategy.MULTIPROCESSING, List.of("http://b"), List.of(BAD), List.of(start), 2_000).trace();
        assertEquals(List.of(start, BAD.spans().getFirst()), trace.spans());
    }

    @Test
    void aFailedDownloadIsAFailedSpan() {
        assertEquals(
                List.of(new Span("http://b", "Worker-1", Activity.WAITING, 1_000, 2_000, Outcome.FAILED)), BAD.spans());
    }

    @Test
    void timesThatGoBackAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Download("http://a", 200, 1, 1, 0, "main", 0, 900, 100, 1_000, List.of(), null));
    }
}
