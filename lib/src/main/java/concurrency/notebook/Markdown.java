package concurrency.notebook;

/** The language in which a kernel is told how a text is to look. */
final class Markdown {
    private Markdown() {}

    /** That text so that it stays what it is: none of it means anything in Markdown. In a table, bars still do. */
    static String plain(String text) {
        return text.replaceAll("[\\\\`*_\\[\\]<>$]", "\\\\$0");
    }
}
