package concurrency.download;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.download.Failure.Kind;
import concurrency.site.Fault;
import concurrency.site.SimulatedWeb;
import concurrency.site.Site;
import concurrency.site.Web;
import concurrency.trace.Activity;
import concurrency.trace.Span;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MultiprocessingDownloaderTest {

    @Test
    @DisplayName(
            "D22 a worker killed in the middle of a download: its page is reported with pid and exit code, the others are read")
    void killedInTheMiddle() throws InterruptedException {
        try (var web = SimulatedWeb.builder()
                .latency(Duration.ZERO)
                .fault(request -> {
                    if (request.number() == 5) {
                        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
                        return Optional.of(new Fault.StallAt(100));
                    }
                    return Optional.empty();
                })
                .start()) {
            var report = new MultiprocessingDownloader(web, 1).download(Site.urls(10));
            assertEquals(9, report.ok(), report::toString);
            var failure = report.downloads().get(4).problem();
            assertEquals(Kind.WORKER_DIED, failure.kind());
            assertTrue(
                    failure.message().matches("Worker-1 \\(pid \\d+\\) died .*exit code 137 \\(SIGKILL\\).*"),
                    failure::message);
        }
    }

    @Test
    void theTimelineShowsTheStartOfEachProcessBeforeItsDownloads() throws InterruptedException {
        try (var web = Web.simulated(Duration.ZERO)) {
            var trace =
                    new MultiprocessingDownloader(web, 2).download(Site.urls(8)).trace();
            assertEquals(
                    List.of("Worker-1", "Worker-2"),
                    trace.workers().stream().sorted().toList());
            for (var worker : trace.workers()) {
                var lane = trace.spans().stream()
                        .filter(span -> span.worker().equals(worker))
                        .toList();
                assertEquals(Activity.STARTING, lane.getFirst().activity());
                var ready = lane.stream()
                        .filter(span -> span.activity() == Activity.STARTING)
                        .mapToLong(Span::end)
                        .max()
                        .getAsLong();
                assertTrue(lane.stream()
                        .filter(span -> span.activity() != Activity.STARTING)
                        .allMatch(span -> span.start() >= ready));
            }
        }
    }

    @Test
    void aPoolOfNobodyIsRefused() {
        var refused = assertThrows(IllegalArgumentException.class, () -> new MultiprocessingDownloader(Web.real(), 0));
        assertEquals("a pool needs at least 1 process, not 0", refused.getMessage());
    }
}
