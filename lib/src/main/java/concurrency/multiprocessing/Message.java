package concurrency.multiprocessing;

import java.io.DataInputStream;
import java.io.InputStream;

/**
 * One message between the pool and a worker.
 *
 * @param op what it is
 * @param id the number of the task, the function or the class request that it is about; 0 if none
 * @param payload the rest
 */
record Message(Op op, long id, Payload payload) {

    /** The payload as a stream of Java's simple types, in the order in which they were written. */
    DataInputStream data() {
        return new DataInputStream(bytes());
    }

    InputStream bytes() {
        return payload.read();
    }
}
