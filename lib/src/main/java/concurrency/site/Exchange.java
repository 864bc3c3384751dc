package concurrency.site;

/**
 * One request, from when it was read until the last of its answer is about to be sent. It ends before that is sent and
 * not after, or a client that asks one thing after the other could be counted twice.
 */
final class Exchange implements AutoCloseable {
    private final Counters counters;
    private final long number;
    private boolean over;

    Exchange(Counters counters, long number) {
        this.counters = counters;
        this.number = number;
    }

    long number() {
        return number;
    }

    /** A status line is about to be sent. */
    void status(int status) {
        counters.status(status);
    }

    /** That many bytes of the body are about to be sent. */
    void bytes(long sent) {
        counters.bytes(sent);
    }

    /** Nothing is waited for any more. A second call does nothing. */
    @Override
    public void close() {
        if (!over) {
            over = true;
            counters.requestOver();
        }
    }
}
