package concurrency.chart;

import concurrency.trace.Activity;
import concurrency.trace.Span;
import concurrency.trace.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A run whose workers share few threads: above, what the threads do at each moment; below, a lane for each worker; and
 * between them an arrow wherever a thread turns to one of them.
 */
final class SharedRows {
    /** Lanes of workers: with more, nobody could follow the arrows. */
    private static final int LANES = 16;
    /** Lanes of what is at work besides, more than the threads can be; how many there are is written. */
    private static final int TOO_MANY = 2;

    private static final double THREAD = 34;
    private static final double INSET = 3;
    private static final double BETWEEN = 16;
    private static final double BELOW = 8;

    private final int threads;
    private final AtWork atWork;
    private final LaneGroup workers;
    private final Map<String, List<Span>> threadLanes = new LinkedHashMap<>();
    private final double pitch;
    private final TimelineSheet sheet;

    SharedRows(Trace trace, int threads) {
        this.threads = threads;
        this.atWork = AtWork.of(trace, threads + TOO_MANY);
        this.workers = LaneGroup.spread(trace, LANES);
        for (var i = 0; i < Math.max(threads, Math.min(threads + TOO_MANY, atWork.most())); i++) {
            threadLanes.put(name(i), atWork.lanes().get(i));
        }
        this.pitch = Math.clamp(400.0 / workers.drawn().size(), 20, 34);
        var names = new ArrayList<>(workers.drawn());
        names.addAll(threadLanes.keySet());
        this.sheet = new TimelineSheet(workers.seconds(), names, List.of(workers.seconds()));
    }

    private String name(int lane) {
        return lane >= threads ? (lane + 1) + " at once" : threads == 1 ? "the thread" : "processor " + (lane + 1);
    }

    Picture draw() {
        var colour = Look.colour(workers.trace().name());
        var on = threads == 1 ? "one thread" : threads + " processors";
        var facts = facts(on);
        var all = new LaneGroup(
                workers.trace(), allLanes(), List.copyOf(allLanes().keySet()));
        var rows = threadLanes.size() * THREAD + BETWEEN + workers.drawn().size() * pitch + BELOW;
        var top = sheet.begin(
                workers.name() + " on " + on, facts, sheet.legend(List.of(all), colour), rows, sentence(on, facts));
        var paint = sheet.lanes(colour);
        var names = new WorkNames(sheet, colour, workers.lanes().keySet());
        var high = THREAD - 2 * INSET;
        var y = top;
        for (var lane : threadLanes.entrySet()) {
            sheet.name(lane.getKey(), Look.SMALL_STRONG, y + THREAD / 2);
            names.write(paint.lane(lane.getValue(), y + INSET, high), y + INSET, high);
            y += THREAD;
        }
        y += BETWEEN;
        var below = y;
        for (var worker : workers.drawn()) {
            sheet.name(worker, Look.SMALL, y + pitch / 2);
            paint.lane(workers.lanes().get(worker), y + pitch * 0.1, pitch * 0.8);
            y += pitch;
        }
        arrows(top, below);
        y = below;
        for (var worker : workers.drawn()) {
            paint.outcomes(workers.spans(worker), y + pitch * 0.1, pitch * 0.8);
            y += pitch;
        }
        sheet.end(workers.trace().duration().toNanos(), top, y, top + THREAD / 2);
        return sheet.sheet().picture();
    }

    private Map<String, List<Span>> allLanes() {
        var all = new LinkedHashMap<>(threadLanes);
        all.putAll(workers.lanes());
        return all;
    }

    private List<String> facts(String on) {
        var lanes = threadLanes.values().stream()
                .limit(threads)
                .flatMap(List::stream)
                .toList();
        var facts = new ArrayList<String>();
        var turns = threads == 1 && atWork.most() == 1
                ? "; it turns to another " + Numbers.count(atWork.turns(), "time")
                : "";
        facts.add((threads == 1 ? "the thread" : on) + ": " + Shares.of(lanes).said() + turns);
        if (atWork.most() > threads) {
            facts.add(atWork.most() + " are at work at one moment, more than can be on " + on);
        }
        facts.add((workers.lanes().size() == 1
                        ? "the only one on it: "
                        : "the " + workers.lanes().size() + " that share " + (threads == 1 ? "it: " : "them: "))
                + workers.facts());
        return facts;
    }

    private String sentence(String on, List<String> facts) {
        return "Timeline of " + workers.name() + " on " + on + ", "
                + sheet.unit().three(workers.seconds()) + " in all; "
                + String.join("; ", facts) + "."
                + (workers.hidden() == 0
                        ? ""
                        : " The picture shows the lanes of " + workers.drawn().size() + " of them.");
    }

    /** None where more is at work than can be: nobody could tell which thread it was. */
    private void arrows(double top, double below) {
        var arrows = new TurnArrows();
        if (atWork.most() > threads) {
            return;
        }
        for (var row = 0; row < workers.drawn().size() && !arrows.areTooMany(); row++) {
            for (var span : workers.lanes().get(workers.drawn().get(row))) {
                var thread = arrows.areTooMany() ? -1 : threadOf(span);
                if (thread >= 0) {
                    arrows.add(sheet.x(span.start()), top + (thread + 1) * THREAD - INSET, below + (row + 0.1) * pitch);
                }
            }
        }
        arrows.draw(sheet.sheet().graphics());
    }

    /** The lane of the thread that begins to work there; -1 if that is no work. */
    private int threadOf(Span span) {
        var begun = List.copyOf(threadLanes.values());
        return span.activity() != Activity.WORKING
                ? -1
                : IntStream.range(0, begun.size())
                        .filter(i -> begun.get(i).stream()
                                .anyMatch(work -> work.start() == span.start()
                                        && work.name().equals(span.worker())))
                        .findFirst()
                        .orElse(-1);
    }
}
