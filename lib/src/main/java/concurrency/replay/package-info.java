/**
 * The run of an event loop, rebuilt from its record: forwards, backwards, and at any moment.
 *
 * <p>{@link concurrency.replay.Replay} gives for any event of a {@link concurrency.trace.Trace} how the loop stood
 * after it, a {@link concurrency.replay.LoopState}, and what each {@link concurrency.replay.Turn} did.
 * {@link concurrency.replay.WakeUp} finds the seven steps in which bytes wake up a task, and
 * {@link concurrency.replay.TaskSpans} makes of the moves what each task did from when to when.
 *
 * <p>Nothing here runs or knows a loop: all it needs are the events. Start with {@code Replay}; the rules by which a
 * move changes the lists are in {@code LoopLists}. The notebooks {@code 07-coroutines} and {@code 08-event-loop} draw
 * pictures from it.
 */
package concurrency.replay;
