package concurrency.multiprocessing;

import java.util.concurrent.RejectedExecutionException;

/**
 * The pool cannot run any task, because its workers cannot start: the initializer failed or never ended, or the virtual
 * machine did not come up. Its cause says which. Tasks that wait fail with it, and new ones are rejected with it.
 */
public final class BrokenPoolException extends RejectedExecutionException {
    BrokenPoolException(Throwable cause) {
        super("the pool is broken, no worker can start: " + cause.getMessage(), cause);
    }
}
