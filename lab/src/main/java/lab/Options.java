package lab;

import java.util.ArrayList;
import java.util.List;

/** Splits a line of options as a shell would, for {@code -Djupyter="--no-browser --notebook-dir='my notebooks'"}. */
final class Options {
    private Options() {}

    /**
     * The options of a line. Single and double quotes keep spaces together; a backslash is a backslash, so that Windows
     * paths need no care.
     *
     * @throws Problem if a quote is not closed
     */
    static List<String> split(String line) {
        var options = new ArrayList<String>();
        var option = new StringBuilder();
        boolean started = false;
        char quote = 0;
        for (char c : line.toCharArray()) {
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    option.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                started = true;
            } else if (!Character.isWhitespace(c)) {
                option.append(c);
                started = true;
            } else if (started) {
                options.add(option.toString());
                option.setLength(0);
                started = false;
            }
        }
        if (quote != 0) {
            throw new Problem("A quote is not closed in the options: " + line);
        }
        if (started) {
            options.add(option.toString());
        }
        return options;
    }
}
