package concurrency.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * Something in a cell of a {@link LoopTable}.
 *
 * @param token a task or a callback; null for a text in its place
 * @param text what is written where there is no token
 * @param x its left edge, from that of the cell
 * @param line of the cell, from 0
 * @param room how wide it may be at most
 */
record Placed(Token token, String text, double x, int line, double room) {
    /** In one cell; what has no place in them is counted in one more. */
    private static final int MOST_LINES = 8;
    /** So many waiting tasks can each have a line and a reason; of more, those that were there already have none. */
    private static final int FEW_WAITING = 3;

    private static final double WIDEST_WAITING = 130;
    private static final double GAP = 5;

    /** Side by side, as many lines as it takes. */
    static List<Placed> flow(List<Token> tokens, double room) {
        var placed = new ArrayList<Placed>();
        flow(placed, tokens, 0, room);
        return placed;
    }

    private static void flow(List<Placed> placed, List<Token> tokens, int firstLine, double room) {
        var x = 0.0;
        var line = firstLine;
        for (var i = 0; i < tokens.size(); i++) {
            var width = tokens.get(i).width(room);
            if (x > 0 && x + width > room) {
                x = 0;
                line++;
            }
            if (line - firstLine == MOST_LINES) {
                placed.add(more(tokens.size() - i, line, room));
                return;
            }
            placed.add(new Placed(tokens.get(i), "", x, line, room));
            x += width + GAP;
        }
    }

    private static Placed more(int count, int line, double room) {
        return new Placed(null, "+ " + count + " more", 0, line, room);
    }

    /** One a line with what it waits for; those that waited before, where there are many, without it. */
    static List<Placed> waiting(List<Token> tokens, double room) {
        var placed = new ArrayList<Placed>();
        var line = 0;
        var withReason = tokens.size() <= FEW_WAITING
                ? tokens
                : tokens.stream().filter(Token::moved).toList();
        var without = tokens.subList(withReason.size(), tokens.size());
        var shown = Math.min(MOST_LINES, withReason.size());
        for (var token : withReason.subList(0, shown)) {
            var width = token.width(WIDEST_WAITING);
            placed.add(new Placed(token, "", 0, line, WIDEST_WAITING));
            placed.add(new Placed(null, token.reason(), width + GAP, line, room - width - GAP));
            line++;
        }
        if (shown < withReason.size()) {
            placed.add(more(withReason.size() - shown, line++, room));
        }
        flow(placed, without, line, room);
        return placed;
    }

    /** How wide a waiting task is with its reason. */
    static double widthOfWaiting(Token token) {
        return token.width(WIDEST_WAITING) + GAP + 2 + Type.width(Look.SMALL, token.reason());
    }
}
