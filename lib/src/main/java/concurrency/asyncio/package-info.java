/**
 * Python's asyncio, built from its foundation up, to be read in this order:
 *
 * <ol>
 *   <li>{@link concurrency.asyncio.Generator}: a method that can be suspended in the middle. Its rules are in
 *       {@code Frame}, and the one thing that it needs of the machine, a stack of its own, in {@code Stack}: on a
 *       continuation, or where the JDK does not lend that class, on a virtual thread.
 *   <li>{@link concurrency.asyncio.Coroutine}: a generator that gives futures to whoever drives it, and
 *       {@link concurrency.asyncio.Asyncio}'s {@code async} and {@code await}.
 *   <li>{@link concurrency.asyncio.Future}: a result that is not there yet, and who is to be called when it is.
 *   <li>{@link concurrency.asyncio.Task}: drives a coroutine from one future to the next.
 *   <li>{@link concurrency.asyncio.EventLoop}: calls whoever is ready, and sleeps in {@code select} while nobody is.
 *       {@code SocketCalls} is how a task waits for a socket.
 * </ol>
 *
 * <p>Names are asyncio's in Java's spelling; messages are asyncio's own. Where Python raises ValueError, TypeError or
 * RuntimeError for a wrong use, there is an {@link java.lang.IllegalArgumentException} or an
 * {@link java.lang.IllegalStateException}; CancelledError is {@link java.util.concurrent.CancellationException}, and
 * KeyboardInterrupt is {@link java.lang.InterruptedException}.
 *
 * <p>A {@link concurrency.asyncio.VirtualClock} lets time pass at once, {@link concurrency.asyncio.EventLoop#step} runs
 * one turn and says what it did, and a loop with a {@link concurrency.trace.Recorder} writes down every move, of which
 * {@link concurrency.replay.Replay} rebuilds the loop's lists and the stacks of its coroutines.
 *
 * <p>Used by the notebooks {@code 03-asyncio} and {@code 06-generators} to {@code 08-event-loop}. Their import cell
 * needs {@code import concurrency.asyncio.*}, {@code import concurrency.asyncio.Future}, because the kernel imports
 * {@link java.util.concurrent} too, and {@code import static concurrency.asyncio.Asyncio.*}.
 */
package concurrency.asyncio;
