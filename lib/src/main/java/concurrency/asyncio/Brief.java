package concurrency.asyncio;

import java.util.Collection;
import java.util.stream.Collectors;

/** Results in a few words, for a trace: a record of what happened is no place for the pages that were downloaded. */
final class Brief {
    private static final int LONGEST = 60;
    private static final int FEW = 5;

    private Brief() {}

    /** The value on one line of at most {@value #LONGEST} characters; the size of bytes and of long lists. */
    static String of(Object value) {
        return cut(
                switch (value) {
                    case byte[] bytes -> bytes(bytes.length);
                    case CharSequence text
                    when text.length() > LONGEST -> text.subSequence(0, LONGEST).toString();
                    case Collection<?> all when all.size() > FEW -> "a list of " + all.size();
                    case Collection<?> few -> few.stream().map(Brief::of).collect(Collectors.joining(", ", "[", "]"));
                    case null -> "null";
                    default -> text(value);
                });
    }

    /** {@code 1 byte}, {@code 11 bytes}. */
    static String bytes(int count) {
        return count == 1 ? "1 byte" : count + " bytes";
    }

    /** What an object says of itself; one that fails at that must not end the loop that is observed. */
    private static String text(Object value) {
        try {
            return String.valueOf(value);
        } catch (RuntimeException silent) {
            return value.getClass().getSimpleName();
        }
    }

    private static String cut(String text) {
        var line = text.replaceAll("\\s+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST - 1) + "…";
    }
}
