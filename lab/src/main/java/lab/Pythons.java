package lab;

import java.util.ArrayList;
import java.util.List;
import lab.Interpreter.Found;
import lab.Interpreter.Unusable;

/**
 * Finds the Python that makes the environment.
 *
 * @param named the one the user has named, or an empty text
 * @param candidates the commands to try where none is named, best first
 */
record Pythons(String named, List<List<String>> candidates) {
    private static final String HOW_TO_NAME = "name one with -Dpython=/path/to/python3 or COURSE_PYTHON";

    /** Whether the user has named one. */
    boolean isNamed() {
        return !named.isBlank();
    }

    /**
     * The first suitable Python.
     *
     * @throws Problem if there is none: too old, without venv, or none at all
     */
    Interpreter find() {
        var seen = new ArrayList<String>();
        Interpreter incomplete = null;
        for (var command : isNamed() ? List.of(List.of(named)) : candidates) {
            switch (Interpreter.ask(command)) {
                case Found(var python)
                when python.isNewEnough() && python.makesVenvs() -> {
                    return python;
                }
                case Found(var python)
                when python.isNewEnough() -> incomplete = incomplete == null ? python : incomplete;
                case Found(var python) -> seen.add(String.join(" ", command) + " is Python " + python.version());
                case Unusable(var why) when isNamed() -> seen.add(named + " " + why);
                case Unusable _ -> {}
            }
        }
        throw incomplete == null ? none(seen) : cannotMakeVenvs(incomplete);
    }

    private Problem none(List<String> seen) {
        var what = isNamed()
                ? "The Python that was named is not a Python 3.10 or newer"
                : "No Python 3.10 or newer was found";
        var looked = seen.isEmpty() ? "" : " (" + String.join(", ", seen) + ")";
        return new Problem(
                what + looked + ": install one from python.org or your system's packages, or " + HOW_TO_NAME + ".");
    }

    private static Problem cannotMakeVenvs(Interpreter python) {
        return new Problem("Python " + python.version() + " at " + python.executable()
                + " cannot make environments, its venv or ensurepip is missing: on Debian and Ubuntu run"
                + " 'sudo apt install python3-venv', or " + HOW_TO_NAME + ".");
    }
}
