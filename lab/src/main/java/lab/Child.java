package lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

/**
 * Starts a program and waits for it. When the launcher is stopped, by Ctrl-C or a signal, the program is stopped with
 * all it started; see {@link Family}.
 */
final class Child {
    private static final Duration FOR_EVER = Duration.ofDays(36_500);

    private Child() {}

    /** How a program that was listened to has ended. */
    sealed interface Outcome {}

    /** By itself. Its standard output and error, line by line. */
    record Ended(int status, List<String> output) implements Outcome {}

    /** It could not be started. */
    record NotStarted(String why) implements Outcome {}

    /** It took too long and was stopped. */
    record TimedOut() implements Outcome {}

    /**
     * Runs a program on the launcher's own input and output.
     *
     * @return its exit status
     * @throws IOException if it cannot be started
     */
    static int run(ProcessBuilder builder) throws IOException, InterruptedException {
        var process = builder.inheritIO().start();
        try (var family = new Family(process)) {
            return family.awaitEnd(FOR_EVER);
        } catch (TimeoutException never) {
            throw new IOException(never);
        }
    }

    /** Runs a program silently, with nothing to read, and keeps what it prints. */
    static Outcome listen(ProcessBuilder builder, Duration patience) {
        try {
            var process = builder.redirectErrorStream(true).start();
            var output = CompletableFuture.supplyAsync(() -> lines(process));
            int status;
            try (var family = new Family(process)) {
                process.getOutputStream().close();
                status = family.awaitEnd(patience);
            }
            return new Ended(status, output.join());
        } catch (IOException why) {
            return new NotStarted(why.getMessage());
        } catch (TimeoutException _) {
            return new TimedOut();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new TimedOut();
        }
    }

    private static List<String> lines(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                .lines()
                .toList();
    }
}
