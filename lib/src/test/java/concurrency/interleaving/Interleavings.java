package concurrency.interleaving;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tries every order in which the threads of a scenario can take turns, as long as no more than a few turns are taken
 * from a thread that could go on. Most races need one or two of those, as the authors of CHESS found (Musuvathi and
 * Qadeer, PLDI 2007). The orders with the fewest come first, so the first that fails is a simple one; it is told step
 * by step, and {@link #replay} runs it again.
 */
public final class Interleavings {
    private final Class<? extends Scenario> scenario;
    private final Weaver weaver;
    private int preemptions = 2;

    private Interleavings(Class<? extends Scenario> scenario, Class<?>... woven) throws Exception {
        this.scenario = scenario;
        this.weaver = new Weaver(woven);
    }

    /**
     * @param scenario a class in the package of what it tries
     * @param woven the classes in which the turn may change
     */
    public static Interleavings of(Class<? extends Scenario> scenario, Class<?>... woven) throws Exception {
        return new Interleavings(scenario, woven);
    }

    /** How many turns are taken away in one try, at most; 2 if nothing else is said. */
    public Interleavings preemptions(int most) {
        preemptions = most;
        return this;
    }

    /**
     * Tries all.
     *
     * @return how many there were
     * @throws AssertionError if one fails, with its steps
     */
    public int tryAll() throws Exception {
        var shared = new HashSet<String>();
        var tries = 0;
        do {
            tries = 0;
            var next = new ArrayDeque<List<Integer>>();
            next.add(List.of());
            var more = new HashSet<String>();
            while (!next.isEmpty() && more.isEmpty()) {
                var order = next.remove();
                var one = run(order, shared);
                tries++;
                more.addAll(one.met());
                more.removeAll(shared);
                others(one, order.size(), next);
            }
            shared.addAll(more);
            if (more.isEmpty()) {
                return tries;
            }
        } while (true);
    }

    /** Runs one order again that {@link #tryAll} has named, with what it called shared. */
    public void replay(List<Integer> order, Set<String> shared) throws Exception {
        run(order, shared);
    }

    private Try run(List<Integer> order, Set<String> shared) throws Exception {
        var one = new Try(order, shared);
        var made = weaver.loadClass(scenario.getName()).getDeclaredConstructor();
        made.setAccessible(true);
        var wrong = one.run((Scenario) made.newInstance());
        if (wrong != null) {
            var chosen = one.choices().stream().map(Try.Choice::chosen).toList();
            throw new AssertionError(
                    wrong + "\nAgain: replay(List.of(" + text(chosen.stream().map(String::valueOf)) + "), Set.of("
                            + text(shared.stream().sorted().map(each -> '"' + each + '"')) + "))\n" + one.story(),
                    wrong);
        }
        return one;
    }

    private static String text(Stream<String> parts) {
        return parts.collect(Collectors.joining(", "));
    }

    /** The orders that differ from that one at one choice which it was free to make. */
    private void others(Try one, int from, ArrayDeque<List<Integer>> next) {
        var chosen = one.choices().stream().map(Try.Choice::chosen).collect(Collectors.toCollection(ArrayList::new));
        var taken =
                one.choices().stream().limit(from).filter(Try.Choice::preempts).count();
        for (var i = from; i < chosen.size(); i++) {
            var choice = one.choices().get(i);
            for (var other : choice.able()) {
                var instead = new Try.Choice(choice.able(), choice.before(), other);
                if (other != choice.chosen() && taken + (instead.preempts() ? 1 : 0) <= preemptions) {
                    var order = new ArrayList<>(chosen.subList(0, i));
                    order.add(other);
                    next.add(order);
                }
            }
            taken += choice.preempts() ? 1 : 0;
        }
    }
}
