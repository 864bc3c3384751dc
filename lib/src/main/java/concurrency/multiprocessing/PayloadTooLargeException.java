package concurrency.multiprocessing;

import java.io.IOException;

/** A task, an argument or a result is too large to be sent to another process in one piece. */
public final class PayloadTooLargeException extends IOException {
    PayloadTooLargeException(long limit) {
        super("too large to be sent to or from a worker: the limit is " + (limit >> 20)
                + " MiB for one task or one result;" + " write the data to a file and send its path");
    }
}
