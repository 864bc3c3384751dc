package concurrency.multiprocessing;

import java.util.concurrent.CountDownLatch;

/**
 * A task that was given to a worker and is still to be sent to it.
 *
 * @param future its future
 * @param payload its bytes
 * @param function what the worker has to get first; null if nothing
 * @param handedOver opens when it was sent, or will not be
 */
record Given(PoolFuture<?> future, Payload payload, Shared function, CountDownLatch handedOver) {

    /** How much there is to send, in bytes. */
    long size() {
        return payload.size() + (function == null ? 0 : function.payload().size());
    }
}
