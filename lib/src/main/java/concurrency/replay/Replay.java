package concurrency.replay;

import concurrency.trace.Trace;
import concurrency.trace.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The run of an event loop, forwards and backwards: how the loop stood after any of its events, rebuilt from the events
 * alone. {@snippet class="concurrency.replay.ExamplesTest" region="replay"}
 *
 * <p>A state is made anew from the first event on each time, so it is the same whether one comes from before, from
 * behind or from nowhere.
 *
 * <p>Tasks are told apart by their names. One trace may hold several loops one after the other, not at once.
 */
public final class Replay {
    private final List<TraceEvent> events;

    private Replay(List<TraceEvent> events) {
        this.events = events;
    }

    /**
     * The run that this trace recorded.
     *
     * @throws IllegalArgumentException if it has no events of a loop, or two tasks of the same name at once
     */
    public static Replay of(Trace trace) {
        var events = trace.events();
        if (events.stream().noneMatch(TraceEvent::isOfLoop)) {
            throw new IllegalArgumentException(
                    "the trace \"" + trace.name()
                            + "\" has no events of a loop: make the loop with a recorder, new EventLoop(recorder), and run it first");
        }
        var replay = new Replay(events);
        replay.at(events.size());
        return replay;
    }

    /** Number of the last event. */
    public long size() {
        return events.size();
    }

    /** The events, in the order of their numbers: the first has number 1. */
    public List<TraceEvent> events() {
        return events;
    }

    /**
     * How the loop stood right after the event of that number; at 0, before all.
     *
     * @throws IndexOutOfBoundsException if there is no such event
     */
    public LoopState at(long number) {
        if (number < 0 || number > events.size()) {
            throw new IndexOutOfBoundsException("event " + number + " is none of 0 to " + events.size());
        }
        var lists = new LoopLists();
        for (var event : events.subList(0, (int) number)) {
            lists.follow(event);
        }
        return lists.state(number);
    }

    /**
     * The turns in which something happened, in order, each with how the loop stood after it. The first one is 0 if
     * something happened before the loop ran.
     *
     * @param skip how many to leave out at the start
     * @param most how many to give at most
     */
    public List<Turn> turns(int skip, int most) {
        var turns = new ArrayList<Turn>();
        var lists = new LoopLists();
        var start = 0;
        var count = 0;
        for (var i = 0; i < events.size() && turns.size() < most; i++) {
            lists.follow(events.get(i));
            if (endsTurn(i)) {
                if (count++ >= skip) {
                    turns.add(new Turn(events.subList(start, i + 1), lists.state(i + 1)));
                }
                start = i + 1;
            }
        }
        return turns;
    }

    /** How many turns there are for {@link #turns}. */
    public int turnCount() {
        return (int) IntStream.range(0, events.size()).filter(this::endsTurn).count();
    }

    /** Whether the next event of a loop belongs to another turn. A line of output ends none. */
    private boolean endsTurn(int i) {
        if (i + 1 == events.size()) {
            return true;
        }
        return events.get(i).isOfLoop()
                && events.subList(i + 1, events.size()).stream()
                        .filter(TraceEvent::isOfLoop)
                        .findFirst()
                        .map(next -> next.turn() != events.get(i).turn())
                        .orElse(false);
    }
}
