package concurrency.interleaving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import concurrency.woven.Deadlock;
import concurrency.woven.LostUpdate;
import concurrency.woven.NoLostUpdate;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** That the tests by interleavings can fail. */
@Timeout(60)
class InterleavingsTest {
    @Test
    void aLostUpdateIsFoundAndItsOrderFailsAgain() throws Exception {
        var tried = Interleavings.of(LostUpdate.class, LostUpdate.class);
        var found = assertThrows(AssertionError.class, tried::tryAll).getMessage();
        assertTrue(found.contains("a: LostUpdate.add:"), found);
        var told = Pattern.compile("replay\\(List\\.of\\(([0-9, ]*)\\), Set\\.of\\(\"(.*)\"\\)\\)")
                .matcher(found);
        assertTrue(told.find(), found);
        var order = Stream.of(told.group(1).split(", ")).map(Integer::valueOf).toList();
        var shared = Set.of(told.group(2).split("\", \""));
        for (var i = 0; i < 5; i++) {
            var again = assertThrows(AssertionError.class, () -> tried.replay(order, shared));
            assertEquals(found, again.getMessage());
        }
    }

    @Test
    void withoutPreemptionsNoUpdateIsLost() throws Exception {
        assertEquals(
                2,
                Interleavings.of(LostUpdate.class, LostUpdate.class)
                        .preemptions(0)
                        .tryAll());
    }

    @Test
    void whatIsGuardedByALockIsNotReported() throws Exception {
        assertTrue(Interleavings.of(NoLostUpdate.class, NoLostUpdate.class)
                        .preemptions(4)
                        .tryAll()
                >= 6);
    }

    @Test
    void threadsThatWaitForEachOtherAreFoundAndNamed() throws Exception {
        var tried = Interleavings.of(Deadlock.class, Deadlock.class);
        var found = assertThrows(AssertionError.class, tried::tryAll).getMessage();
        for (var part : List.of("nobody goes on any more", "a waits:", "b waits:", "Deadlock.")) {
            assertTrue(found.contains(part), found);
        }
    }
}
