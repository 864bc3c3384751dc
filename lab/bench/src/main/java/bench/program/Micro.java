package bench.program;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * One JMH benchmark of this package: {@code Micro GeneratorSteps.next 5 5 200} for 5 iterations of 200 ms after 5 to
 * warm up. JMH need not fork for it, because this process runs nothing else.
 */
final class Micro {
    private Micro() {}

    public static void main(String... arguments) throws RunnerException {
        var time = TimeValue.milliseconds(Long.parseLong(arguments[3]));
        var options = new OptionsBuilder()
                .include("\\." + arguments[0].replace(".", "\\.") + "$")
                .forks(0)
                .warmupIterations(Integer.parseInt(arguments[1]))
                .warmupTime(time)
                .measurementIterations(Integer.parseInt(arguments[2]))
                .measurementTime(time)
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .verbosity(VerboseMode.SILENT)
                .build();
        for (var run : new Runner(options).run()) {
            Measured.say("seconds", run.getPrimaryResult().getScore() / 1e9);
        }
    }
}
