package concurrency.trace;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/** Moves in a few words, for tests that compare lists of them. */
public final class Moves {
    private Moves() {}

    /** All moves of a trace, one text each. */
    public static List<String> of(Trace trace) {
        return trace.events().stream().map(event -> text(event.move())).toList();
    }

    /** {@code Awaiting Task-1 sleep 1.0 s}: its kind and all that is not a number or empty. */
    public static String text(Move move) {
        var words = new ArrayList<String>(List.of(move.getClass().getSimpleName()));
        for (var component : move.getClass().getRecordComponents()) {
            var value = value(move, component);
            var word = switch (value) {
                case String text -> text;
                case Move.Entry entry -> entry.name();
                case Move.Awaited awaited -> awaited.name();
                case Purpose purpose -> purpose.label();
                case Result result -> result.toString();
                default -> "";
            };
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return String.join(" ", words);
    }

    private static Object value(Move move, RecordComponent component) {
        try {
            return component.getAccessor().invoke(move);
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
