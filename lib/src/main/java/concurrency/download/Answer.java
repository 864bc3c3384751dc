package concurrency.download;

import java.io.IOException;

/** What became of a request: opening it gives the response, or throws what went wrong. */
@FunctionalInterface
interface Answer {
    Response open() throws IOException;
}
