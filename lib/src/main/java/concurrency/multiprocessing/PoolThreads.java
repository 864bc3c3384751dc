package concurrency.multiprocessing;

/**
 * Threads of a pool: daemons, and of no group of the thread that happens to make them. JShell gives a cell a group,
 * stops the cell by interrupting all of that group, and may wait for all of it; a pool outlives the cell that made it.
 *
 * <p>None is virtual: they wait in reads and writes of pipes, which would keep a carrier each, and a few per process do
 * not count beside the process.
 */
final class PoolThreads {
    private PoolThreads() {}

    static Thread start(String name, Runnable work) {
        var group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        return Thread.ofPlatform()
                .group(group)
                .daemon()
                .inheritInheritableThreadLocals(false)
                .name(name)
                .start(work);
    }
}
