package concurrency.download;

import static concurrency.asyncio.Asyncio.runningLoop;

import concurrency.asyncio.EventLoop;
import concurrency.asyncio.Future;
import java.util.ArrayDeque;

/**
 * Lets only so many calls begin in one turn of the loop. 10,000 tasks that are all ready would otherwise open their
 * connections one after the other in a single turn, while the first answers lie unread for seconds and all that belongs
 * to the calls piles up. So the loop looks at its sockets in between. (A server of asyncio accepts in the same way: at
 * most 100 connections in a turn.)
 */
final class Turnstile {
    /** Of 50, 100, 300, 1,000 and no limit the best with 10,000 pages, tried on a machine that was not quiet. */
    static final int IN_A_TURN = 100;

    private final ArrayDeque<Future<Void>> line = new ArrayDeque<>();
    private EventLoop loop; // whose turns are counted
    private int begun; // in this turn

    /** Done when the running coroutine may begin, which mostly is at once. */
    Future<Void> enter() {
        if (loop != runningLoop()) { // what was left on another loop is of no use any more
            loop = runningLoop();
            line.clear();
            begun = 0;
        }
        Future<Void> turn = loop.createFuture();
        if (begun < IN_A_TURN && line.isEmpty()) {
            begin(turn);
        } else {
            line.add(turn);
        }
        return turn;
    }

    private void begin(Future<Void> turn) {
        if (begun++ == 0) {
            loop.callSoon(this::nextTurn);
        }
        turn.setResult(null);
    }

    private void nextTurn() {
        begun = 0;
        while (begun < IN_A_TURN && !line.isEmpty()) {
            var next = line.poll();
            if (!next.done()) { // else its task was cancelled
                begin(next);
            }
        }
    }
}
