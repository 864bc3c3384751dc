/**
 * Python's asyncio, built from its foundation up: a generator, then coroutines, futures, tasks and an event loop on it.
 *
 * <p>Read in this order: {@link concurrency.asyncio.Generator}, a method that can be suspended in the middle.
 *
 * <p>Used by the notebooks {@code 03-asyncio} and {@code 06-generators} to {@code 08-event-loop}.
 */
package concurrency.asyncio;
