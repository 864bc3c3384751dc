package concurrency.chart;

import concurrency.replay.LoopState;
import concurrency.replay.LoopState.TaskState;
import concurrency.replay.Turn;
import concurrency.trace.Moment;
import concurrency.trace.Move.Awaited.Kind;
import concurrency.trace.Move.Ended;
import concurrency.trace.Move.Entry;
import concurrency.trace.Move.SocketReady;
import concurrency.trace.Move.TimerDue;
import concurrency.trace.Move.TimerSet;
import concurrency.trace.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    static List<LoopRow> of(List<Turn> turns, int skip, List<String> colours) {
        var rows = new ArrayList<LoopRow>();
        var owners = new HashMap<String, String>();
        for (var i = 0; i < turns.size(); i++) {
            own(owners, turns.get(i));
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
    private static void own(Map<String, String> owners, Turn turn) {
        turn.all(TimerSet.class).forEach(set -> owners.put(set.timer(), set.task()));
    }

    private static LoopRow of(Turn turn, LoopState before, Map<String, String> owners, List<String> colours) {
        var woke = new ArrayList<Token>();
        for (var event : turn.events()) {
            switch (event.move()) {
                case TimerDue(var timer) -> woke.add(Token.callback(timer + of(owners.getOrDefault(timer, ""))));
                case SocketReady ready -> woke.add(Token.callback(shorter(ready.socket())));
                default -> {}
            }
        }
        var ran = turn.ran().stream()
                .map(entry -> token(entry, colours).outcome(outcome(turn, entry)))
                .toList();
        var ready = turn.after().ready().stream()
                .map(entry -> token(entry, colours)
                        .moved(before == null
                                || !before.ready().contains(entry)
                                || turn.ran().contains(entry)))
                .toList();
        return new LoopRow(turn.number(), turn.clock(), woke, ran, ready, waiting(turn, before, colours));
    }

    private static String of(String owner) {
        return owner.isEmpty() ? "" : " of " + owner;
    }

    private static Token token(Entry entry, List<String> colours) {
        return entry.isTask()
                ? Token.task(entry.name(), colours.indexOf(entry.name()))
                : Token.callback(shorter(entry.name()));
    }

    /** How a task ended in that turn; null if it did not. */
    private static Outcome outcome(Turn turn, Entry entry) {
        return turn.all(Ended.class).stream()
                .filter(ended -> entry.isTask() && ended.task().equals(entry.name()))
                .map(ended -> ended.result().outcome())
                .findFirst()
                .orElse(null);
    }

    private static List<Token> waiting(Turn turn, LoopState before, List<String> colours) {
        var tokens = new ArrayList<Token>();
        var stayed = new ArrayList<Token>();
        for (var task : turn.after().waiting()) {
            var moved = before == null
                    || !before.waiting().stream().map(TaskState::name).toList().contains(task.name())
                    || turn.ran().contains(Entry.task(task.name()));
            var token = Token.task(task.name(), colours.indexOf(task.name()))
                    .moved(moved)
                    .reason((task.on().kind() == Kind.TASK ? "task " : "")
                            + shorter(task.on().name()));
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
        return (turn == 0 ? "Before the first turn" : "Turn " + turn + " at " + Moment.seconds(clock)) + ": "
                + (parts.isEmpty() ? "both lists are empty" : String.join("; ", parts)) + ".";
    }

    private static void part(List<String> parts, String name, List<Token> tokens) {
        if (!tokens.isEmpty()) {
            parts.add(name + " " + tokens.stream().limit(SAID).map(Token::said).collect(Collectors.joining(", "))
                    + (tokens.size() > SAID ? " and " + (tokens.size() - SAID) + " more" : ""));
        }
    }
}
