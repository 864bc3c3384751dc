package bench;

/**
 * Somebody who does what a benchmark asks for.
 *
 * @param name as the table shows it
 * @param run does it once, usually in a process of its own
 */
record Contestant(String name, Run run) {
    /** One run. */
    @FunctionalInterface
    interface Run {
        /** @throws NotMeasured if something is missing on this machine, or the run failed */
        Sample once() throws NotMeasured, InterruptedException;
    }
}
