package concurrency.asyncio;

/** The {@link Queue} was shut down: {@code asyncio.QueueShutDown}. */
public final class QueueShutDown extends RuntimeException {
    private static final long serialVersionUID = 1;
}
