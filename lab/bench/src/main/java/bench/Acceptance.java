package bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Takes the results of the last run over for the course's site: from {@code target}, which is not kept, to a folder
 * that is.
 */
final class Acceptance {
    private Acceptance() {}

    /** @return the exit status */
    static int accept(Tools tools) throws IOException {
        var last = tools.target().resolve(Results.FILE);
        if (!Files.exists(last)) {
            IO.println("There are no results to accept: run mvn -Pbench first.");
            return 1;
        }
        var results = Results.read(last);
        if (!results.complete()) {
            IO.println(
                    "The last run had not all rows, or was a quick one: run mvn -Pbench without -Drows and -Dquick first.");
            return 1;
        }
        var accepted = Files.createDirectories(tools.folder().resolve("accepted"));
        copy(last, accepted);
        for (var picture : results.pictures()) {
            copy(tools.target().resolve(picture.file()), accepted);
        }
        IO.println("Accepted into lab/bench/accepted: commit it, and mvn -Ppublish shows it.");
        return 0;
    }

    private static void copy(Path file, Path folder) throws IOException {
        Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
}
