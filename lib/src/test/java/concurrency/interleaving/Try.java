package concurrency.interleaving;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * One try of a scenario: its threads take turns in an order that is given at the beginning, and after that each goes on
 * for as long as it can. Nothing is imitated: the threads, their locks and their waits are real.
 */
final class Try {
    /** A thread that another one has just woken needs a moment to be seen. Too short a time tries fewer orders. */
    private static final long SETTLED_NS = TimeUnit.MICROSECONDS.toNanos(100);
    /**
     * For so long nobody has gone on when all wait for ever; long, because the machine may be busy with something else.
     */
    private static final long STUCK_NS = TimeUnit.SECONDS.toNanos(3);

    /** A choice that was made: who could go on, who had the turn before, and who got it. */
    record Choice(List<Integer> able, int before, int chosen) {
        /** Whether the turn was taken from a thread that could have gone on. */
        boolean preempts() {
            return chosen != before && able.contains(before);
        }
    }

    private final List<Integer> order;
    private final Set<String> shared;
    private final Map<String, Set<Integer>> touched = new HashMap<>();
    private final List<Choice> choices = new ArrayList<>();
    private final List<String> story = new ArrayList<>();
    private final List<Runner> runners = new ArrayList<>();

    /**
     * @param order who gets the turn at the first choices
     * @param shared what more than one thread touches; only there is a choice
     */
    Try(List<Integer> order, Set<String> shared) {
        this.order = order;
        this.shared = shared;
    }

    /** Runs it; what went wrong, or null. */
    Throwable run(Scenario scenario) throws Exception {
        try (scenario) {
            for (var strand : scenario.strands()) {
                runners.add(new Runner(strand));
            }
            try {
                direct();
            } finally {
                for (var runner : runners) {
                    runner.release();
                }
            }
            for (var runner : runners) {
                if (runner.failure() != null) {
                    return runner.failure();
                }
            }
            scenario.check();
            return null;
        } catch (AssertionError wrong) {
            return wrong;
        }
    }

    private void direct() {
        var current = -1;
        while (true) {
            var able = able();
            if (able.isEmpty()) {
                return;
            }
            if (!able.contains(current) || isChoice(current)) {
                current = choose(able, current);
            }
            var runner = runners.get(current);
            story.add(runner.name() + ": " + runner.at());
            if (!subject(runner).equals(Runner.BEGINNING)) {
                touched.computeIfAbsent(subject(runner), _ -> new HashSet<>()).add(current);
            }
            runner.go();
        }
    }

    private boolean isChoice(int current) {
        return shared.contains(subject(runners.get(current)));
    }

    private static String subject(Runner runner) {
        return runner.at().substring(runner.at().indexOf(' ') + 1);
    }

    private int choose(List<Integer> able, int before) {
        var planned = choices.size() < order.size() ? order.get(choices.size()) : before;
        var chosen = able.contains(planned) ? planned : able.getFirst();
        choices.add(new Choice(able, before, chosen));
        return chosen;
    }

    /** Who stands at a point, when nobody goes on by himself any more; none if all have ended. */
    private List<Integer> able() {
        var since = System.nanoTime();
        while (true) {
            var able = new ArrayList<Integer>();
            var busy = false;
            var waiting = false;
            for (var i = 0; i < runners.size(); i++) {
                var runner = runners.get(i);
                busy |= runner.busy();
                if (runner.at() != null) {
                    able.add(i);
                } else {
                    waiting |= !runner.ended();
                }
            }
            var now = System.nanoTime();
            if (busy) {
                since = now;
            } else if (!waiting || !able.isEmpty() && now - since > SETTLED_NS) {
                return able;
            } else if (now - since > STUCK_NS) {
                throw new AssertionError("nobody goes on any more" + stacks());
            }
            LockSupport.parkNanos(this, 20_000);
        }
    }

    private String stacks() {
        return runners.stream()
                .filter(runner -> !runner.ended())
                .map(runner -> "\n" + runner.name() + " waits:\n    "
                        + Arrays.stream(runner.stack())
                                .map(StackTraceElement::toString)
                                .collect(Collectors.joining("\n    ")))
                .collect(Collectors.joining());
    }

    List<Choice> choices() {
        return choices;
    }

    /** What was touched by more than one thread. */
    Set<String> met() {
        return touched.keySet().stream()
                .filter(subject -> touched.get(subject).size() > 1)
                .collect(Collectors.toSet());
    }

    /** Every step in its order, a line each. */
    String story() {
        return story.stream()
                .filter(line -> shared.contains(line.substring(line.indexOf(' ', line.indexOf(": ") + 2) + 1)))
                .collect(Collectors.joining("\n"));
    }
}
