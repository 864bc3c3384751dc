package concurrency.multiprocessing;

/**
 * The function of a map, serialized once and sent once to each worker that applies it.
 *
 * @param id its number in its pool
 * @param payload its class loader's number, and the function
 */
record Shared(long id, Payload payload) {}
