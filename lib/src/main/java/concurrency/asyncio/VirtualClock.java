package concurrency.asyncio;

import java.io.IOException;
import java.nio.channels.Selector;
import java.time.Duration;

/**
 * A clock that stands still while the loop works, and jumps to the next timer when the loop would wait for it: a
 * program that sleeps for an hour takes no time and sees that an hour has passed. The idea is that of trio's
 * {@code MockClock}.
 *
 * <p>It does not know of answers that are under way: with sockets, a timer may come due before an answer that would
 * really have come first.
 */
public final class VirtualClock implements Clock {
    private long now;

    /** Lets that time pass at once; after 292 years this clock stands still. */
    public void advance(Duration time) {
        var room = Duration.ofNanos(FOREVER - 1 - now);
        now += (time.compareTo(room) < 0 ? time : room).toNanos();
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public void pass(Selector selector, long patience) throws IOException {
        if (patience == FOREVER) {
            selector.select();
        } else if (selector.selectNow() == 0) {
            now += patience;
        }
    }
}
