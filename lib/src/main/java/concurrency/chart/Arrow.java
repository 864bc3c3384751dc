package concurrency.chart;

/**
 * Control or a message that goes from one lifeline to another.
 *
 * @param event number of the event that it stands for
 * @param turn of the loop
 * @param clock ns on the loop's clock
 * @param from null for what is outside of the loop
 * @param to may be the same
 * @param back whether control goes back by it, which is drawn with dashes
 * @param birth whether {@code to} begins with it
 * @param control who has control from then on
 * @param label a few words
 */
record Arrow(
        long event,
        int turn,
        long clock,
        Lifeline from,
        Lifeline to,
        boolean back,
        boolean birth,
        Lifeline control,
        String label) {

    Arrow saying(String more) {
        return new Arrow(event, turn, clock, from, to, back, birth, control, label + more);
    }

    boolean toItself() {
        return from == to;
    }

    /** {@code event loop to main: send(null)}. */
    String sentence() {
        var who = from == null || toItself() ? to.name() : from.name() + " to " + to.name();
        return who + ": " + label;
    }
}
