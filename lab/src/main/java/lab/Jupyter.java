package lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** How JupyterLab is started, and how it is kept inside the project. */
final class Jupyter {
    private static final Pattern PORT = Pattern.compile("--(?:ServerApp\\.)?port=(\\d{1,5})");

    private Jupyter() {}

    /**
     * The environment variables of everything that the launcher starts on Python: every folder that Jupyter writes is
     * in {@code lab/.jupyter}, the course's settings come first, the caller's Python has no say.
     */
    static void enclose(Map<String, String> variables, Project project, Path javaHome) {
        variables.keySet().removeIf(name -> name.startsWith("JJAVA_"));
        variables
                .keySet()
                .removeAll(List.of(
                        "PYTHONHOME",
                        "PYTHONSTARTUP",
                        "JUPYTER_PATH",
                        "JUPYTER_NO_CONFIG",
                        "JUPYTER_PLATFORM_DIRS",
                        "JUPYTERLAB_DIR",
                        "VIRTUAL_ENV",
                        "__PYVENV_LAUNCHER__"));
        var home = project.jupyterHome();
        variables.put("JUPYTER_CONFIG_DIR", home.resolve("config").toString());
        variables.put("JUPYTER_DATA_DIR", home.resolve("data").toString());
        variables.put("JUPYTER_RUNTIME_DIR", home.resolve("runtime").toString());
        variables.put("JUPYTERLAB_SETTINGS_DIR", home.resolve("settings").toString());
        variables.put("JUPYTERLAB_WORKSPACES_DIR", home.resolve("workspaces").toString());
        variables.put("IPYTHONDIR", home.resolve("ipython").toString());
        variables.put("JUPYTER_CONFIG_PATH", project.jupyterSettings().toString());
        variables.put("JUPYTER_PREFER_ENV_PATH", "1");
        variables.put("PYTHONPATH", project.python().toString());
        variables.put("PYTHONNOUSERSITE", "1");
        variables.put("PYTHONUTF8", "1");
        variables.put("JAVA_HOME", javaHome.toString());
    }

    /**
     * JupyterLab's command line. A port that the user has named is taken or refused, never replaced by the next one.
     */
    static List<String> command(Path python, List<String> options) {
        var command = new ArrayList<>(List.of(python.toString(), "-m", "jupyterlab"));
        if (port(options).isPresent()) {
            command.add("--ServerApp.port_retries=0");
        }
        command.addAll(options);
        return command;
    }

    /** The port that the options name. */
    static OptionalInt port(List<String> options) {
        return options.stream()
                .map(PORT::matcher)
                .filter(found -> found.matches())
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .reduce((first, last) -> last);
    }

    /**
     * Sees that a port can be had: JupyterLab itself would say so among many other lines.
     *
     * @throws Problem if another program listens on it
     */
    static void requireFree(int port) {
        if (port > 65_535) {
            throw new Problem("There is no port " + port + ": name one below 65536.");
        }
        try {
            for (var address : InetAddress.getAllByName("localhost")) {
                new ServerSocket(port, 1, address).close();
            }
        } catch (IOException taken) {
            throw new Problem(
                    "Port " + port + " is in use (" + taken.getMessage()
                            + "): end the program that uses it, name another one with -Djupyter=\"--port=…\","
                            + " or name none and the next free one is taken.",
                    taken);
        }
    }
}
