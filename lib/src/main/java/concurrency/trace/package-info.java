/**
 * What ran where and when.
 *
 * <p>Every strategy of the course leaves the same record behind, a {@link concurrency.trace.Trace}: <em>spans</em> say
 * what a worker did from when to when, <em>events</em> say what happened at one moment, in an order that can be
 * replayed. Pictures are drawn from the record, never beside it. Times are nanoseconds since the start of the trace.
 *
 * <p>Start with {@link concurrency.trace.Recorder}, which many threads may write to, and
 * {@link concurrency.trace.Trace}, the immutable result, which is saved as JSON so that a later notebook can compare
 * earlier runs. {@link concurrency.trace.Log} is the part that a cell prints. All notebooks use this package;
 * {@code concurrency.replay} rebuilds from the events of an event loop how it stood after each of them.
 */
package concurrency.trace;
