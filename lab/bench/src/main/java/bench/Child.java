package bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Programs that the benchmark starts. All of them end before it does, also when it is stopped by Ctrl-C. */
final class Child {
    /**
     * A program that there is no sense in running, for want of something that it names: the last line of its errors.
     */
    static final int NOT_HERE = 3;

    private static final int LONGEST_REASON = 200;

    private static final Set<Process> ALIVE = new HashSet<>();
    private static boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Child::endAll, "end of the children"));
    }

    private Child() {}

    /**
     * A line that a program has printed.
     *
     * @param seconds from the program's start to that line
     */
    record Line(double seconds, String text) {}

    /** Runs a program to its end and returns what it measured. */
    static Sample run(List<String> command, Duration patience) throws NotMeasured, InterruptedException {
        var start = System.nanoTime();
        var process = start(new ProcessBuilder(command));
        try {
            var lines = read(process.getInputStream(), text -> new Line((System.nanoTime() - start) / 1e9, text));
            var errors = read(process.getErrorStream(), text -> text);
            process.getOutputStream().close();
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new NotMeasured("stopped: it took more than " + patience.toSeconds() + " s");
            }
            var whole = (System.nanoTime() - start) / 1e9;
            if (process.exitValue() != 0) {
                var last = errors.join().stream()
                        .filter(line -> !line.isBlank())
                        .reduce((_, later) -> later)
                        .orElse("it does not say why");
                last = last.length() > LONGEST_REASON ? last.substring(0, LONGEST_REASON) + " …" : last;
                throw new NotMeasured(
                        process.exitValue() == NOT_HERE
                                ? last
                                : "failed, exit status " + process.exitValue() + ": " + last);
            }
            return Sample.of(lines.join(), whole);
        } catch (IOException broken) {
            throw new NotMeasured("could not be talked to: " + broken.getMessage());
        } finally {
            end(process);
        }
    }

    /** Starts a program, which {@link #end} ends or the end of the benchmark does. */
    static Process start(ProcessBuilder builder) throws NotMeasured {
        try {
            synchronized (ALIVE) {
                if (ending) { // or else the next one would be started while the last one is ended
                    throw new NotMeasured("the benchmark was stopped");
                }
                var process = builder.start();
                ALIVE.add(process);
                return process;
            }
        } catch (IOException none) {
            throw new NotMeasured("could not be started: " + none.getMessage());
        }
    }

    /** Ends a program and what it has started, if they still run. */
    static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        synchronized (ALIVE) {
            ALIVE.remove(process);
        }
    }

    private static void endAll() {
        synchronized (ALIVE) {
            ending = true;
            List.copyOf(ALIVE).forEach(Child::end);
        }
    }

    private static <T> CompletableFuture<List<T>> read(InputStream stream, Function<String, T> line) {
        var all = new CompletableFuture<List<T>>();
        Thread.ofPlatform().daemon().name("reader of a child").start(() -> {
            var read = new ArrayList<T>();
            try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                lines.lines().map(line).forEach(read::add);
                all.complete(read);
            } catch (IOException | UncheckedIOException ended) {
                all.complete(read);
            }
        });
        return all;
    }
}
