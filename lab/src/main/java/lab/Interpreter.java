package lab;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A Python that was started and has answered.
 *
 * @param version for example {@code 3.11.7}
 * @param executable its own idea of where it is, with no shim or launcher in between
 * @param base the same for the Python that made it, where it is a virtual environment's
 * @param makesVenvs whether it has {@code venv} and {@code ensurepip}; Debian has them in a package of their own
 * @param hasJupyter whether JupyterLab and the Java kernel are installed in it
 */
record Interpreter(String version, Path executable, Path base, boolean makesVenvs, boolean hasJupyter) {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LINES = 5;
    /** Written for any Python 3, so that an old one can say how old it is. */
    private static final String QUESTION = String.join(
            "\n",
            "import sys",
            "from importlib.util import find_spec",
            "print('%d.%d.%d' % sys.version_info[:3])",
            "print(sys.executable)",
            "print(getattr(sys, '_base_executable', sys.executable))",
            "print(all(find_spec(m) for m in ('venv', 'ensurepip')))",
            "print(find_spec('jupyterlab') is not None)");

    /** The answer of a Python, or why there is none. */
    sealed interface Answer {}

    /** It has answered. */
    record Found(Interpreter interpreter) implements Answer {}

    /** It has not: it is not there, is broken, or is no Python 3. */
    record Unusable(String why) implements Answer {}

    /** Starts a Python and asks it. Its environment variables and the user's own packages are left out of it. */
    static Answer ask(List<String> command) {
        var line = new ArrayList<>(command);
        line.addAll(List.of("-I", "-X", "utf8", "-c", QUESTION));
        return switch (Child.listen(new ProcessBuilder(line), PATIENCE)) {
            case Child.Ended(int status, var output) when status == 0 && isAnAnswer(output) -> new Found(read(output));
            case Child.Ended(int status, var _) -> new Unusable("does not work, exit status " + status);
            case Child.NotStarted(var _) -> new Unusable("is not there");
            case Child.TimedOut() -> new Unusable("does not answer");
        };
    }

    private static boolean isAnAnswer(List<String> output) {
        return output.size() == LINES && output.getFirst().matches("\\d+\\.\\d+\\.\\d+");
    }

    private static Interpreter read(List<String> answer) {
        return new Interpreter(
                answer.get(0),
                Path.of(answer.get(1)),
                Path.of(answer.get(2)),
                answer.get(3).equals("True"),
                answer.get(4).equals("True"));
    }

    /** Whether this is Python 3.10 or newer. */
    boolean isNewEnough() {
        var numbers = version.split("\\.");
        int major = Integer.parseInt(numbers[0]);
        return major > 3 || major == 3 && Integer.parseInt(numbers[1]) >= 10;
    }
}
