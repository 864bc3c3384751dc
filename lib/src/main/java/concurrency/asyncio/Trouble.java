package concurrency.asyncio;

import java.util.Objects;

/**
 * Something that nobody will get as an exception, and that should not go unnoticed.
 *
 * @param message asyncio's own words, for example {@code Task exception was never retrieved}
 * @param source the task, future, coroutine or callback that it is about
 * @param exception what was thrown, or null
 */
public record Trouble(String message, String source, Throwable exception) {
    public Trouble {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(source, "source");
    }

    @Override
    public String toString() {
        return message + ": " + source + (exception == null ? "" : ": " + exception);
    }
}
