package lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import lab.Interpreter.Found;

/**
 * The project's Python environment: made once by {@code python -m venv} and pip, and reused while its {@link Stamp}
 * fits the pins, its Python still answers and it is where it was made. An environment that does not fit is made again
 * from nothing.
 *
 * @param project whose environment this is
 * @param platform where it is
 * @param pythons finds the Python that makes it
 * @param say takes a sentence for each step
 */
record Environment(Project project, Platform platform, Pythons pythons, Consumer<String> say) {
    private static final Duration A_VENV = Duration.ofMinutes(5);
    private static final Duration AN_INSTALLATION = Duration.ofHours(1);

    /**
     * The environment's Python. Modules are started with it by {@code -m}: scripts would not survive a space in the
     * path.
     */
    Path python() {
        return platform.python(folder());
    }

    /**
     * Makes the environment hold a tier, if it does not yet.
     *
     * @throws Problem if there is no suitable Python, no network, or a package cannot be installed
     * @throws IOException if the folder cannot be written or deleted
     */
    void require(Tier tier) throws IOException {
        var stamp = Files.isDirectory(folder()) ? Stamp.read(stampFile()) : Optional.<Stamp>empty();
        var sound = stamp.filter(made -> made.holds(Tier.LAB, Tier.LAB.pins(project.lab())) && isSound(made));
        if (sound.isPresent() && sound.get().holds(tier, tier.pins(project.lab()))) {
            return;
        }
        if (sound.isEmpty()) {
            make();
        }
        install(tier);
        if (!(Interpreter.ask(List.of(python().toString())) instanceof Found(var python)) || !python.hasJupyter()) {
            throw new Problem("The Python environment in " + folder()
                    + " does not work, although pip reported no error: delete it and start again.");
        }
        var pins = Arrays.stream(Tier.values())
                .limit(tier.ordinal() + 1L)
                .map(installed -> installed.pins(project.lab()))
                .toList();
        new Stamp(python.version(), python.base().toString(), location(), pins).write(stampFile());
    }

    private boolean isSound(Stamp made) {
        return made.location().equals(location())
                && Files.exists(KernelSpec.in(folder(), folder()).jar())
                && Interpreter.ask(List.of(python().toString())) instanceof Found(var python)
                && python.hasJupyter()
                && python.version().equals(made.python())
                && (!pythons.isNamed() || pythons.find().base().toString().equals(made.base()));
    }

    private void make() throws IOException {
        var maker = pythons.find();
        if (Files.exists(folder(), LinkOption.NOFOLLOW_LINKS)) {
            say.accept("The Python environment in lab/.venv is out of date or incomplete: making it again.");
            delete(folder());
        }
        say.accept("Making the Python environment in lab/.venv with Python " + maker.version()
                + " (once; takes about a minute) …");
        var made = Child.listen(
                clean(List.of(maker.executable().toString(), "-I", "-m", "venv", folder().toString())), A_VENV);
        if (!(made instanceof Child.Ended(int status, var output) && status == 0)) {
            throw new Problem(lastWords(made) + "The Python environment could not be made in " + folder()
                    + ": see that the folder can be written and the disk is not full, then start again.");
        }
    }

    private void install(Tier tier) {
        say.accept("Installing the packages of lab/lock/"
                + tier.lock(project.lab()).getFileName() + " …");
        long start = System.nanoTime();
        var pip = clean(List.of(
                python().toString(),
                "-m",
                "pip",
                "install",
                "--quiet",
                "--no-input",
                "--disable-pip-version-check",
                "--progress-bar=off",
                "--retries=2",
                "--require-hashes",
                "-r",
                tier.lock(project.lab()).toString()));
        var installed = Child.listen(pip, AN_INSTALLATION);
        if (!(installed instanceof Child.Ended(int status, var output) && status == 0)) {
            throw PipFailure.of(lastWords(installed)).problem(lastWords(installed));
        }
        say.accept("Installed in " + Duration.ofNanos(System.nanoTime() - start).toSeconds() + " s.");
    }

    /** A process on which neither the caller's Python nor pip settings for other places have a say. */
    private static ProcessBuilder clean(List<String> command) {
        var process = new ProcessBuilder(command);
        var variables = process.environment();
        variables
                .keySet()
                .removeAll(List.of(
                        "PYTHONPATH",
                        "PYTHONHOME",
                        "PIP_TARGET",
                        "PIP_PREFIX",
                        "PIP_ROOT",
                        "PIP_REQUIREMENT",
                        "PIP_CONSTRAINT",
                        "__PYVENV_LAUNCHER__"));
        variables.put("PIP_USER", "0");
        variables.put("PYTHONNOUSERSITE", "1");
        return process;
    }

    private static String lastWords(Child.Outcome outcome) {
        return switch (outcome) {
            case Child.Ended(var _, var output) -> String.join("\n", output) + "\n";
            case Child.NotStarted(var why) -> why + "\n";
            case Child.TimedOut() -> "It took too long.\n";
        };
    }

    private static void delete(Path folder) throws IOException {
        var all = new ArrayList<Path>();
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(all::add);
        }
        for (var file : all) {
            Files.delete(file);
        }
    }

    private Path folder() {
        return project.environment();
    }

    private Path stampFile() {
        return folder().resolve("course-stamp.txt");
    }

    private String location() {
        return folder().toString();
    }
}
