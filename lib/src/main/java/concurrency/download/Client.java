package concurrency.download;

import java.io.IOException;

/**
 * What pages are read through: a {@link Session}, which keeps the calling thread waiting, or a {@link ClientSession},
 * which keeps the calling coroutine waiting. One way of telling what became of a page serves both.
 */
interface Client {
    /**
     * Asks for a page, has the answer read, and closes it.
     *
     * @param attempt is told of each step
     * @throws DownloadException if there is no answer, or if it cannot be read
     */
    <T> T read(String url, Attempt attempt, Reading<T> reading) throws IOException;

    /** Whether its calls run in coroutines of a loop, one of which has the thread until it waits again. */
    boolean onLoop();

    /** What is made of an answer. */
    @FunctionalInterface
    interface Reading<T> {
        T of(Response response) throws IOException;
    }
}
