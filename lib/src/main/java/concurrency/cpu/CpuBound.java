package concurrency.cpu;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;

/** A somewhat silly loop that keeps a processor busy, and nothing else. */
public final class CpuBound {
    /**
     * The largest number whose sum fits into a {@code long}: from 3,024,618 on it does not. Python's numbers grow
     * instead, and a Java loop that does not look would give a wrong sum without a word.
     */
    public static final int MAX_NUMBER = 3_024_617;

    /** Additions between two looks at the thread's interrupt flag: some tens of µs, and too few looks to be felt. */
    private static final int BLOCK = 1 << 16;

    private CpuBound() {}

    /**
     * The sum of the squares of all whole numbers from 0 up to, and without, a number. Stops when its thread is
     * interrupted: a loop that never looked could not be stopped at all.
     *
     * @param number from 0 to {@link #MAX_NUMBER}
     * @throws IllegalArgumentException if the number is negative
     * @throws ArithmeticException if the sum would not fit into a {@code long}
     * @throws CancellationException if the thread is interrupted; its flag stays set
     */
    public static long cpuBound(int number) {
        check(number);
        var sum = 0L;
        for (var from = 0; from < number; from += BLOCK) {
            if (Thread.currentThread().isInterrupted()) {
                throw new CancellationException("interrupted at " + from + " of " + number);
            }
            sum += sumOfSquares(from, Math.min(number, from + BLOCK));
        }
        return sum;
    }

    private static void check(int number) {
        if (number < 0) {
            throw new IllegalArgumentException("there are no numbers from 0 up to " + number + ": give one from 0 up");
        }
        if (number > MAX_NUMBER) {
            throw new ArithmeticException("the sum of the squares below " + number
                    + " does not fit into a long: give a number up to " + MAX_NUMBER);
        }
    }

    /** The loop itself, in a method of its own so that the compiler sees nothing but a loop. */
    private static long sumOfSquares(int from, int to) {
        var sum = 0L;
        for (long i = from; i < to; i++) {
            sum += i * i;
        }
        return sum;
    }

    /** The numbers of the source: twenty from 500,000 up. */
    public static List<Integer> numbers() {
        return IntStream.range(500_000, 500_020).boxed().toList();
    }

    /** The sum for each number, one after the other on the calling thread. */
    public static List<Long> findSums(List<Integer> numbers) {
        return numbers.stream().map(CpuBound::cpuBound).toList();
    }

    /**
     * The sum for each number, in the order of the numbers, each as a task of its own. Tasks and results can be
     * serialized, so the executor may as well be a pool of processes.
     *
     * @throws InterruptedException if the caller is interrupted; the tasks are cancelled then
     * @throws ExecutionException if a number is not one that {@link #cpuBound} takes
     */
    public static List<Long> findSums(List<Integer> numbers, ExecutorService executor)
            throws InterruptedException, ExecutionException {
        var tasks = new ArrayList<Callable<Long>>();
        for (int number : numbers) {
            tasks.add((Callable<Long> & Serializable) () -> cpuBound(number));
        }
        var sums = new ArrayList<Long>();
        for (var future : executor.invokeAll(tasks)) {
            sums.add(future.get());
        }
        return sums;
    }

    /** The sum for each number, on all processors, by the standard library's own parallel stream. */
    public static List<Long> findSumsInParallel(List<Integer> numbers) {
        return numbers.parallelStream().map(CpuBound::cpuBound).toList();
    }
}
