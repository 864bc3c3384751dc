package bench;

/** There is no number, and the message says why. */
final class NotMeasured extends Exception {
    private static final long serialVersionUID = 1;

    NotMeasured(String why) {
        super(why);
    }
}
