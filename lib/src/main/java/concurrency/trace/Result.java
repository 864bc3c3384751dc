package concurrency.trace;

import java.util.Objects;

/**
 * How a future, a task or a coroutine ended, in a few words: a record is no place for the pages that were downloaded.
 *
 * @param outcome how
 * @param value what it returned, empty where that was nothing; or what it raised; or the message of its cancellation
 */
public record Result(Outcome outcome, String value) {
    public Result {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(value, "value");
    }

    /** It returned {@code value}. */
    public static Result returned(String value) {
        return new Result(Outcome.OK, value);
    }

    /** It raised {@code exception}. */
    public static Result raised(String exception) {
        return new Result(Outcome.FAILED, exception);
    }

    /** It was cancelled with that message, which may be empty. */
    public static Result cancelled(String message) {
        return new Result(Outcome.CANCELLED, message);
    }

    /** {@code returned 42}, {@code raised java.io.IOException: bad}, {@code cancelled}. */
    @Override
    public String toString() {
        var verb = switch (outcome) {
            case OK -> "returned";
            case FAILED -> "raised";
            case CANCELLED -> "cancelled";
        };
        return value.isEmpty() ? verb : verb + " " + value;
    }
}
