package concurrency.asyncio;

import concurrency.trace.Purpose;
import concurrency.trace.Result;
import java.nio.channels.SelectableChannel;

/** Is told what the tasks of a loop do too. */
interface TaskListener extends LoopListener {
    /** Listens to nothing. */
    TaskListener NOBODY = new TaskListener() {};

    /** A task was made. */
    default void created(Task<?> task) {}

    /** A task goes on, or starts. */
    default void resumed(Task<?> task, boolean startedBefore) {}

    /** A task awaits that, next. */
    default void awaiting(Task<?> task, Future<?> future) {}

    /** A task has given back control. */
    default void paused(Task<?> task) {}

    /** A task is done. */
    default void ended(Task<?> task) {}

    /** A coroutine awaits a future and is about to be suspended; it still stands on the stack. */
    default void suspending() {}

    /** A coroutine begins, because another one awaits it. */
    default void entered(Coroutine<?> coroutine, String awaiter) {}

    /** A coroutine has ended, and the other one goes on. */
    default void left(Coroutine<?> coroutine, String awaiter, Result result) {}

    /** A future is done. */
    default void futureDone(Future<?> future) {}

    /** A callback of a future that is done joins the ready queue next. */
    default void calledBack(Future<?> future, Future.DoneCallback<?> callback) {}

    /** So many bytes went through a socket; -1 at the end of the stream. */
    default void bytesMoved(SelectableChannel channel, int bytes, Purpose purpose) {}
}
