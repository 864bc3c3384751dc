package concurrency.asyncio;

import java.util.ArrayList;
import java.util.List;

/**
 * Several failures at once, as those of the tasks of a {@link TaskGroup}: Python's {@code ExceptionGroup}. They are
 * also its suppressed exceptions, so that a stack trace shows all of them.
 *
 * <p>For Python's {@code except*} there is {@link #exceptions(Class)}.
 */
public final class ExceptionGroup extends Exception {
    private static final long serialVersionUID = 1;

    private final List<Throwable> exceptions;

    /**
     * @param message what they have in common
     * @throws IllegalArgumentException if there is none
     */
    public ExceptionGroup(String message, List<? extends Throwable> exceptions) {
        super(message + " (" + exceptions.size() + (exceptions.size() == 1 ? " sub-exception)" : " sub-exceptions)"));
        if (exceptions.isEmpty()) {
            throw new IllegalArgumentException("second argument (exceptions) must be a non-empty sequence");
        }
        this.exceptions = List.copyOf(exceptions);
        exceptions.forEach(this::addSuppressed);
    }

    /** The failures, in the order in which they happened; one of them may be a group itself. */
    public List<Throwable> exceptions() {
        return exceptions;
    }

    /** The failures of that type, those in groups within this one included. */
    public <X extends Throwable> List<X> exceptions(Class<X> type) {
        var found = new ArrayList<X>();
        for (var each : exceptions) {
            if (type.isInstance(each)) {
                found.add(type.cast(each));
            } else if (each instanceof ExceptionGroup group) {
                found.addAll(group.exceptions(type));
            }
        }
        return found;
    }
}
