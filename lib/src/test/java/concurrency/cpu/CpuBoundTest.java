package concurrency.cpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuBoundTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 10, 65_535, 65_536, 65_537, 500_000, 500_019, CpuBound.MAX_NUMBER})
    void itIsTheSumThatTheFormulaGives(int number) {
        assertEquals(formula(number).longValueExact(), CpuBound.cpuBound(number));
    }

    @Test
    void theLimitIsTheLastNumberWhoseSumFits() {
        assertTrue(formula(CpuBound.MAX_NUMBER).bitLength() <= 63);
        assertTrue(formula(CpuBound.MAX_NUMBER + 1).bitLength() > 63);
        var overflow = assertThrows(ArithmeticException.class, () -> CpuBound.cpuBound(CpuBound.MAX_NUMBER + 1));
        assertEquals(
                "the sum of the squares below 3024618 does not fit into a long: give a number up to 3024617",
                overflow.getMessage());
    }

    @Test
    void aNegativeNumberIsRefused() {
        var refused = assertThrows(IllegalArgumentException.class, () -> CpuBound.cpuBound(-1));
        assertEquals("there are no numbers from 0 up to -1: give one from 0 up", refused.getMessage());
    }

    @Test
    void allWaysGiveTheSameSumsInTheSameOrder() throws Exception {
        var numbers = CpuBound.numbers();
        var sums = CpuBound.findSums(numbers);
        assertEquals(20, sums.size());
        assertEquals(formula(500_007).longValueExact(), sums.get(7));
        assertEquals(sums, CpuBound.findSumsInParallel(numbers));
        try (var pool = Executors.newFixedThreadPool(3)) {
            assertEquals(sums, CpuBound.findSums(numbers, pool));
        }
    }

    @Test
    void noNumbersGiveNoSums() throws Exception {
        assertEquals(List.of(), CpuBound.findSums(List.of()));
        assertEquals(List.of(), CpuBound.findSumsInParallel(List.of()));
        try (var pool = Executors.newFixedThreadPool(1)) {
            assertEquals(List.of(), CpuBound.findSums(List.of(), pool));
        }
    }

    @Test
    void aNumberThatIsRefusedFailsItsTask() {
        try (var pool = Executors.newFixedThreadPool(2)) {
            var failed = assertThrows(ExecutionException.class, () -> CpuBound.findSums(List.of(3, -3), pool));
            assertInstanceOf(IllegalArgumentException.class, failed.getCause());
        }
    }

    @Test
    void anInterruptEndsTheLoopAndStaysSet() {
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> CpuBound.cpuBound(1_000_000));
        assertTrue(Thread.interrupted());
    }

    /** The sum of i² for i below n is (n−1)·n·(2n−1)/6. */
    private static BigInteger formula(int n) {
        var number = BigInteger.valueOf(n);
        return number.subtract(BigInteger.ONE)
                .multiply(number)
                .multiply(number.add(number).subtract(BigInteger.ONE))
                .divide(BigInteger.valueOf(6))
                .max(BigInteger.ZERO);
    }
}
