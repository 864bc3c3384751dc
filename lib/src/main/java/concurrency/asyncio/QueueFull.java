package concurrency.asyncio;

/** {@link Queue#putNowait} found no room: {@code asyncio.QueueFull}. */
public final class QueueFull extends RuntimeException {
    private static final long serialVersionUID = 1;
}
