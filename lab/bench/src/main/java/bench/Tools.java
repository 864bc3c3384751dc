package bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What contestants are made with: Java for ours, Python and C for the peers, and the simulated web for all of them.
 *
 * @param folder the benchmark's own
 * @param target where results and what is compiled on the way are put
 * @param python the peers' Python
 * @param cc the C compiler
 * @param sites the ports of the webs that run, by their latency in ms
 */
record Tools(Path folder, Path target, Tool python, Tool cc, Map<Integer, String> sites) {
    /** No run of a contestant takes as long. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final List<String> JVM_FLAGS = List.of(
            // the course's generators are the JDK's own continuations
            "--add-exports",
            "java.base/jdk.internal.vm=ALL-UNNAMED",
            // the heap of the notebooks' kernel
            "-Xmx1g",
            // JMH would not start where another user has left its lock file
            "-Djmh.ignoreLock=true");

    static Tools of(Options options, String path) {
        var python = !options.python().isEmpty()
                ? new Tool.Found(Path.of(options.python()))
                : !options.noPython().isEmpty()
                        ? new Tool.Missing(
                                "no Python: " + options.noPython().lines().reduce("", (_, last) -> last))
                        : Tool.find("Python", List.of("python3", "python"), path);
        var folder = options.folder().toAbsolutePath().normalize();
        return new Tools(
                folder,
                folder.resolve("../../target/bench").normalize(),
                python,
                Tool.find("C compiler", List.of("cc", "gcc", "clang"), path),
                new HashMap<>());
    }

    /** A program of {@link bench.program}, by the name of its class. */
    Contestant java(String name, String program, Object... arguments) {
        return new Contestant(name, () -> Child.run(command(javaCommand(program), arguments), PATIENCE));
    }

    /** A script of {@code src/main/python}, by its name. */
    Contestant python(String name, String script, Object... arguments) {
        return new Contestant(
                name,
                () -> Child.run(
                        command(
                                List.of(
                                        python.command(),
                                        folder.resolve("src/main/python")
                                                .resolve(script + ".py")
                                                .toString()),
                                arguments),
                        PATIENCE));
    }

    /** A program of {@code src/main/c}, by its name; compiled anew, which is not measured. */
    Contestant c(String name, String program, Object... arguments) {
        return new Contestant(name, () -> {
            var compiled = target.resolve(program);
            try {
                Files.createDirectories(target);
                var compiler = Child.start(new ProcessBuilder(
                                cc.command(),
                                "-O2",
                                "-o",
                                compiled.toString(),
                                folder.resolve("src/main/c")
                                        .resolve(program + ".c")
                                        .toString())
                        .inheritIO());
                var status = compiler.waitFor();
                Child.end(compiler);
                if (status != 0) {
                    throw new NotMeasured("the C compiler fails, exit status " + status);
                }
            } catch (IOException notWritable) {
                throw new NotMeasured("nothing can be compiled: " + notWritable);
            }
            return Child.run(command(List.of(compiled.toString()), arguments), PATIENCE);
        });
    }

    /**
     * An argument that is known when a web of that latency runs: its port. It is started when the first contestant
     * needs it.
     */
    Argument site(int latencyMillis) {
        return () -> {
            var port = sites.get(latencyMillis);
            if (port == null) {
                port = startSite(latencyMillis);
                sites.put(latencyMillis, port);
            }
            return port;
        };
    }

    /** An argument that is known late. */
    interface Argument {
        String word() throws NotMeasured;
    }

    private String startSite(int latencyMillis) throws NotMeasured {
        var process = Child.start(new ProcessBuilder(command(javaCommand("SiteProcess"), latencyMillis))
                .redirectError(ProcessBuilder.Redirect.INHERIT));
        try {
            var port = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            if (port == null) {
                throw new NotMeasured("the simulated web did not start");
            }
            return port;
        } catch (IOException broken) {
            throw new NotMeasured("the simulated web did not start: " + broken.getMessage());
        }
    }

    private static List<String> javaCommand(String program) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(JVM_FLAGS);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), "bench.program." + program));
        return words;
    }

    private static List<String> command(List<String> start, Object... arguments) throws NotMeasured {
        var words = new ArrayList<>(start);
        for (var argument : arguments) {
            words.add(argument instanceof Argument late ? late.word() : argument.toString());
        }
        return words;
    }
}
