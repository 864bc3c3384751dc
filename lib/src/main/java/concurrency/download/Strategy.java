package concurrency.download;

/**
 * The ways of downloading that the course compares, in the order in which it tells of them. A strategy has one name and
 * one colour in every picture of the course.
 */
public enum Strategy {
    /** One download after the other, on one thread. */
    SYNCHRONOUS("synchronous"),
    /** A pool of platform threads. */
    THREADING("threading"),
    /** One virtual thread for each download. */
    VIRTUAL_THREADS("virtual threads"),
    /** One event loop, one task for each download. */
    ASYNCIO("asyncio"),
    /** A pool of worker processes. */
    MULTIPROCESSING("multiprocessing");

    private final String label;

    Strategy(String label) {
        this.label = label;
    }

    /** The name as pictures and sentences show it. */
    public String label() {
        return label;
    }

    /**
     * How many of its workers can be at work at one moment on this machine: one on a loop, the processors elsewhere.
     */
    public int atWorkAtOnce() {
        return this == ASYNCIO ? 1 : Runtime.getRuntime().availableProcessors();
    }
}
