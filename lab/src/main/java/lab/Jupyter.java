package lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** How JupyterLab is started, and how it is kept inside the project. */
final class Jupyter {
    private static final Pattern PORT = Pattern.compile("--(?:ServerApp\\.)?port=(\\d{1,5})");

    private Jupyter() {}

    /**
     * The environment variables of everything that the launcher starts on Python: every folder that Jupyter writes is
     * in {@code lab/.jupyter}, the course's settings come first, the caller's Python has no say.
     */
    static void enclose(Map<String, String> variables, Project project, Path javaHome) throws IOException {
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
        folders(project).forEach((variable, folder) -> variables.put(variable, folder.toString()));
        variables.put("JUPYTER_CONFIG_PATH", project.jupyterSettings().toString());
        variables.put("JUPYTER_PREFER_ENV_PATH", "1");
        variables.put("PYTHONPATH", project.python().toString());
        variables.put("PYTHONNOUSERSITE", "1");
        variables.put("PYTHONUTF8", "1");
        variables.put("JAVA_HOME", javaHome.toString());
    }

    /** The folders that Jupyter writes, by the variables that name them; the tests read the same list. */
    private static Map<String, Path> folders(Project project) throws IOException {
        var names = new Properties();
        try (var list = Files.newBufferedReader(project.jupyterSettings().resolve("folders.properties"))) {
            names.load(list);
        }
        var folders = new TreeMap<String, Path>();
        for (var variable : names.stringPropertyNames()) {
            folders.put(variable, project.jupyterHome().resolve(names.getProperty(variable)));
        }
        return folders;
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
