package bench;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** A program of this machine that peers need: an interpreter or a compiler. It is there, or it is known why not. */
sealed interface Tool {

    /** It is there. */
    record Found(Path path) implements Tool {}

    /** It is not. */
    record Missing(String why) implements Tool {}

    /** @throws NotMeasured if it is not there */
    default String command() throws NotMeasured {
        return switch (this) {
            case Found(var path) -> path.toString();
            case Missing(var why) -> throw new NotMeasured(why);
        };
    }

    /**
     * Looks for a program.
     *
     * @param what what to call it where it is missing
     * @param names the names that it may have, best first
     * @param path the folders to look in, as the variable PATH has them; may be null
     */
    static Tool find(String what, List<String> names, String path) {
        var folders = Arrays.stream(path == null ? new String[0] : path.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .toList();
        for (var name : names) {
            for (var folder : folders) {
                var file = Path.of(folder, name);
                if (Files.isRegularFile(file) && Files.isExecutable(file)) {
                    return new Found(file);
                }
            }
        }
        return new Missing("no " + what + " on this machine");
    }
}
