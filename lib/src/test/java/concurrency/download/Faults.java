package concurrency.download;

/** How often to repeat a fault, and where its totals go. */
final class Faults {
    private Faults() {}

    /** A tenth of the full number in every build, or all of it with {@code -Dfaults=full}. */
    static int times(int full) {
        return "full".equals(System.getProperty("faults")) ? full : Math.max(1, full / 10);
    }

    /** One line for the totals. */
    static void report(String fault, int count, String outcome) {
        System.getLogger("faults").log(System.Logger.Level.INFO, fault + ": " + count + " times; " + outcome);
    }
}
