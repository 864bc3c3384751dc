package concurrency.chart;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.ArrayList;
import java.util.List;

/** How much room a text takes, and how to make it take less. Sizes in nominal pixels. */
final class Type {
    static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    private Type() {}

    /** A text that can be set on one line: control characters, which no font draws, become spaces. */
    static String clean(String text) {
        return text.replaceAll("\\p{Cntrl}", " ").strip();
    }

    static double width(Font font, String text) {
        return font.getStringBounds(text, CONTEXT).getWidth();
    }

    /** The text in as many lines as it needs; a word that is too long for a line is broken. */
    static List<String> wrap(Font font, String text, double width) {
        var lines = new ArrayList<String>();
        var line = "";
        for (var word : clean(text).split(" +")) {
            while (width(font, word) > width && word.length() > 1) {
                var fits = longestStart(font, word, width);
                lines.addAll(
                        line.isEmpty() ? List.of(word.substring(0, fits)) : List.of(line, word.substring(0, fits)));
                line = "";
                word = word.substring(fits);
            }
            var longer = line.isEmpty() ? word : line + " " + word;
            if (width(font, longer) > width) {
                lines.add(line);
                longer = word;
            }
            line = longer;
        }
        lines.add(line);
        return lines;
    }

    /** The text on one line, with its middle left out where it is too long: what tells two workers apart is the end. */
    static String fit(Font font, String text, double width) {
        var whole = clean(text);
        var kept = whole.length();
        var shown = whole;
        while (width(font, shown) > width && kept > 1) {
            kept--;
            var tail = kept / 2;
            shown = whole.substring(0, kept - tail) + "…" + whole.substring(whole.length() - tail);
        }
        return shown;
    }

    private static int longestStart(Font font, String word, double width) {
        var end = word.length();
        while (end > 1 && width(font, word.substring(0, end)) > width) {
            end--;
        }
        return end;
    }
}
