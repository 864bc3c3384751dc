package lab;

/** Something that the user can put right. The message is the sentence that says what is missing and what to do. */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    Problem(String sentence) {
        super(sentence);
    }

    Problem(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
