package concurrency.asyncio;

/**
 * A call stack of its own: a body runs on it until it suspends itself, and later goes on from there. All that a
 * generator needs of the machine is here; whose turn it is and what passes between the two sides is the {@link Frame}'s
 * business.
 *
 * <p>One side calls {@link #resume}, the body on the stack calls {@link #suspend}, never two at a time. What one side
 * wrote before the switch, the other side sees after it.
 */
sealed interface Stack permits ContinuationStack, ThreadStack {

    /** Runs the body, from its start or from where it suspended itself, until it suspends itself or ends. */
    void resume();

    /**
     * Called by the body: gives control back to whoever resumed it, and returns when it is resumed again.
     *
     * @throws IllegalStateException if the body of some other stack called it, or a frame of native code is in the way
     */
    void suspend();
}
