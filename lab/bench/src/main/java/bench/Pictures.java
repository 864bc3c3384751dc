package bench;

import java.nio.file.Path;
import java.util.List;

/** Pictures of the results, for the page. */
final class Pictures {
    private Pictures() { }

    static List<Results.Drawn> draw(List<Result> results, Path folder) {
        return List.of();
    }
}
