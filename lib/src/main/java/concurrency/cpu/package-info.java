/**
 * Work that computes instead of waiting: the sum of the squares below a number, as in the source.
 *
 * <p>{@link concurrency.cpu.CpuBound} has the loop, and the ways of running it twenty times: one after the other, on an
 * executor of threads or of processes, on a parallel stream. Used by the notebooks {@code 05} and {@code 09}.
 */
package concurrency.cpu;
