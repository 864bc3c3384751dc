package concurrency.asyncio;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** What CPython recorded, beside the tests, and the exceptions of which its programs speak. */
final class Recordings {
    private Recordings() {}

    /** The programs of that file, one a line, each with its trace. */
    static List<String> lines(String file) throws IOException {
        try (var lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Recordings.class.getResourceAsStream(file)), StandardCharsets.UTF_8))) {
            return lines.lines().toList();
        }
    }

    /** An exception of the programs; its name stands in the traces. */
    static class A extends Exception {
        A(String message) {
            super(message);
        }
    }

    /** An exception of the programs that is an A. */
    static final class B extends A {
        B() {
            super("b");
        }
    }

    /** Not an Exception. */
    static final class X extends Error {
        X() {
            super("x");
        }
    }
}
