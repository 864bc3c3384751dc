package lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The project's kernel, named {@code java}, in the project's environment only.
 *
 * <p>JJava's own spec, which this one replaces, starts whatever {@code java} is first on the path, and twice: a
 * launcher, and the kernel as its child. This one starts the kernel at once, on the JDK that the launcher itself runs
 * on.
 *
 * @param java the JDK's {@code java}
 * @param folder the spec's folder, where pip has put JJava's jar
 */
record KernelSpec(Path java, Path folder) {
    /**
     * The kernel's JVM flags. {@code environment.yml} gives conda's users the same; a test holds the two together. The
     * one that is passed on to workers stands in {@code lib/pom.xml} too, for the cache that they start from;
     * {@code test_pools.py} sees that it fits.
     */
    static final List<String> JVM_FLAGS = List.of(
            // JJava reaches into jshell to name the variables and errors of a cell
            "--add-opens",
            "jdk.jshell/jdk.jshell=ALL-UNNAMED",
            // the course's generators are the JDK's own continuations
            "--add-exports",
            "java.base/jdk.internal.vm=ALL-UNNAMED",
            // assertions in cells are the reader's checks
            "-ea",
            // enough for 10,000 concurrent downloads, and a runaway cell does not take the machine along
            "-Xmx1g",
            // pictures are drawn in memory, also where there is a display
            "-Djava.awt.headless=true");

    /** The kernel of an environment. */
    static KernelSpec in(Path environment, Path java) {
        return new KernelSpec(java, environment.resolve("share/jupyter/kernels/java"));
    }

    /** JJava itself. */
    Path jar() {
        return folder.resolve("jjava.jar");
    }

    /** The content of {@code kernel.json}. */
    String json() {
        var command = new ArrayList<String>();
        command.add(java.toString());
        command.addAll(JVM_FLAGS);
        command.addAll(List.of("-jar", jar().toString(), "{connection_file}"));
        return """
                {
                  "argv": %s,
                  "display_name": "Java",
                  "language": "java",
                  "interrupt_mode": "message"
                }
                """.formatted(Json.texts(command));
    }

    /** Writes the spec over JJava's own. Done at each start: it costs nothing, and the JDK may have moved. */
    void install() throws IOException {
        Files.writeString(folder.resolve("kernel.json"), json());
    }
}
