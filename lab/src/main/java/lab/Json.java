package lab;

import java.util.List;
import java.util.stream.Collectors;

/** As much JSON as a kernel spec needs, so that the launcher starts without a library. */
final class Json {
    private Json() {}

    /** A JSON string. Backslashes of Windows paths, quotes and control characters are escaped. */
    static String text(String value) {
        var json = new StringBuilder("\"");
        for (char c : value.toCharArray()) {
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append("\\u%04x".formatted((int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    /** A JSON array of strings, one a line. */
    static String texts(List<String> values) {
        return values.stream().map(Json::text).collect(Collectors.joining(",\n    ", "[\n    ", "\n  ]"));
    }
}
