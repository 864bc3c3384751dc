package concurrency.notebook;

import java.util.ArrayList;
import java.util.List;

/**
 * Looks at whether the kernel, the JDK and the library are as the course needs them, and says in words what to do where
 * they are not. Its text is what a cell shows.
 *
 * @param facts what was found
 * @param problems what is wrong, each with what to do; empty if all is well
 */
public record Checkup(List<String> facts, List<String> problems) {
    /** The JDK that the library is compiled for. */
    private static final int JDK = 25;

    public Checkup {
        facts = List.copyOf(facts);
        problems = List.copyOf(problems);
    }

    /** Looks at the kernel that this runs in. */
    public static Checkup run() {
        return of(Screen.current().kernel(), Runtime.version().feature(), continuationsExported(), assertionsEnabled());
    }

    static Checkup of(String kernel, int jdk, boolean continuations, boolean assertions) {
        var problems = new ArrayList<String>();
        if (kernel.equals("none")) {
            problems.add("This is not a Java kernel: choose Kernel > Change Kernel… > Java.");
        }
        if (jdk < JDK) {
            problems.add("The kernel runs on JDK " + jdk + " and the course needs " + JDK + ": install a JDK " + JDK
                    + " and start the course with mvn -Plab.");
        }
        if (!continuations) {
            problems.add("Continuations are not exported to the library, so generators will use threads and be slower: "
                    + "start the course with mvn -Plab, whose kernel exports them.");
        }
        if (!assertions) {
            problems.add("Assertions are off, so a cell that checks something would check nothing: "
                    + "start the course with mvn -Plab, whose kernel turns them on.");
        }
        var facts = List.of("Kernel: " + kernel, "JDK: " + jdk, "Library: loaded");
        return new Checkup(facts, problems);
    }

    private static boolean continuationsExported() {
        return Object.class.getModule().isExported("jdk.internal.vm", Checkup.class.getModule());
    }

    private static boolean assertionsEnabled() {
        return Checkup.class.desiredAssertionStatus();
    }

    /** Whether nothing is wrong. */
    public boolean ok() {
        return problems.isEmpty();
    }

    @Override
    public String toString() {
        var lines = new ArrayList<>(facts);
        lines.addAll(ok() ? List.of("All is in place.") : problems);
        return String.join("\n", lines);
    }
}
