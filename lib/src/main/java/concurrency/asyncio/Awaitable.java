package concurrency.asyncio;

/**
 * What {@link Asyncio#await} accepts: a {@link Coroutine}, which runs when it is awaited, or a {@link Future}, which
 * somebody else completes.
 *
 * @param <T> what awaiting it gives
 */
public sealed interface Awaitable<T> permits Coroutine, Future {}
