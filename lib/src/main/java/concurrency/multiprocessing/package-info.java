/**
 * Running tasks in several processes.
 *
 * <p>{@link concurrency.multiprocessing.ProcessPool} is an {@code ExecutorService} whose workers are Java virtual
 * machines of their own, what Python's {@code multiprocessing} is for Python. Start there. In Java one rarely needs it,
 * as threads use all cores; it is here to see what separate memory means and costs, and because it survives what no
 * thread pool does: a task that takes its process down.
 *
 * <p>How it works, from the outside in: {@code ProcessPool} turns tasks into bytes ({@code Submission},
 * {@code Transfer}); a {@code Crew} keeps the workers, and its {@code Schedule} decides who gets which; a
 * {@code WorkerProcess} is the pool's side of one process and {@code WorkerMain} the other, with a {@code Wire} between
 * them: the process's own standard input and output, to which nobody else has an end. A class that a worker lacks, such
 * as a notebook cell's, is asked for on that wire ({@code RemoteClasses}, {@code ClassFiles}). {@code WorkerCommand}
 * says how a worker's Java is started, and {@code WorkerCache} what makes that fast.
 *
 * <p>Used by the notebooks {@code 04-multiprocessing} and {@code 05-cpu-bound}.
 */
package concurrency.multiprocessing;
