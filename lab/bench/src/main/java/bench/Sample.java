package bench;

import bench.Child.Line;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What one run of a contestant gave.
 *
 * @param numbers by name: {@value #COLD} and {@value #WHOLE}, and what the program's own lines name
 */
record Sample(Map<String, Double> numbers) {
    /** From the start of the process to its first line, in s: what one waits for who starts the program once. */
    static final String COLD = "cold";
    /** From the start of the process to its end, in s. */
    static final String WHOLE = "whole";

    /**
     * What a program has printed. A number that stands in several lines is the median of the later half of them: the
     * earlier ones were for warming up.
     *
     * @throws NotMeasured if there is no line, or one that is not an object of numbers
     */
    static Sample of(List<Line> lines, double whole) throws NotMeasured {
        if (lines.isEmpty()) {
            throw new NotMeasured("the program printed nothing");
        }
        var all = new LinkedHashMap<String, List<Double>>();
        for (var line : lines) {
            try {
                JsonMapper.shared()
                        .readTree(line.text())
                        .properties()
                        .forEach(number -> all.computeIfAbsent(number.getKey(), _ -> new ArrayList<>())
                                .add(number.getValue().asDouble()));
            } catch (JacksonException unreadable) {
                throw new NotMeasured("the program printed what is no measurement: " + line.text());
            }
        }
        var numbers = new LinkedHashMap<String, Double>();
        all.forEach((name, values) -> numbers.put(
                name,
                Spread.of(values.subList(values.size() / 2, values.size())).median()));
        numbers.put(COLD, lines.getFirst().seconds());
        numbers.put(WHOLE, whole);
        return new Sample(numbers);
    }
}
