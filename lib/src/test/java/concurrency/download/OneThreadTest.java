package concurrency.download;

import static concurrency.download.Patience.pass;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.site.SimulatedWeb;
import concurrency.site.Site;
import concurrency.site.Web;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import jdk.internal.vm.ThreadContainer;
import jdk.internal.vm.ThreadContainers;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threads that work for a run of the strategy with the one thread. */
@Timeout(60)
class OneThreadTest {

    /** The JDK's: they carry and wake the virtual threads of the sites, which run in this process, and clean up. */
    private static boolean isOfTheMachine(String name) {
        return Stream.of(
                        "site-",
                        "ForkJoinPool",
                        "VirtualThread-",
                        "Read-Poller",
                        "Write-Poller",
                        "MasterPoller",
                        "SubPoller")
                .anyMatch(name::startsWith);
    }

    /** OkHttp's own, which watch times and close what is idle, for all sessions but those of a loop. */
    private static boolean isHousekeeper(String name) {
        return Set.of("OkHttp TaskRunner", "OkHttp ConnectionPool connection closer", "Okio Watchdog")
                .contains(name);
    }

    private static Stream<Thread> alive(ThreadContainer container) {
        return Stream.concat(container.threads(), container.children().flatMap(OneThreadTest::alive))
                .filter(Thread::isAlive);
    }

    private static Set<Thread> alive() {
        return new HashSet<>(alive(ThreadContainers.root()).toList());
    }

    private static List<String> added(Collection<Thread> before) {
        var now = alive();
        now.removeAll(before);
        return now.stream()
                .map(Thread::getName)
                .filter(name -> !isOfTheMachine(name))
                .toList();
    }

    @Test
    @DisplayName(
            "D20 D23 D26 while 160 pages are waited for on a loop, and while they are read, no thread is there but the loop's")
    void noOtherThread() throws InterruptedException {
        var allHere = new CountDownLatch(161);
        var seen = new ConcurrentSkipListSet<String>();
        var looks = new AtomicInteger();
        var before = new HashSet<Thread>();
        try (var web = SimulatedWeb.builder()
                .latency(Duration.ZERO)
                .fault(request -> {
                    allHere.countDown();
                    if (request.number() > 1) {
                        pass(allHere);
                    }
                    if (request.number() % 40 == 0) {
                        seen.addAll(added(before));
                        looks.incrementAndGet();
                    }
                    return Optional.empty();
                })
                .start()) {
            new AsyncioDownloader(web).download(List.of(Site.DICE.url() + "?first")); // loads what it needs
            before.addAll(alive());
            var report = new AsyncioDownloader(web).download(Site.urls(160), download -> seen.addAll(added(before)));
            assertEquals(160, report.ok(), report::toString);
            assertEquals(4, looks.get());
            assertEquals(Set.of(), seen);
        }
    }

    @Test
    @DisplayName(
            "D20 virtual threads connect by themselves: OkHttp has its few housekeepers, and no threads that connect")
    void virtualThreadsConnectByThemselves() throws InterruptedException {
        try (var web = Web.simulated(Duration.ofMillis(5))) {
            var before = alive();
            assertEquals(
                    160,
                    new VirtualThreadDownloader(web).download(Site.urls(160)).ok());
            var okHttps =
                    added(before).stream().filter(OneThreadTest::isHousekeeper).toList(); // idle ones stay for a minute
            assertTrue(okHttps.size() <= 8, okHttps::toString);
        }
    }
}
