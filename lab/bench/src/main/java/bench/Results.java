package bench;

import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A whole run.
 *
 * @param machine where and when it was
 * @param seconds how long it took
 * @param complete whether it measured every row, and not only took a look
 * @param results the rows
 * @param pictures drawn of them
 */
record Results(Machine machine, double seconds, boolean complete, List<Result> results, List<Drawn> pictures) {
    /** The file's name. */
    static final String FILE = "results.json";

    /**
     * A picture beside the file.
     *
     * @param file its name
     * @param sentence what it shows
     */
    record Drawn(String file, String sentence) {}

    private static JsonMapper mapper() {
        return JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    }

    void write(Path file) {
        mapper().writeValue(file, this);
    }

    static Results read(Path file) {
        return mapper().readValue(file, Results.class);
    }

    /** How many goals came to that. */
    long goals(Judgement.Outcome outcome) {
        return results.stream()
                .flatMap(result -> result.goals().stream())
                .filter(goal -> goal.outcome() == outcome)
                .count();
    }
}
