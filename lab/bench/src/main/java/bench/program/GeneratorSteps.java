package bench.program;

import concurrency.asyncio.Generator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Generators that never end, and what their next value costs. */
@State(Scope.Thread)
public class GeneratorSteps {
    private static final int DEPTH = 10;

    private final Generator<Integer> ones = ones();
    private final Generator<Integer> deep = nested(DEPTH);

    private static Generator<Integer> ones() {
        return Generator.of(self -> {
            while (true) {
                self.yield(1);
            }
        });
    }

    private static Generator<Integer> nested(int depth) {
        return depth == 0
                ? ones()
                : Generator.of(self -> {
                    self.yieldFrom(nested(depth - 1));
                });
    }

    /** A value of a generator. */
    @Benchmark
    public Integer next() {
        return ones.next();
    }

    /** A value that comes through ten generators which yield from each other. */
    @Benchmark
    public Integer yieldFromTenDeep() {
        return deep.next();
    }
}
