package concurrency.asyncio;

/** A semaphore that refuses to be released more often than it was acquired: {@code asyncio.BoundedSemaphore}. */
public final class BoundedSemaphore extends Semaphore {
    private final int bound;

    /** Lets one in at a time. */
    public BoundedSemaphore() {
        this(1);
    }

    /**
     * @param value how many it lets in
     * @throws IllegalArgumentException if that is negative
     */
    public BoundedSemaphore(int value) {
        super(value);
        this.bound = value;
    }

    /** @throws IllegalStateException if nobody has acquired it: "BoundedSemaphore released too many times" */
    @Override
    public void release() {
        if (value() >= bound) {
            throw new IllegalStateException("BoundedSemaphore released too many times");
        }
        super.release();
    }
}
