package concurrency.download;

import concurrency.trace.Activity;
import concurrency.trace.Outcome;
import concurrency.trace.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Tells work from standing in line, for all downloads of a run together.
 *
 * <p>Between two waits a worker can go on, but does not always: other threads have the processors. Which of that time
 * was work is not recorded by anybody, so it is bounded. The work of such a stretch is put at its end, where the worker
 * has surely been running. It is no longer than the time that the thread had of a processor, where that is known. And
 * it does not begin before the end of the stretch that ended as many stretches earlier as there are processors; so at
 * no moment more are at work than can be. All else of the stretch is {@link Activity#READY}. No amount is invented:
 * what is drawn as work is at most what was measured.
 */
final class Parts {
    private final int processors;
    private final List<Span> spans = new ArrayList<>();

    private Parts(int processors) {
        this.processors = processors;
    }

    private record Stretch(Download download, Part part) {}

    /**
     * The spans of those downloads, in no particular order.
     *
     * @param processors how many can be at work at one moment
     */
    static List<Span> spans(List<Download> downloads, int processors) {
        var parts = new Parts(processors);
        var stretches = new ArrayList<Stretch>();
        for (var download : downloads) {
            for (var part : download.parts()) {
                if (part.activity() == Activity.WORKING) {
                    stretches.add(new Stretch(download, part));
                } else {
                    parts.add(download, part.activity(), part.start(), part.end());
                }
            }
        }
        stretches.sort(Comparator.comparingLong(stretch -> stretch.part.end()));
        parts.divide(stretches);
        return parts.spans;
    }

    private void divide(List<Stretch> byEnd) {
        for (var i = 0; i < byEnd.size(); i++) {
            var part = byEnd.get(i).part;
            var free = i < processors
                    ? part.start()
                    : byEnd.get(i - processors).part.end();
            var begun = Math.max(Math.max(part.start(), free), part.end() - part.work());
            add(byEnd.get(i).download, Activity.READY, part.start(), begun);
            add(byEnd.get(i).download, Activity.WORKING, begun, part.end());
        }
    }

    private void add(Download download, Activity activity, long start, long end) {
        if (start < end) {
            spans.add(new Span(download.url(), download.worker(), activity, start, end, outcome(download)));
        }
    }

    private static Outcome outcome(Download download) {
        if (download.ok()) {
            return Outcome.OK;
        }
        return download.problem().kind() == Failure.Kind.CANCELLED ? Outcome.CANCELLED : Outcome.FAILED;
    }
}
