/**
 * Python's asyncio, built from its foundation up, in four layers of which each knows only itself and those below. To be
 * read in this order:
 *
 * <ol>
 *   <li>Generators. {@link concurrency.asyncio.Generator} is a method that can be suspended in the middle. Its rules
 *       are in {@code Frame}, and the one thing that it needs of the machine, a stack of its own, in {@code Stack}: on
 *       a continuation, or where the JDK does not lend that class, on a virtual thread.
 *   <li>Queues. {@code Scheduler} calls what is ready, one callback after the other, and sleeps in {@code select} while
 *       nothing is; {@code Timers} and {@code Sockets} hold what is not ready yet.
 *   <li>Tasks. A {@link concurrency.asyncio.Coroutine} is a generator that hands out futures. A
 *       {@link concurrency.asyncio.Future} is a result that is not there yet, and who is to be called when it is. A
 *       {@link concurrency.asyncio.Task} drives a coroutine from one future to the next. The
 *       {@link concurrency.asyncio.EventLoop} puts them into the queues; {@code SocketCalls} is how a task waits for a
 *       socket.
 *   <li>What one uses: {@link concurrency.asyncio.Asyncio}'s functions, its {@code async} and {@code await} first; then
 *       {@link concurrency.asyncio.TaskGroup}, {@link concurrency.asyncio.Queue},
 *       {@link concurrency.asyncio.Semaphore}, {@link concurrency.asyncio.Lock}, {@link concurrency.asyncio.Event},
 *       {@link concurrency.asyncio.Condition} and {@link concurrency.asyncio.Barrier}.
 * </ol>
 *
 * <p>Java has no {@code async with}. What Python uses so has a method {@code run} here, always the same:
 * {@code timeout(1).run(() -> …)}, {@code lock.run(() -> …)}, {@code new TaskGroup().run(group -> …)}. A resource of a
 * {@code try} would not do, since its {@code close} is not told how the block has ended, and a time limit and a task
 * group have to know.
 *
 * <p>The way of {@code await(sleep(1))}: {@code Asyncio} makes the {@code Coroutine} that {@code CoroutineFrame} calls.
 * It has the {@code EventLoop} set a timer, which the {@code Scheduler} puts into its {@code Timers}, and awaits a
 * {@code Future}. {@code Frame} suspends the body on its {@code ContinuationStack}, and out comes the future, which the
 * {@code Task} that drives the frame asks to be called back. A second later the scheduler calls the timer, the timer
 * completes the future, and the task resumes the frame. These are ten files. Records are made beside all this, by a
 * listener that the loop need not have.
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
 * needs {@code import concurrency.asyncio.*}, {@code import static concurrency.asyncio.Asyncio.*}, and for each name
 * that another package has too, a line of its own: {@code import concurrency.asyncio.Future}, and where they are used
 * {@code Queue} and {@code Semaphore}, because the kernel imports {@link java.util} and {@link java.util.concurrent}.
 */
package concurrency.asyncio;
