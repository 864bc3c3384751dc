package concurrency.notebook;

import java.util.regex.Pattern;

/**
 * What stands below a picture: what it says, in Markdown, for those who see it and for those who have it read to them.
 */
final class Caption {
    /** Characters. Longer than that is not read by anybody who sees the picture. */
    private static final int LONG = 600;

    private static final Pattern TWO_SENTENCES = Pattern.compile("^.+?[.] .+?[.](?= )");

    private Caption() {}

    /** The sentence in italics; of a long one the beginning, and all of it on request. */
    static String of(String sentence) {
        var plain = Markdown.plain(sentence);
        var beginning = TWO_SENTENCES.matcher(plain);
        return plain.length() <= LONG || !beginning.find()
                ? "*" + plain + "*"
                : "*" + beginning.group() + "*\n\n<details><summary>The picture in words</summary>\n\n" + plain
                        + "\n\n</details>";
    }
}
