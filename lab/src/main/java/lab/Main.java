package lab;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The launcher: {@code lab.Main lab|test|publish|refresh|bench [options]}, in the project's folder, on the JDK that the
 * kernel is to run on. Options are handed on; each argument may hold several, see {@link Options}.
 *
 * <p>The exit status is that of the program it ran, or 1 if something was missing, and then the last line says what to
 * do.
 */
public final class Main {
    private final Project project;
    private final Environment environment;
    private final Path javaHome;

    private Main(Project project, Environment environment, Path javaHome) {
        this.project = project;
        this.environment = environment;
        this.javaHome = javaHome;
    }

    /** The program. */
    public static void main(String... arguments) throws InterruptedException {
        Parent.watch();
        System.exit(exitStatus(arguments));
    }

    private static int exitStatus(String... arguments) throws InterruptedException {
        try {
            var platform = Platform.of(System.getProperty("os.name"));
            var project = new Project(Path.of(""));
            var pythons = new Pythons(namedPython(), platform.pythons());
            var environment = new Environment(project, platform, pythons, IO::println);
            var options = Arrays.stream(arguments)
                    .skip(1)
                    .flatMap(line -> Options.split(line).stream())
                    .toList();
            return new Main(project, environment, Path.of(System.getProperty("java.home")))
                    .run(arguments.length == 0 ? "" : arguments[0], options);
        } catch (Problem problem) {
            System.err.println("\n" + problem.getMessage());
        } catch (FileSystemException failed) {
            System.err.println(
                    "\n" + failed.getFile() + " could not be written or deleted ("
                            + (failed.getReason() == null ? failed.getClass().getSimpleName() : failed.getReason())
                            + "): see that you may write there, that the disk is not full and that no JupyterLab is open, then start again.");
        } catch (IOException failed) {
            System.err.println(
                    "\nThe lab could not start (" + failed + "): start again, and with -X if it happens again.");
        }
        return 1;
    }

    private static String namedPython() {
        var named = System.getProperty("python", "");
        return named.isBlank() ? System.getenv().getOrDefault("COURSE_PYTHON", "") : named;
    }

    private int run(String command, List<String> options) throws IOException, InterruptedException {
        return switch (command) {
            case "lab" -> lab(options);
            case "test" -> {
                project.required(project.tests());
                yield module(
                        Tier.DEVELOPMENT,
                        "pytest",
                        with(options, project.root().relativize(project.tests()).toString()));
            }
            case "publish" -> module(Tier.DEVELOPMENT, "course.publish", options);
            case "refresh" -> module(Tier.DEVELOPMENT, "course.refresh", options);
            case "bench" -> bench(options);
            default ->
                throw new Problem("The launcher knows lab, test, publish, refresh and bench, not '" + command + "'.");
        };
    }

    private int lab(List<String> options) throws IOException, InterruptedException {
        project.required(project.notebooks());
        Jupyter.port(options).ifPresent(Jupyter::requireFree);
        prepare(Tier.LAB);
        IO.println("Starting JupyterLab on notebooks/. Ctrl-C ends it and its kernels.");
        return start(Jupyter.command(environment.python(), options));
    }

    /** Without Python the benchmark measures what it can, and says so of the rest. */
    private int bench(List<String> options) throws IOException, InterruptedException {
        var command =
                new ArrayList<>(List.of(environment.platform().java(javaHome).toString()));
        command.addAll(KernelSpec.JVM_FLAGS);
        command.addAll(List.of("-cp", project.benchmark().toString(), "bench.Main"));
        command.addAll(options);
        try {
            prepare(Tier.BENCHMARK);
            command.add("--python=" + environment.python());
        } catch (Problem problem) {
            IO.println(problem.getMessage());
            command.add("--no-python=" + problem.getMessage());
        }
        return start(command);
    }

    private int module(Tier tier, String module, List<String> arguments) throws IOException, InterruptedException {
        project.required(project.notebooks());
        prepare(tier);
        return start(with(arguments, environment.python().toString(), "-m", module));
    }

    private void prepare(Tier tier) throws IOException {
        environment.require(tier);
        KernelSpec.in(project.environment(), environment.platform().java(javaHome))
                .install();
        Files.createDirectories(project.jupyterHome());
    }

    private int start(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).directory(project.root().toFile());
        Jupyter.enclose(process.environment(), project, javaHome);
        return Child.run(process);
    }

    private static List<String> with(List<String> options, String... before) {
        var line = new ArrayList<>(List.of(before));
        line.addAll(options);
        return line;
    }
}
