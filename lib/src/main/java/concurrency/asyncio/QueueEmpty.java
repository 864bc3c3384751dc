package concurrency.asyncio;

/** {@link Queue#getNowait} found nothing: {@code asyncio.QueueEmpty}. */
public final class QueueEmpty extends RuntimeException {
    private static final long serialVersionUID = 1;
}
