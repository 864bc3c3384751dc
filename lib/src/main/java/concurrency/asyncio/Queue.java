package concurrency.asyncio;

import java.util.ArrayList;
import java.util.LinkedList;

/**
 * What some tasks of a loop put in, others take out; who finds it full or empty waits, in the order of coming:
 * {@code asyncio.Queue}. {@snippet class="concurrency.asyncio.ExamplesTest" region="queue"}
 *
 * <p>Not for threads, which have {@link java.util.concurrent.BlockingQueue}. The rules are those of CPython's
 * asyncio/queues.py, 3.13. Its PriorityQueue is {@code new Queue<>(maxsize, new java.util.PriorityQueue<>())}, its
 * LifoQueue {@code new Queue<>(maxsize, Collections.asLifoQueue(new ArrayDeque<>()))}.
 *
 * @param <T> what is in it; may be null
 */
public final class Queue<T> {
    private final int maxsize;
    private final java.util.Queue<T> items;
    private final Waiters getters = new Waiters(this, "queue: get");
    private final Waiters putters = new Waiters(this, "queue: put");
    private final Event finished = new Event(); // all that was put in was taken out and done
    private int unfinished; // put in, and not yet said to be done
    private boolean shutdown;

    /** A queue with room for everything. */
    public Queue() {
        this(0);
    }

    /** @param maxsize for how many it has room; 0, or less, for everything */
    public Queue(int maxsize) {
        this(maxsize, new LinkedList<>());
    }

    /**
     * A queue in an order of your choice.
     *
     * @param maxsize for how many it has room; 0, or less, for everything
     * @param items keeps them, and is this queue's own from now on; empty
     */
    public Queue(int maxsize, java.util.Queue<T> items) {
        this.maxsize = maxsize;
        this.items = items;
        finished.set();
    }

    /** For how many it has room; 0, or less, for everything. */
    public int maxsize() {
        return maxsize;
    }

    /** How many are in it. */
    public int qsize() {
        return items.size();
    }

    /** Whether nothing is in it. */
    public boolean empty() {
        return items.isEmpty();
    }

    /** Whether there is no room left. */
    public boolean full() {
        return maxsize > 0 && items.size() >= maxsize;
    }

    /** Puts that in, and waits for room before; fails with {@link QueueShutDown} if the queue is, or will be. */
    public Coroutine<Void> put(T item) {
        return new Coroutine<>("put", () -> {
            while (full()) {
                checkNotShutDown();
                var turn = putters.join();
                try {
                    putters.await(turn);
                } catch (Exception failed) {
                    if (!full() && wasWoken(turn)) { // the room is for the next in line
                        putters.callNext();
                    }
                    throw failed;
                }
            }
            putNowait(item);
            return null;
        });
    }

    /**
     * Puts that in.
     *
     * @throws QueueFull if there is no room
     * @throws QueueShutDown if it was shut down
     */
    public void putNowait(T item) {
        checkNotShutDown();
        if (full()) {
            throw new QueueFull();
        }
        items.add(item);
        unfinished++;
        finished.clear();
        getters.callNext();
    }

    /** Takes one out, and waits for it before; fails with {@link QueueShutDown} if there will be none. */
    public Coroutine<T> get() {
        return new Coroutine<>("get", () -> {
            while (empty()) {
                checkNotShutDown();
                var turn = getters.join();
                try {
                    getters.await(turn);
                } catch (Exception failed) {
                    if (!empty() && wasWoken(turn)) { // what has come is for the next in line
                        getters.callNext();
                    }
                    throw failed;
                }
            }
            return getNowait();
        });
    }

    /**
     * Takes one out.
     *
     * @throws QueueEmpty if nothing is in it
     * @throws QueueShutDown if nothing is in it, nor will be
     */
    public T getNowait() {
        if (empty()) {
            checkNotShutDown();
            throw new QueueEmpty();
        }
        var item = items.remove();
        putters.callNext();
        return item;
    }

    /**
     * Says that one of those taken out is done, for {@link #join}.
     *
     * @throws IllegalStateException if more are done than were put in: "task_done() called too many times"
     */
    public void taskDone() {
        if (unfinished <= 0) {
            throw new IllegalStateException("task_done() called too many times");
        }
        unfinished--;
        if (unfinished == 0) {
            finished.set();
        }
    }

    /** Waits until all that was put in was taken out, and {@link #taskDone} was called for each. */
    public Coroutine<Void> join() {
        return new Coroutine<>("join", () -> {
            if (unfinished > 0) {
                Asyncio.await(finished.await());
            }
            return null;
        });
    }

    /** Takes nothing in any more; what is in it can be taken out. Who waits fails with {@link QueueShutDown}. */
    public void shutdown() {
        shutdown(false);
    }

    /**
     * As {@link #shutdown()}.
     *
     * @param immediate whether what is in it is thrown away, and counts as done
     */
    public void shutdown(boolean immediate) {
        shutdown = true;
        if (immediate) {
            unfinished = Math.max(0, unfinished - items.size());
            items.clear();
            if (unfinished == 0) {
                finished.set();
            }
        }
        getters.callAll();
        putters.callAll();
    }

    private void checkNotShutDown() {
        if (shutdown) {
            throw new QueueShutDown();
        }
    }

    private static boolean wasWoken(Future<Void> turn) {
        return turn.done() && !turn.cancelled();
    }

    /** {@code <Queue maxsize=2 _queue=[a, b] _putters[1] tasks=2>}, as Python's. */
    @Override
    public String toString() {
        return "<Queue maxsize=" + maxsize
                + (items.isEmpty() ? "" : " _queue=" + new ArrayList<>(items))
                + waiting(" _getters", getters)
                + waiting(" _putters", putters)
                + (unfinished > 0 ? " tasks=" + unfinished : "")
                + (shutdown ? " shutdown" : "") + ">";
    }

    private static String waiting(String name, Waiters waiters) {
        var count = waiters.count();
        return count == 0 ? "" : name + "[" + count + "]";
    }
}
