package concurrency.asyncio;

/**
 * Raised at the {@code yield} at which a generator stands when it is closed, so that its {@code finally} blocks run.
 *
 * <p>An {@link Error}, though nothing is wrong, for the reason for which Python's is no {@code Exception}: a body that
 * says {@code catch (Exception e)} means its own troubles, not that its consumer has had enough.
 */
public final class GeneratorExit extends Error {
    private static final long serialVersionUID = 1;
}
