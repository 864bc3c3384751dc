package concurrency.chart;

import concurrency.trace.Event;
import concurrency.trace.EventKind;
import concurrency.trace.LoopState;
import concurrency.trace.LoopState.TaskState;
import concurrency.trace.Outcome;
import concurrency.trace.Replay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One turn in a {@link LoopChart}.
 *
 * @param turn its number; 0 before the first one
 * @param clock ns on the loop's clock at its end
 * @param woke timers that came due and sockets that were ready
 * @param ran what was called, in that order
 * @param ready the queue afterwards
 * @param waiting who waits afterwards, who has begun to in this turn first
 */
record LoopRow(int turn, long clock, List<Token> woke, List<Token> ran, List<Token> ready, List<Token> waiting) {
    /** Names of one list in the sentence. */
    private static final int SAID = 6;

    /** @param skip how many of the turns are there only for what follows them */
    static List<LoopRow> of(List<Replay.Turn> turns, int skip, List<String> colours) {
        var rows = new ArrayList<LoopRow>();
        var owners = new HashMap<String, String>();
        for (var i = 0; i < turns.size(); i++) {
            own(owners, turns.get(i).events());
            if (i >= skip) {
                rows.add(of(turns.get(i), i == 0 ? null : turns.get(i - 1).after(), owners, colours));
            }
        }
        return rows;
    }

    /**
     * A socket by the port of its own end: the address is this machine's for all sockets of the course, the other end a
     * server.
     */
    private static String shorter(String name) {
        return name.replaceAll("\\b127\\.0\\.0\\.1(:\\d+)(→\\d+)?", "$1");
    }

    /** Which task set a timer. */
    private static void own(Map<String, String> owners, List<Event> events) {
        events.stream()
                .filter(event -> event.kind() == EventKind.TIMER_SET)
                .forEach(event -> owners.put(event.subject(), event.task()));
    }

    private static LoopRow of(Replay.Turn turn, LoopState before, Map<String, String> owners, List<String> colours) {
        var last = turn.events().stream()
                .filter(event -> event.kind() != EventKind.LOG)
                .toList()
                .getLast();
        var woke = turn.events().stream()
                .filter(event -> Set.of(EventKind.TIMER_DUE, EventKind.IO_READY).contains(event.kind()))
                .map(event -> Token.callback(shorter(event.subject()) + of(owners.getOrDefault(event.subject(), ""))))
                .toList();
        var ran = turn.events().stream()
                .filter(event -> event.kind() == EventKind.DEQUEUED)
                .map(event -> event.task().isEmpty()
                        ? Token.callback(shorter(event.subject()))
                        : Token.task(event.task(), colours.indexOf(event.task()))
                                .outcome(outcome(turn, event.task())))
                .toList();
        var ready = turn.after().ready().stream()
                .map(name -> token(name, turn.after(), colours)
                        .moved(!name.isEmpty()
                                && (before == null || !before.ready().contains(name) || ran(turn, name))))
                .toList();
        return new LoopRow(turn.number(), last.clock(), woke, ran, ready, waiting(turn, before, colours));
    }

    private static String of(String owner) {
        return owner.isEmpty() ? "" : " of " + owner;
    }

    private static boolean ran(Replay.Turn turn, String name) {
        return turn.all(EventKind.DEQUEUED).contains(name);
    }

    private static Token token(String name, LoopState state, List<String> colours) {
        return state.task(name).isPresent() ? Token.task(name, colours.indexOf(name)) : Token.callback(shorter(name));
    }

    /** How a task ended in that turn; null if it did not. */
    private static Outcome outcome(Replay.Turn turn, String task) {
        return turn.events().stream()
                .filter(event -> event.task().equals(task))
                .map(Event::kind)
                .map(kind -> switch (kind) {
                    case DONE -> Outcome.OK;
                    case FAILED -> Outcome.FAILED;
                    case CANCELLED -> Outcome.CANCELLED;
                    default -> null;
                })
                .filter(outcome -> outcome != null)
                .findFirst()
                .orElse(null);
    }

    private static List<Token> waiting(Replay.Turn turn, LoopState before, List<String> colours) {
        var tokens = new ArrayList<Token>();
        var stayed = new ArrayList<Token>();
        for (var task : turn.after().waiting()) {
            var moved = before == null
                    || !before.waiting().stream().map(TaskState::name).toList().contains(task.name())
                    || ran(turn, task.name());
            var token = Token.task(task.name(), colours.indexOf(task.name()))
                    .moved(moved)
                    .reason((turn.after().task(task.on()).isPresent() ? "task " : "") + shorter(task.on()));
            (moved ? tokens : stayed).add(token);
        }
        tokens.addAll(stayed);
        return tokens;
    }

    /** {@code Turn 3 at 0.5 s: woke timer 2; ran timer 2; READY Task-3; WAITING main for gather of 2.} */
    String sentence() {
        var parts = new ArrayList<String>();
        part(parts, "woke", woke);
        part(parts, "ran", ran);
        part(parts, "READY", ready);
        part(parts, "WAITING", waiting);
        return (turn == 0 ? "Before the first turn" : "Turn " + turn + " at " + Numbers.clock(clock)) + ": "
                + (parts.isEmpty() ? "both lists are empty" : String.join("; ", parts)) + ".";
    }

    private static void part(List<String> parts, String name, List<Token> tokens) {
        if (!tokens.isEmpty()) {
            parts.add(name + " " + tokens.stream().limit(SAID).map(Token::said).collect(Collectors.joining(", "))
                    + (tokens.size() > SAID ? " and " + (tokens.size() - SAID) + " more" : ""));
        }
    }
}
